import type { Chain } from './chain'
import { eliminate } from './eliminate'
import { gather, relax, type Steps } from './relax'

/** A chain of so few states is eliminated at once; of so many, as soon as sweeps do not come to rest quickly. */
const FEW = 16
const SOME = 100
/** Of what the start is worth, this part may be missing: what is aimed at, and the most that is taken of many states. */
const AIM = 1e-13
const MOST_MISSING = 1e-10

export type Absorber = {
  /** What a walk from the start earns, for each reward. */
  worth: readonly number[]
  /** What of that is earned by walks that pass a held state (1), for each reward. */
  getPassing(held: Uint8Array): readonly number[]
}

/**
 * Solves a chain for rewards that its states earn, times how often they were left or ended in. Few states are eliminated.
 * More are solved by sweeps, and how far the answer can be off is bounded from what the equations still miss, not guessed
 * from how little it moves. Where that bound stays too high, as in a chain that hardly ever ends, states are eliminated
 * after all, however many.
 */
export function absorb(chain: Chain, rewards: readonly Float64Array[]): Absorber {
  const solver = chain.size > FEW ? makeSolver(chain) : null
  const worths = solver?.getWorths(rewards) ?? eliminateWorths(chain, rewards)
  const worth = worths.map((expected) => expected[0] ?? 0)
  return {
    worth,
    getPassing(held) {
      return solver?.getPassing(held, worths) ?? eliminatePassing(chain, held, worths)
    },
  }
}

function eliminateWorths(chain: Chain, rewards: readonly Float64Array[]): Float64Array[] {
  const columns = rewards.map((reward) => ({ reward, expected: new Float64Array(chain.size) }))
  eliminate(chain, { held: new Uint8Array(chain.size), columns })
  return columns.map(({ expected }) => expected)
}

/** A walk that comes to a held state earns what that state is worth. */
function eliminatePassing(chain: Chain, held: Uint8Array, worths: readonly Float64Array[]): number[] {
  const columns = worths.map((worth) => ({
    reward: null,
    expected: worth.map((value, state) => (held[state] ? value : 0)),
  }))
  eliminate(chain, { held, columns })
  return columns.map(({ expected }) => expected[0] ?? 0)
}

/** What solves a chain by sweeps; null comes out where doubles do not suffice. */
function makeSolver(chain: Chain) {
  const { size } = chain
  const most = size <= SOME ? 10 * AIM : MOST_MISSING
  const patient = size > SOME
  const { out, into, totals } = normalise(chain)
  const free = new Uint8Array(size)
  const start = new Float64Array(size)
  start[0] = 1
  const ending = chain.ends.map((times, state) => times / (totals[state] ?? 1))
  const ones = new Float64Array(size).fill(1)
  // How often each state is visited, as well as doubles can. Walks that begin also end: what leaves is what came in, 1.
  const visits = ones.slice()
  const forward = { steps: into, source: start, held: free, balance: { weights: ending, total: 1 } }
  relax({ ...forward, importance: ones, aim: 0, most: Number.POSITIVE_INFINITY, patient }, visits)

  return {
    /** What is missing at a state costs as often as it is visited. The start is worth what is earned on all visits. */
    getWorths(rewards: readonly Float64Array[]): Float64Array[] | null {
      const worths: Float64Array[] = []
      for (const reward of rewards) {
        const source = reward.map((amount, state) => amount / (totals[state] ?? 1))
        const total = source.reduce((sum, amount, state) => sum + amount * (visits[state] ?? 0), 0)
        const limits = { importance: visits, aim: AIM * total, most: most * total, patient }
        const expected = source.slice()
        const missing = relax(
          { steps: out, source, held: free, balance: { weights: start, total }, ...limits },
          expected,
        )
        if (missing > limits.most) return null
        worths.push(expected)
      }
      return worths
    },

    /**
     * Follows walks from the start until they end or come to a held state, and takes what that one is worth. What is
     * missing at a state costs what it is worth, beside what the start is.
     */
    getPassing(held: Uint8Array, worths: readonly Float64Array[]): number[] | null {
      const importance = new Float64Array(size)
      for (const worth of worths) {
        const [first = 0] = worth
        if (first > 0)
          for (let s = 0; s < size; s++) importance[s] = (importance[s] ?? 0) + (worth[s] ?? 0) / first
      }
      const caught = Float64Array.from(held)
      const leaving = ending.map((share, state) => share + gather(out, state, caught))
      const walks = visits.map((times, state) => (held[state] ? 0 : times))
      const system = {
        ...forward,
        held,
        balance: { weights: leaving, total: 1 },
        importance,
        aim: AIM,
        most,
        patient,
      }
      if (relax(system, walks) > most) return null
      return worths.map((worth) => {
        let earned = 0
        for (let s = 0; s < size; s++) if (held[s]) earned += (worth[s] ?? 0) * gather(into, s, walks)
        return earned
      })
    },
  }
}

function normalise({ size, offsets, targets, weights, ends }: Chain) {
  const totals = ends.slice()
  const from = new Int32Array(targets.length)
  for (let state = 0; state < size; state++) {
    for (let step = offsets[state] ?? 0; step < (offsets[state + 1] ?? 0); step++) {
      from[step] = state
      totals[state] = (totals[state] ?? 0) + (weights[step] ?? 0)
    }
  }
  const shares = weights.map((weight, step) => weight / (totals[from[step] ?? 0] ?? 1))
  return { totals, out: { offsets, others: targets, shares }, into: turnRound(size, from, targets, shares) }
}

function turnRound(size: number, from: Int32Array, targets: Int32Array, shares: Float64Array): Steps {
  const offsets = new Int32Array(size + 1)
  for (const target of targets) offsets[target + 1] = (offsets[target + 1] ?? 0) + 1
  for (let state = 0; state < size; state++)
    offsets[state + 1] = (offsets[state + 1] ?? 0) + (offsets[state] ?? 0)
  const next = offsets.slice()
  const steps = { offsets, others: new Int32Array(from.length), shares: new Float64Array(from.length) }
  for (let step = 0; step < from.length; step++) {
    const target = targets[step] ?? 0
    const at = next[target] ?? 0
    next[target] = at + 1
    steps.others[at] = from[step] ?? 0
    steps.shares[at] = shares[step] ?? 0
  }
  return steps
}
