import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { slugSchema } from '@/domain/id'
import { wordsSchema } from '@/domain/language'
import type { ZoneCommand } from '@/domain/show/decide'
import { staffOrderSchema } from '@/domain/show/event'
import { audit } from '../audit'
import type { Auth } from '../auth/auth'
import { needStaff } from '../auth/guard'
import type { Catalogue } from '../campaign/data'
import type { Deps } from '../deps'
import { AppError } from '../error'
import type { RedemptionService } from '../offer/redemption'
import { makeSettlementCsv } from '../offer/settlement'
import type { ScreenService } from '../screen/service'
import type { Viewer } from '../services'
import type { ShowService } from '../show/service'
import { SIMULATED_STAFF } from '../simulate/note'
import type { Tokens } from '../token'
import type { VisitService } from '../visit/service'
import type { Api } from './app'
import { needCode } from './code'
import { getOrigin } from './request'
import { errors, moneySchema } from './schema'

export type StaffParts = {
  deps: Deps
  auth: Auth
  catalogue: Catalogue
  redemptions: RedemptionService
  shows: ShowService
  screens: ScreenService
  visits: VisitService
  tokens: Tokens
  demo: () => boolean
}

const store = z.object({ storeId: z.string().max(64) })
const session = [{ session: [] }]
const redeemed = z.object({
  at: z.number(),
  store: wordsSchema,
  receipt: z.string(),
  amount: z.int(),
  couponId: z.uuid(),
  voidableBy: z.enum(['staff', 'manager']),
  mayVoid: z.boolean(),
})

/** What the console does: redemption, settlement, and the buttons of a Saturday. */
export function registerStaff(api: Api, parts: StaffParts): void {
  const { deps, auth, catalogue, redemptions, shows, screens, visits, tokens, demo } = parts
  const { clock, ledger } = deps

  api.get(
    '/stores/:storeId/coupons/:code',
    {
      schema: {
        tags: ['staff'],
        summary: 'What a till may know of a coupon before redeeming it.',
        security: session,
        params: store.extend({ code: z.string().max(200) }),
        response: {
          200: z.object({
            status: z.enum(['issued', 'redeemed', 'voided', 'expired']),
            discount: z.int(),
            minSpend: z.int(),
            currency: z.string(),
            name: wordsSchema,
            expiresAt: z.number(),
            redeemed: redeemed.nullable(),
          }),
          ...errors(401, 403, 404),
        },
      },
    },
    async (request) => {
      const viewer = await needStaff(auth, request, request.params.storeId)
      return redemptions.check(needCode(request.params.code, 'coupon_unknown'), viewer)
    },
  )

  api.post(
    '/stores/:storeId/redemptions',
    {
      schema: {
        tags: ['staff'],
        summary:
          'Redeems a coupon on a receipt and makes the order. `amount` is before the discount, minor units.',
        security: session,
        params: store,
        body: z.object({
          code: z.string().max(200),
          receipt: z.string().trim().min(1).max(64),
          amount: moneySchema,
        }),
        response: {
          200: z.object({
            couponId: z.uuid(),
            orderId: z.uuid(),
            discount: z.int(),
            amount: z.int(),
            toPay: z.int(),
            currency: z.string(),
            redeemedAt: z.number(),
          }),
          ...errors(400, 401, 403, 404, 409, 410, 422),
        },
      },
    },
    async (request) => {
      const { storeId } = request.params
      const { origin, viewer } = await needTill(request, storeId)
      const { code, receipt, amount } = request.body
      const { userId } = viewer
      return redemptions.redeem(
        { storeId, code: needCode(code, 'coupon_unknown'), receipt, amount, userId },
        origin,
      )
    },
  )

  api.post(
    '/stores/:storeId/redemptions/:couponId/void',
    {
      schema: {
        tags: ['staff'],
        summary: 'Takes a redemption back, with a reason. After 30 minutes a manager must.',
        security: session,
        params: store.extend({ couponId: z.uuid() }),
        body: z.object({ reason: z.string().trim().min(3).max(200) }),
        response: { 200: z.object({ voided: z.literal(true) }), ...errors(400, 401, 403, 404, 409) },
      },
    },
    async (request) => {
      const { storeId, couponId } = request.params
      const { origin, viewer } = await needTill(request, storeId)
      await redemptions.voidRedemption({ storeId, couponId, reason: request.body.reason, viewer }, origin)
      return { voided: true as const }
    },
  )

  /**
   * Who stands at the till: staff with their session, or in a demo the simulator, whose signed note stands for a
   * session because nobody stores the passwords of the demo's staff.
   */
  async function needTill(request: FastifyRequest, storeId: string) {
    const origin = getOrigin(request, deps, tokens, demo())
    const viewer = origin.simulated ? makeSimulatedManager(storeId) : await needStaff(auth, request, storeId)
    return { origin, viewer }
  }

  api.get(
    '/stores/:storeId/settlements/:file',
    {
      schema: {
        tags: ['staff'],
        summary:
          'A day of a store as CSV: issued, redeemed, voided, discount owed. `file` is `YYYY-MM-DD.csv`.',
        security: session,
        params: store.extend({ file: z.string().regex(/^\d{4}-\d{2}-\d{2}\.csv$/) }),
        response: { 200: z.string(), ...errors(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { storeId, file } = request.params
      await needStaff(auth, request, storeId)
      const day = z.iso.date().safeParse(file.slice(0, 10))
      if (!day.success) throw new AppError({ code: 'bad_request' })
      const rows = await redemptions.getSettlement(storeId, day.data)
      const found = await catalogue.getStore(storeId)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="settlement-${storeId}-${day.data}.csv"`)
        .send(makeSettlementCsv(rows, found?.timeZone ?? 'UTC'))
    },
  )

  api.post(
    '/stores/:storeId/visits/:visitId/confirm',
    {
      schema: {
        tags: ['staff'],
        summary: 'Confirms that this visitor is there: the tap counts as proven. In the audit log.',
        security: session,
        params: store.extend({ visitId: z.uuid() }),
        body: z.looseObject({}).nullish(),
        response: { 200: z.object({ needed: z.boolean() }), ...errors(400, 401, 403, 404, 410) },
      },
    },
    async (request) => {
      const { storeId, visitId } = request.params
      const { userId } = await needStaff(auth, request, storeId)
      return { needed: await visits.confirm(visitId, storeId, userId) }
    },
  )

  api.post(
    '/zones/:zoneId/orders',
    {
      schema: {
        tags: ['staff'],
        summary:
          'A button of a Saturday: next, remove, restart, mute, pause, stop the offer, this wall is dark.',
        security: session,
        params: z.object({ zoneId: z.string().max(64) }),
        body: z.object({
          order: staffOrderSchema,
          visitId: z.uuid().optional(),
          screenId: slugSchema.optional(),
        }),
        response: { 200: z.object({ changed: z.boolean() }), ...errors(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const zone = await catalogue.getZone(request.params.zoneId)
      if (!zone) throw new AppError({ code: 'not_found' })
      const { userId } = await needStaff(auth, request, zone.storeId)
      const { order, visitId, screenId } = request.body
      const command = makeCommand(order, visitId)
      let change: Awaited<ReturnType<ShowService['applyIn']>> = null
      await ledger.transaction(async (tx, emit) => {
        change = command ? await shows.applyIn(tx, emit, zone.id, command) : null
        if (order === 'dark' || order === 'lit') {
          const screen = screenId ? await screens.need(screenId) : null
          if (screen?.zoneId !== zone.id) throw new AppError({ code: 'screen_unknown' })
          await screens.setDark(tx, screen.id, order === 'dark')
          change = await shows.touchIn(tx, zone.id)
        }
        await audit(tx, clock, {
          userId,
          action: `zone.${order}`,
          target: zone.id,
          detail: { screenId: screenId ?? null },
        })
        await emit([
          {
            id: clock.id(),
            v: 1,
            at: clock.iso(),
            source: 'server',
            storeId: zone.storeId,
            zoneId: zone.id,
            screenId,
            type: 'show.steered',
            data: { order, userId, screenId },
          },
        ])
      })
      catalogue.refresh()
      shows.tell(change)
      return { changed: change !== null }
    },
  )
}

const makeSimulatedManager = (storeId: string): Viewer => ({
  userId: SIMULATED_STAFF,
  name: 'Simulator',
  email: '',
  role: 'manager',
  storeId,
  brandId: null,
})

function makeCommand(
  order: z.infer<typeof staffOrderSchema>,
  visitId: string | undefined,
): ZoneCommand | null {
  switch (order) {
    case 'remove':
      return visitId ? { type: 'leave', visitId, reason: 'removed' } : { type: 'next' }
    case 'dark':
    case 'lit':
      return null
    default:
      return { type: order }
  }
}
