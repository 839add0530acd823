import type { Chain } from './chain'

/** One unknown for each state: what a walk from there is expected to earn. */
export type Column = {
  /** What a state earns, times how often it was left or ended in. Null: nothing. */
  reward: Float64Array | null
  /** The answer; before, what is given of states that are held. */
  expected: Float64Array
}

/** States that are held (1) end a walk with what is given of them. */
export type Question = { held: Uint8Array; columns: readonly Column[] }

/** What is left of a state while others are taken out around it. */
type Row = {
  /** Weights of steps to states not yet taken out, and of all that leaves for good. */
  steps: Map<number, number>
  gone: number
  /** Earned so far, times weight, one for each column. */
  earned: number[]
}

/**
 * Solves a chain directly: states are taken out one after the other, their steps joined through. No number is ever
 * subtracted (Grassmann, Taksar and Heyman 1985), so each answer is right to a few units in its last place, however
 * slowly the chain ends. The state with the fewest steps in and out goes first, which keeps new ones few.
 */
export function eliminate(chain: Chain, { held, columns }: Question): void {
  const rows = makeRows(chain, { held, columns })
  const before = rows.map(() => new Set<number>())
  const left = new Set<number>()
  for (const [state, row] of rows.entries()) {
    if (!row) continue
    left.add(state)
    for (const next of row.steps.keys()) before[next]?.add(state)
  }
  const order: number[] = []
  while (left.size > 0) {
    const state = pickCheapest(left, rows, before)
    left.delete(state)
    order.push(state)
    takeOut(state, rows, before)
  }
  // Steps of a state lead only to those taken out after it.
  for (const state of order.toReversed()) {
    const row = rows[state]
    if (!row) continue
    const total = getTotal(row)
    for (const [i, { expected }] of columns.entries()) {
      let sum = row.earned[i] ?? 0
      for (const [next, weight] of row.steps) sum += weight * (expected[next] ?? 0)
      expected[state] = total > 0 ? sum / total : 0
    }
  }
}

function makeRows({ size, offsets, targets, weights, ends }: Chain, { held, columns }: Question) {
  return Array.from({ length: size }, (_, state): Row | null => {
    if (held[state]) return null
    const row: Row = {
      steps: new Map(),
      gone: ends[state] ?? 0,
      earned: columns.map(({ reward }) => reward?.[state] ?? 0),
    }
    for (let step = offsets[state] ?? 0; step < (offsets[state + 1] ?? 0); step++) {
      const next = targets[step] ?? 0
      const weight = weights[step] ?? 0
      if (!held[next]) {
        row.steps.set(next, weight)
        continue
      }
      row.gone += weight
      for (const [i, { expected }] of columns.entries()) {
        row.earned[i] = (row.earned[i] ?? 0) + weight * (expected[next] ?? 0)
      }
    }
    return row
  })
}

function pickCheapest(left: Set<number>, rows: readonly (Row | null)[], before: readonly Set<number>[]) {
  let cheapest = -1
  let least = Number.POSITIVE_INFINITY
  for (const state of left) {
    const cost = (rows[state]?.steps.size ?? 0) * (before[state]?.size ?? 0)
    if (cost >= least) continue
    least = cost
    cheapest = state
  }
  return cheapest
}

function takeOut(state: number, rows: readonly (Row | null)[], before: readonly Set<number>[]) {
  const row = rows[state]
  if (!row) return
  for (const next of row.steps.keys()) before[next]?.delete(state)
  const total = getTotal(row)
  for (const previous of before[state] ?? []) {
    const into = rows[previous]
    if (!into) continue
    const share = (into.steps.get(state) ?? 0) / total
    into.steps.delete(state)
    into.gone += share * row.gone
    for (const [i, earned] of row.earned.entries()) into.earned[i] = (into.earned[i] ?? 0) + share * earned
    for (const [next, weight] of row.steps) {
      // A way back to where it came from is a step onto itself: it is left out.
      if (next === previous) continue
      into.steps.set(next, (into.steps.get(next) ?? 0) + share * weight)
      before[next]?.add(previous)
    }
  }
}

function getTotal({ steps, gone }: Row): number {
  let total = gone
  for (const weight of steps.values()) total += weight
  return total
}
