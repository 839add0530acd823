import { describe, expect, test } from 'vitest'
import type { Event } from '@/protocol/event'
import { makeLogLines } from './log-lines'
import { SAMPLE_FLOOR } from './sample-floor'
import { getSpeaker } from './words'

const base = {
  v: 1,
  at: '2026-11-21T08:39:00.000Z',
  source: 'server',
  storeId: 'suzhou-creek',
  visitId: '019aa6f1-0000-7000-8000-000000000009',
}
const id = (n: number) => `019aa6f1-0000-7000-8000-0000000000${n}`
const uuid = '4b1d9a3e-52c1-4f0e-9a43-0d2b8b6f7a11'
const EVENTS: Event[] = [
  {
    ...base,
    id: id(12),
    type: 'offer.redeemed',
    data: {
      offerId: 'frost-40',
      couponId: uuid,
      discount: 4_000,
      amount: 20_800,
      currency: 'CNY',
      receipt: 'A-118',
      orderId: uuid,
      userId: 'lin',
    },
  },
  {
    ...base,
    id: id(11),
    type: 'tap.accepted',
    touchpointId: 'wall-ring',
    data: { proof: 'static', proven: false, language: 'zh' },
  },
  {
    ...base,
    id: id(10),
    type: 'visit.opened',
    zoneId: 'wall',
    data: { light: { gel: 'amber', number: 1 }, language: 'zh', tapId: uuid, storyKey: 'general' },
  },
]

describe('the store’s log', () => {
  test('tells a visitor by the light of the visit, and money as money', () => {
    const lines = makeLogLines(EVENTS, SAMPLE_FLOOR, 'en', getSpeaker('en'))
    expect(lines.map(({ words, where }) => [words, where])).toEqual([
      ['A coupon was redeemed: ¥40 off ¥208, receipt A-118', ''],
      ['Amber disc tapped', 'Ring at the wall'],
      ['Amber disc came in', 'The Wall'],
    ])
  })

  test('says "a visitor" where the light is not known', () => {
    const [line] = makeLogLines(EVENTS.slice(1, 2), SAMPLE_FLOOR, 'zh', getSpeaker('zh'))
    expect(line?.words).toBe('一位访客碰了一下')
  })

  test('a visitor at the wall is known though the opening is on an older page', () => {
    const event: Event = {
      ...base,
      id: id(13),
      visitId: '019aa6f1-0000-7000-8000-000000000001',
      type: 'show.engaged',
      data: { kind: 'halt_lit', surface: 'wall' },
    }
    const [line] = makeLogLines([event], SAMPLE_FLOOR, 'en', getSpeaker('en'))
    expect(line?.words).toBe('Sky triangle lit a halt')
  })
})
