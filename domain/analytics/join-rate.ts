/** Of a channel's clicks, how many are recognised later. */
export type JoinRate = { clicks: number; joined: number }

/** From this ratio on, channels differ more by who can be recognised than by what they brought. */
const APART = 2

/** Whether channels may be ranked: the best and the worst join rate differ less than twofold. */
export function isComparable(channels: readonly JoinRate[]): boolean {
  const rates = channels.filter(({ clicks }) => clicks > 0).map(({ clicks, joined }) => joined / clicks)
  const highest = Math.max(0, ...rates)
  return highest === 0 || highest / Math.min(...rates) < APART
}
