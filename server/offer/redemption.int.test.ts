import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { VOID_FREE_MS } from '@/domain/offer/rule'
import { openTestHouse, type TestHouse } from '@/tests/support/house'
import type { Viewer } from '../services'
import { makeSettlementCsv } from './settlement'

let house: TestHouse
let lin: Viewer
let qiu: Viewer
beforeAll(async () => {
  house = await openTestHouse()
  lin = await house.viewer('lin')
  qiu = await house.viewer('manager')
})
afterAll(() => house.close())
beforeEach(() => house.pass(61_000))

const STORE = 'suzhou-creek'
const stock = (left: number) =>
  house.sql.query("UPDATE offer SET stock = issued + $1 WHERE id = 'frost-40'", [left])
const codeOf = async (given = {}) => {
  const { coupon } = await house.finish(given)
  if (!coupon) throw new Error('no coupon')
  return coupon.code
}
let receipts = 0
const redeem = (code: string, given: { receipt?: string; amount?: number; storeId?: string } = {}) =>
  house.staff.redemptions.redeem({
    storeId: STORE,
    receipt: `R-${++receipts}`,
    amount: 20_000,
    userId: lin.userId,
    ...given,
    code,
  })
const takeBack = (couponId: string, viewer = lin, storeId = STORE) =>
  house.staff.redemptions.voidRedemption({ storeId, couponId, reason: 'wrong tin', viewer })

describe('a coupon is issued', () => {
  test('to fifty who finish at once on a stock of seven, exactly seven times', async () => {
    await stock(7)
    const before = (await house.events('offer.issued')).length
    const views = await Promise.all(
      Array.from({ length: 50 }, (_, i) => house.finish({ touchpoint: i % 2 ? 'sea-ring' : 'wall-ring' })),
    )
    expect(views.filter(({ coupon }) => coupon !== null)).toHaveLength(7)
    expect(views.filter(({ offerState }) => offerState === 'sold_out')).toHaveLength(43)
    expect((await house.events('offer.issued')).length - before).toBe(7)
    await stock(500)
  })

  test('once to one visitor, however often the story is finished', async () => {
    const { visitorId } = await house.keepPass('frost-tv')
    const first = await house.finish({ visitorId })
    const second = await house.finish({ visitorId, touchpoint: 'sea-ring' })
    expect(second.coupon?.couponId).toBe(first.coupon?.couponId)
    expect(second.visitId).not.toBe(first.visitId)
  })

  test('once though the last halt is lit ten times at once', async () => {
    const { token, visitId } = await house.tap({})
    await house.visits.act(token, 'phone')
    const at = { at: house.deps.clock.now(), simulated: false }
    for (const halt of ['gate', 'mist']) await house.visits.light(token, halt, at)
    await Promise.all(Array.from({ length: 10 }, () => house.visits.light(token, 'frost', at)))
    for (const type of ['offer.issued', 'show.finished'] as const)
      expect((await house.events(type)).filter((event) => event.visitId === visitId)).toHaveLength(1)
  })

  test('not for a campaign that gives nothing to an unproven tap', async () => {
    const view = await house.finish({ touchpoint: 'sea-audio' })
    expect(view).toMatchObject({ stage: 'finished', coupon: null, discount: null, offerState: 'not_earned' })
  })

  test('not while staff have stopped the offer', async () => {
    await house.shows.apply('sea-wall', { type: 'stop_offer' })
    const view = await house.finish({ touchpoint: 'sea-ring' })
    expect(view).toMatchObject({ coupon: null, offerState: 'stopped' })
    await house.shows.apply('sea-wall', { type: 'allow_offer' })
  })
})

describe('a coupon is redeemed', () => {
  test('with its order and both events, and the customer pays the rest', async () => {
    const code = await codeOf()
    const done = await redeem(code, { receipt: 'A-1', amount: 16_800 })
    expect(done).toMatchObject({ discount: 4_000, amount: 16_800, toPay: 12_800, currency: 'CNY' })
    const [redeemed] = (await house.events('offer.redeemed')).slice(-1)
    const [placed] = (await house.events('order.placed')).slice(-1)
    expect(redeemed?.data).toMatchObject({ couponId: done.couponId, receipt: 'A-1', orderId: done.orderId })
    expect(placed?.data).toMatchObject({ orderId: done.orderId, amount: 12_800, origin: 'till' })
    expect(placed?.visitorId).toBe(redeemed?.visitorId)
  })

  test('by fifty tills at once exactly once; the others are told when, where and on which receipt', async () => {
    const code = await codeOf()
    const all = await Promise.allSettled(
      Array.from({ length: 50 }, (_, i) => redeem(code, { receipt: `B-${i}` })),
    )
    const good = all.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    expect(good).toHaveLength(1)
    const [redeemed] = (await house.events('offer.redeemed')).filter(
      ({ data }) => data.couponId === good[0]?.couponId,
    )
    for (const result of all)
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({
          code: 'coupon_used',
          details: {
            when: expect.stringMatching(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/),
            store: 'Suzhou Creek Showroom',
            storeZh: '苏州河展厅',
            receipt: redeemed?.data.receipt,
          },
        })
  })

  test('not below the condition, and the least is told', async () => {
    await expect(redeem(await codeOf(), { amount: 16_799 })).rejects.toMatchObject({
      code: 'spend_too_low',
      details: { least: '¥168' },
    })
  })

  test('not when expired', async () => {
    const code = await codeOf()
    house.pass(15 * 24 * 3_600_000)
    await expect(redeem(code)).rejects.toMatchObject({ code: 'coupon_expired' })
  })

  test('not on a receipt that carries one, in the same store', async () => {
    const [one, two, three] = [await codeOf(), await codeOf(), await codeOf()]
    await redeem(one, { receipt: 'C-1' })
    await expect(redeem(two, { receipt: 'C-1' })).rejects.toMatchObject({ code: 'receipt_used' })
    await redeem(three, { receipt: 'C-1', storeId: 'houhai' })
  })

  test('on one receipt by twenty coupons at once, exactly one', async () => {
    const codes: string[] = []
    for (let i = 0; i < 20; i++) codes.push(await codeOf({ touchpoint: i % 2 ? 'sea-ring' : 'wall-ring' }))
    const all = await Promise.allSettled(codes.map((code) => redeem(code, { receipt: 'D-1' })))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of all)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'receipt_used' })
  })
})

describe('a redemption is taken back', () => {
  test('by the staff within half an hour, and by a manager after', async () => {
    const early = await redeem(await codeOf())
    const late = await redeem(await codeOf())
    await takeBack(early.couponId)
    house.pass(VOID_FREE_MS + 1)
    await expect(takeBack(late.couponId)).rejects.toMatchObject({ code: 'void_needs_manager' })
    await takeBack(late.couponId, qiu)
    await expect(takeBack(late.couponId, qiu)).rejects.toMatchObject({ code: 'not_redeemed' })
    const voided = (await house.events('offer.voided')).slice(-2).map(({ data }) => data)
    expect(voided).toMatchObject([
      { couponId: early.couponId, orderId: early.orderId, reason: 'wrong tin', userId: lin.userId },
      { couponId: late.couponId, orderId: late.orderId, reason: 'wrong tin', userId: qiu.userId },
    ])
  })

  test('ten times at once exactly once', async () => {
    const { couponId } = await redeem(await codeOf())
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => takeBack(couponId)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('not by another store, which does not even learn that it exists', async () => {
    const { couponId } = await redeem(await codeOf())
    await expect(takeBack(couponId, qiu, 'houhai')).rejects.toMatchObject({ code: 'coupon_unknown' })
  })

  test('and the receipt can carry the right coupon then; the first one stays dead', async () => {
    const [wrong, right] = [await codeOf(), await codeOf()]
    const { couponId, orderId } = await redeem(wrong, { receipt: 'E-1' })
    await takeBack(couponId)
    await expect(redeem(wrong, { receipt: 'E-2' })).rejects.toMatchObject({ code: 'coupon_voided' })
    expect(await redeem(right, { receipt: 'E-1' })).toMatchObject({ toPay: 16_000 })
    const [refunded] = (await house.events('order.refunded')).slice(-1)
    expect(refunded?.data).toMatchObject({ orderId, amount: 16_000, reason: 'wrong tin' })
  })
})

describe('a new code', () => {
  test('kills the old one at once', async () => {
    const view = await house.finish()
    await house.visits.renewCoupon(view.token)
    const renewed = (await house.view(view.token)).coupon
    expect(renewed?.couponId).toBe(view.coupon?.couponId)
    expect(renewed?.code).not.toBe(view.coupon?.code)
    await expect(redeem(view.coupon?.code ?? '')).rejects.toMatchObject({ code: 'coupon_unknown' })
    await redeem(renewed?.code ?? '')
  })

  test('is not for a coupon that was used, nor for who has none', async () => {
    const view = await house.finish()
    await redeem(view.coupon?.code ?? '')
    await expect(house.visits.renewCoupon(view.token)).rejects.toMatchObject({ code: 'coupon_used' })
    const { token } = await house.tap({})
    await expect(house.visits.renewCoupon(token)).rejects.toMatchObject({ code: 'coupon_unknown' })
  })
})

describe('a till asks about a coupon', () => {
  test('and learns where it stands without changing it', async () => {
    const code = await codeOf()
    const { check } = house.staff.redemptions
    expect(await check(code, lin)).toMatchObject({ status: 'issued', discount: 4_000, redeemed: null })
    const { couponId } = await redeem(code, { receipt: 'F-1', amount: 17_000 })
    expect(await check(code, lin)).toMatchObject({
      status: 'redeemed',
      redeemed: { receipt: 'F-1', amount: 17_000, couponId, voidableBy: 'staff', mayVoid: true },
    })
    house.pass(VOID_FREE_MS + 1)
    expect((await check(code, lin)).redeemed).toMatchObject({ voidableBy: 'manager', mayVoid: false })
    expect((await check(code, qiu)).redeemed).toMatchObject({ mayVoid: true })
    await expect(check('222222', lin)).rejects.toMatchObject({ code: 'coupon_unknown' })
  })
})

describe('the settlement of a day', () => {
  test('has a row for each issue, redemption and void, and sums what the brand owes', async () => {
    // The store's next day but three, so that nothing else is on it.
    house.pass(3 * 24 * 3_600_000)
    const issued = await codeOf()
    const kept = await redeem(await codeOf(), { receipt: '=HYPERLINK("x")', amount: 20_050 })
    const dead = await redeem(await codeOf(), { receipt: 'G-2' })
    await takeBack(dead.couponId)
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(house.deps.clock.now())
    const rows = await house.staff.redemptions.getSettlement(STORE, day)
    expect(rows.map(({ status }) => status)).toEqual([
      ...['issued', 'issued', 'redeemed', 'issued', 'redeemed', 'voided'],
    ])
    expect(issued).toMatch(/^\w{6}$/)
    const csv = makeSettlementCsv(rows, 'Asia/Shanghai')
    expect(csv.startsWith('\uFEFFtime,status,coupon,receipt,amount,discount,owed,currency\r\n')).toBe(true)
    const lines = csv.trimEnd().split('\r\n')
    expect(lines).toHaveLength(8)
    expect(lines[3]).toContain(`redeemed,${kept.couponId},"'=HYPERLINK(""x"")",200.50,40.00,40.00,CNY`)
    expect(lines[6]).toContain(`voided,${dead.couponId},G-2,200.00,40.00,-40.00,CNY`)
    expect(lines.at(-1)).toBe('total,,,,,,40.00,CNY')
    expect(await house.staff.redemptions.getSettlement('houhai', day)).toEqual([])
  })

  test('of a day without any is a head and a zero', () => {
    expect(makeSettlementCsv([], 'UTC').trimEnd().split('\r\n')).toHaveLength(2)
  })
})
