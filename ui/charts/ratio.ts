/** Under so many cases a percentage says more than is known. */
export const LEAST_FOR_PERCENT = 50

export type Ratio = { kind: 'percent'; percent: number } | { kind: 'few'; count: number; base: number }

/** How many of `base` came to `count`: a percentage to one decimal, or under 50 cases the counts themselves. Null: of nothing. */
export function makeRatio(count: number, base: number): Ratio | null {
  if (base <= 0) return null
  if (base < LEAST_FOR_PERCENT) return { kind: 'few', count, base }
  return { kind: 'percent', percent: Math.round((count / base) * 1000) / 10 }
}
