import { describe, expect, test } from 'vitest'
import { readDelivery } from './delivery'

describe('a delivery says what is known, and no more', () => {
  test.each([
    ['accepted', 'yes', 'accepts', 'notKnown'],
    ['sent', 'yes', 'silent', 'notKnown'],
    ['refused', 'yes', 'refused', 'dash'],
    ['pending', 'waiting', 'dash', 'dash'],
    ['failed', 'gaveUp', 'dash', 'dash'],
    ['skipped', 'no', 'dash', 'dash'],
  ] as const)('%s: sent %s, accepted %s, attributed %s', (status, sent, accepted, attributed) => {
    expect(readDelivery({ status })).toEqual({ sent, accepted, attributed })
  })
})
