/** The steps of each state with their probabilities: where they lead, or where they come from. */
export type Steps = { offsets: Int32Array; others: Int32Array; shares: Float64Array }

/** Each state's value is its source and its share of the values of others. */
export type System = {
  steps: Steps
  source: Float64Array
  /** States (1) whose value is given and stays. */
  held: Uint8Array
  /** The sum of all values, each times its weight, is known beforehand. */
  balance: { weights: Float64Array; total: number }
  /** How much a unit missing at a state counts; missing in all may be what is aimed at, or at most so much. */
  importance: Float64Array
  aim: number
  most: number
  /** Whether it is worth going on for thousands of sweeps. */
  patient: boolean
}

const SWEEPS_BETWEEN_LOOKS = 4
/** After so many looks without half the distance gone, more of the same brings nothing. */
const PATIENCE = 4
const MOST_SWEEPS = 20_000

/**
 * Solves such a system by sweeps that put in one value after the other (Gauss and Seidel). After each, all values are
 * scaled to come out at the balance: that takes away at once what else would fade only as fast as walks end (aggregation
 * with one aggregate: Takahashi 1975). Values stay 0 or more, and nothing is subtracted but to see what is missing.
 * @param x the guess to begin with, 0 or more, and the answer
 * @returns how much is missing in the end
 */
export function relax(system: System, x: Float64Array): number {
  let least = Number.POSITIVE_INFINITY
  let balanced = true
  let waited = 0
  let missing = least
  for (let sweeps = 0; sweeps < MOST_SWEEPS; sweeps += SWEEPS_BETWEEN_LOOKS) {
    for (let i = 0; i < SWEEPS_BETWEEN_LOOKS; i++) {
      sweep(system, x)
      if (balanced) restoreBalance(system, x)
    }
    missing = getMissing(system, x)
    if (missing <= system.aim) return missing
    waited = missing < least / 2 ? 0 : waited + 1
    least = Math.min(least, missing)
    if (waited < PATIENCE) continue
    if (missing <= system.most || !system.patient) return missing
    // Scaling could keep a system from coming to rest; without it, it surely does.
    balanced = false
  }
  return missing
}

function sweep({ steps, source, held }: System, x: Float64Array) {
  for (let state = 0; state < x.length; state++) {
    if (!held[state]) x[state] = (source[state] ?? 0) + gather(steps, state, x)
  }
}

/** Sums with what rounding drops of each sum kept aside (Neumaier), or the scale would be no better than the sum. */
function restoreBalance({ balance: { weights, total } }: System, x: Float64Array) {
  let sum = 0
  let dropped = 0
  for (let state = 0; state < x.length; state++) {
    const part = (x[state] ?? 0) * (weights[state] ?? 0)
    const next = sum + part
    dropped += sum >= part ? sum - next + part : part - next + sum
    sum = next
  }
  const scale = total / (sum + dropped)
  if (!(scale > 0 && Number.isFinite(scale))) return
  for (let state = 0; state < x.length; state++) x[state] = (x[state] ?? 0) * scale
}

function getMissing({ steps, source, held, importance }: System, x: Float64Array): number {
  let missing = 0
  for (let state = 0; state < x.length; state++) {
    if (held[state]) continue
    const here = (source[state] ?? 0) + gather(steps, state, x) - (x[state] ?? 0)
    missing += Math.abs(here) * (importance[state] ?? 0)
  }
  return missing
}

/** What a state gets from others. */
export function gather({ offsets, others, shares }: Steps, state: number, x: Float64Array): number {
  let sum = 0
  const end = offsets[state + 1] ?? 0
  for (let step = offsets[state] ?? 0; step < end; step++) {
    sum += (shares[step] ?? 0) * (x[others[step] ?? 0] ?? 0)
  }
  return sum
}
