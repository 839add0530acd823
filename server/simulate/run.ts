import type { Network } from './browser'
import { makePhone } from './browser'
import { orderSteps, type Shopper, type StepType } from './plan'
import { type Bag, makeBag, type Outcome, walk } from './walk'

export type RunGiven = {
  shoppers: readonly Shopper[]
  network: Network
  note: string
  run: string
  /** The brand's API key. */
  apiKeys: Record<string, string>
  /** Steps under way at once. */
  concurrency: number
  /** Rest after each step, so that whoever is there live is not slowed down. Milliseconds. */
  restMs?: number
  signal?: AbortSignal
  onProgress?: (done: number, all: number) => void
}
export type RunResult = {
  done: Partial<Record<StepType, number>>
  idle: number
  /** By "step: code", how often the server said no. */
  refused: Record<string, number>
}

/**
 * Lets planned shoppers do what they planned, in the order of time: each shopper one step after the other, a few
 * shoppers at once. A step that the server refuses is counted and ends nothing.
 * @throws what the network throws: a server that is gone ends the run
 */
export async function runShoppers(given: RunGiven): Promise<RunResult> {
  const { shoppers, network, note, run, apiKeys, concurrency, restMs = 0, signal, onProgress } = given
  const result: RunResult = { done: {}, idle: 0, refused: {} }
  const steps = orderSteps(shoppers)
  const people = new Map(
    shoppers.map((shopper) => [
      shopper.index,
      { phone: makePhone(network, shopper, note), bag: makeBag() as Bag, last: Promise.resolve() },
    ]),
  )
  let next = 0
  let finished = 0

  async function work() {
    for (let entry = steps[next++]; entry && !signal?.aborted; entry = steps[next++]) {
      const { shopper, step } = entry
      const person = people.get(shopper.index)
      if (!person) continue
      const { phone, bag } = person
      const apiKey = apiKeys[shopper.brandId] ?? ''
      person.last = person.last.then(async () =>
        count(step.type, await walk(step, { shopper, phone, bag, run, apiKey })),
      )
      await person.last
      onProgress?.(++finished, steps.length)
      if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs))
    }
  }

  function count(type: StepType, outcome: Outcome) {
    if (outcome === 'done') result.done[type] = (result.done[type] ?? 0) + 1
    else if (outcome === 'idle') result.idle++
    else {
      const key = `${type}: ${outcome.status} ${outcome.code}`
      result.refused[key] = (result.refused[key] ?? 0) + 1
    }
  }

  await Promise.all(Array.from({ length: concurrency }, work))
  return result
}
