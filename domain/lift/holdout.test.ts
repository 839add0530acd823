import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideArm, decideDay, type Hash, makePairs } from './holdout'

const hash: Hash = (text) => createHmac('sha256', 'a key of this test').update(text).digest().readUInt32BE()
const visitors = Array.from({ length: 5_000 }, (_, i) => `visitor-${i}`)
const holdOut = (campaignId: string, controlShare: number) =>
  new Set(
    visitors.filter((visitorId) => decideArm({ campaignId, visitorId, controlShare }, hash) === 'control'),
  )

describe('a holdout of visitors', () => {
  test('holds out about the share it was given, all at 1 and none at 0', () => {
    // Four standard errors.
    expect(Math.abs(holdOut('first-frost', 0.2).size - 1_000)).toBeLessThan(4 * Math.sqrt(5_000 * 0.2 * 0.8))
    expect([holdOut('first-frost', 0).size, holdOut('first-frost', 1).size]).toEqual([0, 5_000])
  })

  test('a larger share holds out the same visitors and more', () => {
    const [few, more] = [holdOut('first-frost', 0.1), holdOut('first-frost', 0.3)]
    expect([...few].every((visitor) => more.has(visitor))).toBe(true)
  })

  test('another campaign holds out others', () => {
    const [one, other] = [holdOut('first-frost', 0.5), holdOut('spring', 0.5)]
    const both = [...one].filter((visitor) => other.has(visitor)).length
    expect(Math.abs(both - 1_250)).toBeLessThan(4 * Math.sqrt(5_000 * 0.25 * 0.75))
  })
})

describe('matched pairs of stores', () => {
  const stores = [
    { store: 'suzhou-creek', before: 120 },
    { store: 'west-lake', before: 80 },
    { store: 'drum-tower', before: 118 },
    { store: 'han-river', before: 30 },
    { store: 'south-gate', before: 84 },
  ]
  const sortPair = ({ treatment, control }: { treatment: string; control: string }) =>
    [treatment, control].sort()

  test('pairs neighbours by what they did before; the odd one stays out', () => {
    const { pairs, left } = makePairs(stores, { campaignId: 'first-frost' }, hash)
    expect(pairs.map(sortPair)).toEqual([
      ['drum-tower', 'suzhou-creek'],
      ['south-gate', 'west-lake'],
    ])
    expect(left).toBe('han-river')
  })

  test('the order of the list does not matter, and each store is in one place', () => {
    const anyStores = fc.uniqueArray(fc.record({ store: fc.string({ minLength: 1 }), before: fc.nat(50) }), {
      selector: ({ store }) => store,
    })
    fc.assert(
      fc.property(anyStores, (list) => {
        const made = makePairs(list, { campaignId: 'spring' }, hash)
        expect(makePairs(list.toReversed(), { campaignId: 'spring' }, hash)).toEqual(made)
        const all = [...made.pairs.flatMap(sortPair), ...(made.left === null ? [] : [made.left])]
        expect(all.toSorted()).toEqual(list.map(({ store }) => store).toSorted())
      }),
    )
  })

  test('the coin falls both ways about as often', () => {
    const campaigns = Array.from({ length: 1_000 }, (_, i) => `campaign-${i}`)
    const heads = campaigns.filter((campaignId) => {
      const [pair] = makePairs(stores, { campaignId }, hash).pairs
      return pair?.treatment === 'suzhou-creek'
    })
    expect(Math.abs(heads.length - 500)).toBeLessThan(4 * Math.sqrt(1_000 / 4))
  })
})

describe('a switchback', () => {
  test('of every two blocks one is treated, in every store', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 7 }), fc.nat(20_000), (store, blockDays, two) => {
        const first = two * 2 * blockDays
        const days = Array.from({ length: 2 * blockDays }, (_, i) => first + i)
        const arms = days.map((day) => decideDay({ campaignId: 'spring', store, day, blockDays }, hash))
        expect(new Set(arms.slice(0, blockDays)).size).toBe(1)
        expect(new Set(arms.slice(blockDays)).size).toBe(1)
        expect(arms[0]).not.toBe(arms[blockDays])
      }),
    )
  })

  test('which one is not the same in all stores and weeks', () => {
    const ask = (store: string) =>
      Array.from({ length: 40 }, (_, i) => decideDay({ campaignId: 'spring', store, day: 2 * i }, hash))
    expect(new Set(ask('west-lake')).size).toBe(2)
    expect(ask('west-lake')).not.toEqual(ask('han-river'))
  })
})
