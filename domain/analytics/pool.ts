/** A breakdown's group of fewer people than this is not shown by itself. */
export const LEAST = 10

export type Group = { key: string; visitors: number; simulated: number }
/** `key` null is the pool; `pooled` is how many groups it stands for. */
export type PooledGroup = { key: string | null; visitors: number; pooled: number }

/**
 * A breakdown that gives away no small group, though the total is known: groups under `LEAST` join one pool, and the
 * pool takes the smallest of the others until it holds two groups and `LEAST` people, so that nothing comes out by
 * subtraction. Simulated visitors are nobody's: they are counted by their own key.
 */
export function poolGroups(groups: readonly Group[]): PooledGroup[] {
  const real = groups.filter(({ visitors }) => visitors > 0).toSorted((a, b) => a.visitors - b.visitors)
  const pool: Group[] = []
  let people = 0
  for (const group of real) {
    const small = group.visitors < LEAST
    const unsafe = pool.length > 0 && (pool.length < 2 || people < LEAST)
    if (!small && !unsafe) break
    pool.push(group)
    people += group.visitors
  }
  const pooled = new Set(pool.map(({ key }) => key))
  const shown = groups
    .map(({ key, visitors, simulated }) => ({
      key,
      visitors: (pooled.has(key) ? 0 : visitors) + simulated,
      pooled: 0,
    }))
    .filter(({ visitors }) => visitors > 0)
    .toSorted((a, b) => b.visitors - a.visitors)
  return pool.length > 0 ? [...shown, { key: null, visitors: people, pooled: pool.length }] : shown
}
