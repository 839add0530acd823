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

/** What part of conversions, and of value, each channel's removal would lose. */
function getRemovalEffects(chain: Chain, channels: number) {
  const { worth, getPassing } = absorb(chain, [chain.conversions, chain.values])
  const [conversions, values] = [new Float64Array(channels), new Float64Array(channels)]
  const [conversion = 0, value = 0] = worth
  for (const [channel, states] of findHolders(chain, channels).entries()) {
    if (states.length === 0) continue
    const held = new Uint8Array(chain.size)
    for (const state of states) held[state] = 1
    // Rounding may add a sliver to all there is.
    const [lost = 0, lostValue = 0] = getPassing(held)
    if (conversion > 0) conversions[channel] = Math.min(1, lost / conversion)
    if (value > 0) values[channel] = Math.min(1, lostValue / value)
  }
  return { conversions, values }
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
