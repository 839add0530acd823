import { absorb } from './absorb'
import { type Chain, makeChain } from './chain'
import type { Credit } from './credit'
import { getSum, type Paths } from './paths'

/** How many touches a state of the chain remembers. */
export const ORDERS = [1, 2, 3] as const
export type Order = (typeof ORDERS)[number]

/**
 * Credit by removal effects in a Markov chain of order 1 to 3 over start, touches, conversion and null (Anderl, Becker,
 * von Wangenheim and Schumann 2016, "Mapping the customer journey"). The removal effect of a channel is the share of
 * conversions lost when every state that contains it leads to null; conversions are shared in proportion to it. Values
 * are shared by the loss of value in the same chain, as in the R package ChannelAttribution. Both losses are solved
 * for, not simulated. Without any conversion all is 0.
 */
export function creditByMarkov(paths: Paths, order: Order): Credit {
  const chain = makeChain(paths, order)
  const effects = getRemovalEffects(chain, paths.channels.length)
  return {
    conversions: share(getSum(paths.conversions), effects.conversions),
    values: share(getSum(paths.values), effects.values),
    removalEffects: effects.conversions,
  }
}

/**
 * What part of conversions and of value each channel's removal would lose. A walk that is lost is one that passes the
 * channel and would have earned: so the states of the channel are held at what they are worth, and the start is asked.
 */
function getRemovalEffects(chain: Chain, channels: number) {
  const { expected, ask } = absorb(chain, [chain.conversions, chain.values])
  const effects = [new Float64Array(channels), new Float64Array(channels)] as const
  const holders = findHolders(chain, channels)
  for (let channel = 0; channel < channels; channel++) {
    const states = holders[channel] ?? []
    if (states.length === 0) continue
    const held = new Uint8Array(chain.size)
    for (const state of states) held[state] = 1
    const earning = expected.map((worth) => (worth[0] ?? 0) > 0)
    const lost = expected.map((worth) => worth.map((value, state) => (held[state] ? value : 0)))
    const asked = lost.filter((_, i) => earning[i])
    ask({ held, columns: asked.map((column) => ({ reward: null, expected: column })) })
    for (const [i, effect] of effects.entries()) {
      if (earning[i]) effect[channel] = Math.min(1, (lost[i]?.[0] ?? 0) / (expected[i]?.[0] ?? 1))
    }
  }
  return { conversions: effects[0], values: effects[1] }
}

/** The states that each channel is part of. */
function findHolders({ size, order, tuples }: Chain, channels: number): number[][] {
  const holders = Array.from({ length: channels }, (): number[] => [])
  for (let state = 1; state < size; state++) {
    for (const channel of new Set(tuples.subarray(state * order, (state + 1) * order))) {
      holders[channel]?.push(state)
    }
  }
  return holders
}

function share(total: number, effects: Float64Array): Float64Array {
  const sum = getSum(effects)
  return effects.map((effect) => (sum > 0 ? (effect / sum) * total : 0))
}
