import type { Chain } from './chain'
import { eliminate } from './eliminate'

/** One unknown for each state: what a walk from there is expected to earn by the rewards of the states it passes. */
export type Column = {
  /** What a visit to a state earns, times how often it was left or ended in. Null: nothing. */
  reward: Float64Array | null
  /** The answer; before, what is given of states that are held, and 0 of the others. */
  expected: Float64Array
}

/** States that are held (1) end a walk with what is given of them. */
export type Question = { held: Uint8Array; columns: readonly Column[] }

/** How much of what the start is worth may be missing: the rounding of doubles is of that size. */
const TOLERANCE = 1e-14
/** A step of elimination costs about as much as these many steps of a sweep. */
const ELIMINATION_COST = 10

/**
 * Solves a chain for one reward per state and column, and gives back how to solve it again with some states held.
 * Sweeps (Gauss-Seidel from below) go on until what is not yet absorbed could add less than rounding does: that part is
 * computed along, so the bound is proven, not guessed. A chain too slow or too small for that is eliminated directly.
 */
export function absorb(chain: Chain, rewards: readonly Float64Array[]) {
  const inverse = getInverseTotals(chain)
  const columns = rewards.map((reward) => ({ reward, expected: new Float64Array(chain.size) }))
  const question = { held: new Uint8Array(chain.size), columns }
  const sweeps = sweepUntilAbsorbed(chain, inverse, question)
  if (sweeps === null) eliminate(chain, question)
  return {
    expected: columns.map(({ expected }) => expected),
    // Held states only absorb sooner: as many sweeps are always enough.
    ask(again: Question) {
      if (sweeps === null) return eliminate(chain, again)
      for (let i = 0; i < sweeps; i++) sweep(chain, inverse, again)
    },
  }
}

/** How many sweeps it took; null if elimination is cheaper than going on. */
function sweepUntilAbsorbed(chain: Chain, inverse: Float64Array, question: Question): number | null {
  const left: Column = { reward: null, expected: new Float64Array(chain.size).fill(1) }
  const together = { held: question.held, columns: [...question.columns, left] }
  const budget = (ELIMINATION_COST * chain.size ** 3) / 3
  for (let sweeps = 1; sweeps * chain.targets.length <= budget; sweeps++) {
    sweep(chain, inverse, together)
    if (getMax(left.expected) * getHighestRatio(question.columns) <= TOLERANCE) return sweeps
  }
  for (const { expected } of question.columns) expected.fill(0)
  return null
}

/** How much more than the start the best state is worth. Columns that are nothing but 0 are done at once. */
function getHighestRatio(columns: readonly Column[]): number {
  let highest = 0
  for (const { expected } of columns) {
    const most = getMax(expected)
    if (most > 0) highest = Math.max(highest, most / (expected[0] ?? 0))
  }
  return highest
}

function getMax(column: Float64Array): number {
  let most = 0
  for (let i = 0; i < column.length; i++) most = Math.max(most, column[i] ?? 0)
  return most
}

function sweep(
  { size, offsets, targets, weights }: Chain,
  inverse: Float64Array,
  { held, columns }: Question,
) {
  for (const { reward, expected } of columns) {
    for (let state = size - 1; state >= 0; state--) {
      if (held[state]) continue
      let sum = reward ? (reward[state] ?? 0) : 0
      const end = offsets[state + 1] ?? 0
      for (let step = offsets[state] ?? 0; step < end; step++) {
        sum += (weights[step] ?? 0) * (expected[targets[step] ?? 0] ?? 0)
      }
      expected[state] = sum * (inverse[state] ?? 0)
    }
  }
}

function getInverseTotals({ size, offsets, weights, ends }: Chain): Float64Array {
  const inverse = new Float64Array(size)
  for (let state = 0; state < size; state++) {
    let total = ends[state] ?? 0
    for (let step = offsets[state] ?? 0; step < (offsets[state + 1] ?? 0); step++) total += weights[step] ?? 0
    inverse[state] = total > 0 ? 1 / total : 0
  }
  return inverse
}
