import { describe, expect, test } from 'vitest'
import type { CreditTable } from '@/protocol/analytics'
import { getDecimals, sortCredit, sumCredit } from './credit'

const row = (
  channel: string,
  last: number,
  first: number,
  linear: number,
  position: number,
): CreditTable['rows'][number] => ({
  channel,
  clicks: 100,
  joined: 10,
  credit: { last, first, linear, position },
  value: { last: 0, first: 0, linear: 0, position: 0 },
})
const rows = [
  row('unknown', 1, 1, 1, 1),
  row('search/cpc', 3, 1, 2.5, 2.4),
  row('walk-in', 2, 2, 2, 2),
  row('ott/boot', 2, 4, 2.5, 2.6),
  row('influencer/post', 0, 0, 0, 0),
]

describe('the credit table', () => {
  test('ranks channels by linear credit, with walk-ins and the unknown in rows of their own at the end', () => {
    expect(sortCredit({ rows, comparable: true }).map(({ channel }) => channel)).toEqual([
      'ott/boot',
      'search/cpc',
      'influencer/post',
      'walk-in',
      'unknown',
    ])
  })

  test('does not rank channels that cannot be compared', () => {
    expect(sortCredit({ rows, comparable: false }).map(({ channel }) => channel)).toEqual([
      'influencer/post',
      'ott/boot',
      'search/cpc',
      'walk-in',
      'unknown',
    ])
  })

  test('every model adds up to the same orders', () => {
    expect(sumCredit({ rows, orders: 8 })).toEqual({
      totals: { last: 8, first: 8, linear: 8, position: 8 },
      equal: true,
    })
    expect(sumCredit({ rows, orders: 9 }).equal).toBe(false)
    expect(sumCredit({ rows: [], orders: 0 }).equal).toBe(true)
  })

  test('whole orders are told whole', () => {
    expect([getDecimals('last'), getDecimals('position')]).toEqual([0, 1])
  })
})
