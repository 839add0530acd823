import { UNKNOWN } from '../attribution/touch'
import { WALK_IN } from '../campaign/channel'
import type { OrderOrigin } from '../order/event'

/** The stages a journey passes, in order, and where its row keeps their time. */
export const STAGE_TIMES = {
  clicked: 'clickedAt',
  tapped: 'tappedAt',
  visited: 'visitedAt',
  engaged: 'engagedAt',
  coupon: 'couponAt',
  redeemed: 'redeemedAt',
  ordered: 'orderedAt',
} as const
export type JourneyStage = keyof typeof STAGE_TIMES
export const JOURNEY_STAGES = Object.keys(STAGE_TIMES) as JourneyStage[]

/**
 * Where a visit, or a click without one, stands on its way. A row holds at most one event of each stage, so that
 * counting rows counts events: what a visit has already (a second tap, a second order) gets a row of its own.
 * Times are Unix milliseconds, `value` minor units with refunds taken off.
 */
export type Journey = {
  id: string
  brandId: string
  campaignId: string
  storeId: string | null
  channel: string
  visitorId: string | null
  language: string
  clickedAt: number | null
  tappedAt: number | null
  visitedAt: number | null
  engagedAt: number | null
  couponAt: number | null
  redeemedAt: number | null
  orderedAt: number | null
  value: number
  simulated: boolean
  /** The visit an extra row is part of. */
  visitId: string | null
  /** The click this visit came from. */
  clickId: string | null
  orderId: string | null
}

type Envelope = {
  id: string
  at: number
  brandId: string
  campaignId: string
  storeId: string | null
  visitorId: string | null
  visitId: string | null
  simulated: boolean
}

/** What of an event moves a journey. */
export type Step = Envelope &
  (
    | { type: 'clicked'; channel: string; language: string }
    | { type: 'kept'; channel: string | null; clickId: string | null }
    | { type: 'tapped'; language: string }
    | { type: 'visited'; language: string; channel: string | null; clickId: string | null }
    | { type: 'engaged' }
    | { type: 'coupon' }
    | { type: 'redeemed' }
    | { type: 'voided' }
    | { type: 'ordered'; orderId: string; amount: number; origin: OrderOrigin }
    | { type: 'refunded'; orderId: string; amount: number }
  )

/** What rows are looked up by, besides their id. */
export const JOURNEY_KEYS = ['visitId', 'clickId', 'orderId', 'visitorId'] as const
export type JourneyKey = (typeof JOURNEY_KEYS)[number]

/** Rows that a batch of steps may touch. What is put replaces the row of the same id. */
export type Rows = {
  get(id: string): Journey | undefined
  find(key: JourneyKey, value: string): Journey[]
  put(row: Journey): void
  remove(id: string): void
}

/** Moves the rows by one step. The same steps in the same order always give the same rows. */
export function evolveJourney(rows: Rows, step: Step): void {
  switch (step.type) {
    case 'clicked': {
      const row = {
        ...makeRow(step, step.id),
        channel: step.channel,
        language: step.language,
        clickedAt: step.at,
      }
      const visit = rows.find('clickId', step.id).find(({ clickedAt }) => clickedAt === null)
      if (visit) rows.put({ ...visit, clickedAt: step.at })
      else rows.put(row)
      return
    }
    case 'kept': {
      const click = getClick(rows, step.clickId)
      if (click) rows.put({ ...click, visitorId: step.visitorId })
      if (step.visitId) joinClick(rows, step.visitId, step.channel, step.clickId)
      return
    }
    case 'tapped': {
      if (!step.visitId) return
      const row = rows.get(step.visitId) ?? { ...makeRow(step, step.visitId), language: step.language }
      fill(rows, row, 'tappedAt', step)
      return
    }
    case 'visited': {
      if (!step.visitId) return
      const row = rows.get(step.visitId) ?? makeRow(step, step.visitId)
      rows.put({ ...row, language: step.language, visitedAt: step.at })
      joinClick(rows, step.visitId, step.channel, step.clickId)
      return
    }
    case 'engaged': {
      const row = needVisit(rows, step)
      // Lighting the next halt is the same engagement.
      if (row && (row.engagedAt === null || row.engagedAt > step.at)) rows.put({ ...row, engagedAt: step.at })
      return
    }
    case 'coupon':
      fillVisit(rows, step, 'couponAt')
      return
    case 'redeemed':
      fillVisit(rows, step, 'redeemedAt')
      return
    case 'voided': {
      const row = step.visitId ? rows.get(step.visitId) : undefined
      if (row) rows.put({ ...row, redeemedAt: null })
      return
    }
    case 'ordered':
      placeOrder(rows, step)
      return
    case 'refunded': {
      const row = rows.find('orderId', step.orderId)[0]
      if (row) rows.put({ ...row, value: row.value - step.amount })
      return
    }
  }
}

function placeOrder(rows: Rows, step: Extract<Step, { type: 'ordered' }>) {
  const paid = { orderedAt: step.at, value: step.amount, orderId: step.orderId }
  const visit = step.visitId ? needVisit(rows, step) : undefined
  if (visit && visit.orderId === null) {
    rows.put({ ...visit, ...paid })
    return
  }
  const last = visit ?? findLast(rows, step)
  rows.put({
    ...makeRow(step, step.orderId),
    channel: last?.channel ?? (step.origin === 'online' ? UNKNOWN : WALK_IN),
    language: last?.language ?? '',
    visitId: step.visitId,
    ...paid,
  })
}

/** The visit knows what brought it: its rows take the channel, and the click's own row goes into the visit's. */
function joinClick(rows: Rows, visitId: string, channel: string | null, clickId: string | null) {
  const visit = rows.get(visitId)
  if (!visit) return
  const click = getClick(rows, clickId)
  const known = channel ?? click?.channel ?? visit.channel
  rows.put({
    ...visit,
    channel: known,
    clickId: visit.clickId ?? clickId,
    clickedAt: visit.clickedAt ?? click?.clickedAt ?? null,
  })
  if (click && visit.clickedAt === null) rows.remove(click.id)
  for (const row of rows.find('visitId', visitId)) rows.put({ ...row, channel: known })
}

/** A click's own row, while no visit has taken it. */
function getClick(rows: Rows, id: string | null): Journey | undefined {
  const row = id ? rows.get(id) : undefined
  return row && row.clickedAt !== null && row.visitId === null ? row : undefined
}

function fillVisit(rows: Rows, step: Step, time: 'couponAt' | 'redeemedAt') {
  const row = needVisit(rows, step)
  if (row) fill(rows, row, time, step)
}

function fill(rows: Rows, row: Journey, time: 'tappedAt' | 'couponAt' | 'redeemedAt', step: Step) {
  if (row[time] === null) rows.put({ ...row, [time]: step.at })
  else {
    const { channel, language } = row
    rows.put({ ...makeRow(step, step.id), channel, language, visitId: row.id, [time]: step.at })
  }
}

/** The row of the step's visit, made when its opening has not been read yet. */
const needVisit = (rows: Rows, step: Step): Journey | undefined =>
  step.visitId ? (rows.get(step.visitId) ?? makeRow(step, step.visitId)) : undefined

function findLast(rows: Rows, step: Step): Journey | undefined {
  const own = step.visitorId ? rows.find('visitorId', step.visitorId) : []
  return own
    .filter(({ campaignId, orderId }) => campaignId === step.campaignId && orderId === null)
    .toSorted((a, b) => getTime(b) - getTime(a) || (a.id < b.id ? 1 : -1))[0]
}

const getTime = ({ visitedAt, clickedAt }: Journey) => visitedAt ?? clickedAt ?? 0

const makeRow = (step: Envelope, id: string): Journey => ({
  id,
  brandId: step.brandId,
  campaignId: step.campaignId,
  storeId: step.storeId,
  channel: WALK_IN,
  visitorId: step.visitorId,
  language: '',
  clickedAt: null,
  tappedAt: null,
  visitedAt: null,
  engagedAt: null,
  couponAt: null,
  redeemedAt: null,
  orderedAt: null,
  value: 0,
  simulated: step.simulated,
  visitId: null,
  clickId: null,
  orderId: null,
})

/** What a row adds to the daily counts: one for each stage it passed, on that stage's local day. */
export function getCounts(row: Journey, timeZone: string, getDay: (at: number, timeZone: string) => string) {
  return JOURNEY_STAGES.flatMap((stage) => {
    const at = row[STAGE_TIMES[stage]]
    if (at === null) return []
    return [{ stage, day: getDay(at, timeZone), count: 1, value: stage === 'ordered' ? row.value : 0 }]
  })
}
