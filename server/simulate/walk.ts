import { z } from 'zod'
import { visitViewSchema } from '@/protocol/visit'
import { type Answer, type Phone, readField } from './browser'
import type { Shopper, Step } from './plan'

/** What a shopper carries from step to step. */
export type Bag = {
  slug: string | null
  click: string | null
  jws: string | null
  token: string | null
  halts: string[]
  code: string | null
  couponId: string | null
  /** The last order, and what was paid for it. */
  order: { id: string; paid: number } | null
}
export const makeBag = (): Bag => ({
  slug: null,
  click: null,
  jws: null,
  token: null,
  halts: [],
  code: null,
  couponId: null,
  order: null,
})

/** `done`; `idle`, since what it needs did not come about (a sold-out coupon is not redeemed); or what was answered. */
export type Outcome = 'done' | 'idle' | { status: number; code: string }

export type WalkGiven = {
  shopper: Shopper
  phone: Phone
  bag: Bag
  /** Tells runs apart in receipts and order numbers. */
  run: string
  /** The brand's API key, for what its shop reports. */
  apiKey: string
}

const passAnswer = z.object({ pass: z.object({ jws: z.string() }) })
const tapAnswer = z.object({ token: z.string() })
const redeemAnswer = z.object({ couponId: z.string(), orderId: z.string(), toPay: z.number() })
const orderAnswer = z.object({ orderId: z.string() })
const errorAnswer = z.object({ error: z.object({ code: z.string() }) })

/** Does one step over HTTP, as the page's own script, the till or the shop would. */
export async function walk(step: Step, given: WalkGiven): Promise<Outcome> {
  const { shopper, phone, bag, run, apiKey } = given
  const { at } = step
  const shop = { authorization: `Bearer ${apiKey}` }
  const number = `sim-${run}-${shopper.index}`

  switch (step.type) {
    case 'click': {
      const page = await phone.open(`/l/${step.slug}?${new URLSearchParams(step.query)}`, at)
      bag.slug = step.slug
      bag.click = readField(page.text, 'click')
      return page.status < 400 ? 'done' : explain(page)
    }
    case 'keep': {
      const kept = await phone.post('passes', at, { slug: bag.slug, ...(bag.click && { click: bag.click }) })
      if (kept.status !== 200) return explain(kept)
      bag.jws = passAnswer.parse(JSON.parse(kept.text)).pass.jws
      return 'done'
    }
    case 'tap': {
      // A saved address opened in another browser: the pass comes along, the cookie does not.
      const withCookie = step.brings === 'cookie'
      const pass = step.brings === 'url' ? bag.jws : null
      const page = await phone.open(`/t/${step.touchpoint}${pass ? `?p=${pass}` : ''}`, at, { withCookie })
      const attempt = readField(page.text, 'attempt')
      if (!attempt) return explain(page)
      const body = { touchpoint: step.touchpoint, attempt, ...(pass && { pass }) }
      const tapped = await phone.post('taps', at, body, { withCookie })
      if (tapped.status !== 200) return explain(tapped)
      bag.token = tapAnswer.parse(JSON.parse(tapped.text)).token
      bag.halts = []
      return 'done'
    }
    case 'answer':
      return bag.token
        ? see(await phone.post(`visits/${bag.token}/answer`, at, { answer: step.answer }))
        : 'idle'
    case 'halt': {
      if (!bag.token) return 'idle'
      if (bag.halts.length === 0) await learnHalts(bag.token, at)
      const halt = bag.halts[step.index]
      return halt ? see(await phone.post(`visits/${bag.token}/halts`, at, { halt })) : 'idle'
    }
    case 'leave':
      return bag.token ? see(await phone.post(`visits/${bag.token}/turn`, at, { action: 'leave' })) : 'idle'
    case 'redeem': {
      if (!bag.code) return 'idle'
      const body = { code: bag.code, receipt: number, amount: step.amount }
      const redeemed = await phone.post(`stores/${step.storeId}/redemptions`, at, body)
      if (redeemed.status !== 200) return explain(redeemed)
      const { couponId, orderId, toPay } = redeemAnswer.parse(JSON.parse(redeemed.text))
      bag.couponId = couponId
      bag.order = { id: orderId, paid: toPay }
      return 'done'
    }
    case 'void': {
      if (!bag.couponId) return 'idle'
      const path = `stores/${step.storeId}/redemptions/${bag.couponId}/void`
      const voided = await phone.post(path, at, { reason: 'returned at the till' })
      return voided.status === 200 ? 'done' : explain(voided)
    }
    case 'order': {
      const body = {
        externalId: `${number}-${at}`,
        origin: step.origin,
        amount: step.amount,
        currency: 'CNY',
        placedAt: new Date(at).toISOString(),
        ...(step.storeId && { storeId: step.storeId }),
        ...(step.joins && bag.jws && { passJws: bag.jws }),
      }
      const placed = await phone.post('orders', at, body, { headers: shop })
      if (placed.status >= 300) return explain(placed)
      bag.order = { id: orderAnswer.parse(JSON.parse(placed.text)).orderId, paid: step.amount }
      return 'done'
    }
    case 'refund': {
      if (!bag.order) return 'idle'
      const amount = Math.max(1, Math.floor(bag.order.paid * step.share))
      const body = {
        externalId: `${number}-r`,
        amount,
        reason: 'returned',
        refundedAt: new Date(at).toISOString(),
      }
      const refunded = await phone.post(`orders/${bag.order.id}/refunds`, at, body, { headers: shop })
      return refunded.status < 300 ? 'done' : explain(refunded)
    }
  }

  /** What the visit's page shows next. */
  function see(answer: Answer): Outcome {
    if (answer.status !== 200) return explain(answer)
    const view = visitViewSchema.parse(JSON.parse(answer.text))
    bag.halts = view.halts.map(({ key }) => key)
    bag.code = view.coupon?.status === 'issued' ? view.coupon.code : null
    return 'done'
  }

  async function learnHalts(token: string, now: number) {
    see(await phone.open(`/api/v1/visits/${token}`, now))
  }
}

function explain({ status, text }: Answer): Outcome {
  try {
    return { status, code: errorAnswer.parse(JSON.parse(text)).error.code }
  } catch {
    return { status, code: 'no answer of ours' }
  }
}
