import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '@/protocol/event'
import { openTestHouse, PERSON, type TestHouse } from '@/tests/support/house'
import { rebuildJourneys } from '../analytics/rebuild'
import { makeAnalytics } from '../analytics/service'
import { catchUp } from '../db/testing'
import { makeFeedback } from '../feedback/service'

const CANARY = 'EKiD.canary-of-somebody'
let house: TestHouse
let analytics: ReturnType<typeof makeAnalytics>
let feedback: ReturnType<typeof makeFeedback>

beforeAll(async () => {
  house = await openTestHouse()
  analytics = makeAnalytics(house.deps)
  feedback = makeFeedback(house.deps)
})
afterAll(() => house.close())

const origin = () => ({ at: house.deps.clock.now(), simulated: false })
const settle = async () => {
  await catchUp(house.sql, analytics.reader)
  await catchUp(house.sql, feedback.reader)
}
async function getTotals() {
  await settle()
  const funnel = await analytics.brand.getFunnel('mistleaf', 'first-frost')
  const { different } = await rebuildJourneys(house.deps.db.service, { replace: false })
  expect(different).toEqual({ journey: 0, rollup: 0 })
  return funnel
}
/** Every row of every table that says one of these, as `table: row`. */
async function findRows(ids: readonly string[]): Promise<string[]> {
  const { owner } = house.deps.db
  const tables = await owner.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^pg_|^information_schema$'`,
  )
  expect(tables.length).toBeGreaterThan(30)
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await owner.query<{ row: string }>(
      `SELECT t::text AS row FROM ${name} AS t WHERE t::text LIKE ANY($1)`,
      [ids.map((id) => `%${id}%`)],
    )
    found.push(...rows.map(({ row }) => `${name}: ${row}`))
  }
  return found
}
/** Erases, waits for nothing but the time it takes other nodes to know, and answers when it is done. */
async function erase(visitorId: string) {
  await house.erasures.request(visitorId, { gpc: false }, origin())
  house.pass(3_000)
  for (;;) {
    await house.erasures.run()
    const waiting = await house.sql.query('SELECT FROM erasure WHERE done_at IS NULL')
    if (waiting.length === 0) return
  }
}
/** From an ad with a click id to a coupon used at the till; one more visit goes on at the wall. */
async function makeSomebody() {
  const { campaigns } = house.shopper
  const url = new URL(`http://localhost:3000/l/frost-tv?clickid=${CANARY}`)
  const headers = new Headers({ 'user-agent': PERSON, 'accept-language': 'zh' })
  const opened = await campaigns.openLink('frost-tv', { url, headers, base: '' })
  const click = opened && 'landing' in opened ? (opened.landing?.click ?? undefined) : undefined
  const given = { slug: 'frost-tv', click, visitorId: null, language: 'zh' as const, gpc: false }
  const kept = await campaigns.keepPass(given, origin())
  if (!kept || !click) throw new Error('nothing was kept')
  const { visitorId, jws } = kept
  const { coupon, visitId, token } = await house.finish({ visitorId })
  await house.visits.answerAds(token, { answer: 'yes', gpc: false }, origin())
  if (!coupon) throw new Error('no coupon')
  const { userId } = await house.viewer('lin')
  await house.staff.redemptions.redeem({
    storeId: 'suzhou-creek',
    code: coupon.code,
    receipt: `A-${visitId.slice(-6)}`,
    amount: 30_000,
    userId,
  })
  const open = await house.tap({ touchpoint: 'sea-ring', visitorId })
  const ids = [visitorId, kept.pass.visitorId, kept.pass.passId, visitId, open.visitId]
  return { visitorId, jws, coupon, ids, brandVisitorId: kept.pass.visitorId, visitId, open }
}

describe('an erasure', () => {
  let lin: Awaited<ReturnType<typeof makeSomebody>>
  let before: Awaited<ReturnType<typeof getTotals>>

  test('leaves nothing of the visitor in any table, and every total as it was', async () => {
    lin = await makeSomebody()
    before = await getTotals()
    const held = await findRows([...lin.ids, CANARY])
    expect(new Set(held.map((row) => row.split(':')[0]?.replaceAll('"', '')))).toEqual(
      new Set([
        'click',
        'coupon',
        'event',
        'journey',
        'order',
        'pass',
        'visit',
        'visitor',
        'visitor_brand',
        'zone',
      ]),
    )
    await erase(lin.visitorId)
    expect((await findRows([...lin.ids, CANARY])).map((row) => row.slice(0, 200))).toEqual([])
    expect(await getTotals()).toEqual(before)
    const [erasure] = await house.sql.query('SELECT visitor_id, events FROM erasure')
    expect(erasure).toMatchObject({ visitor_id: null })
    expect(Number(erasure?.events)).toBeGreaterThan(10)
  })

  test('ends the visit on phone and wall, the pass and the cookie', async () => {
    expect(await house.visits.getView(lin.open.token)).toBeNull()
    await expect(house.tap({ pass: lin.jws })).rejects.toMatchObject({ code: 'pass_invalid' })
    const { tokens } = house.shopper
    expect(tokens.parseVisitor(tokens.makeVisitor(lin.visitorId))).toBeNull()
    expect((await house.events('visit.closed')).at(-1)?.data).toEqual({ reason: 'forgotten' })
  })

  test('leaves the till its books: a coupon can still be taken back, and figures follow', async () => {
    const viewer = await house.viewer('lin')
    const [coupon] = await house.sql.query<{ id: string }>('SELECT id FROM coupon WHERE code = $1', [
      lin.coupon.code,
    ])
    const given = { storeId: 'suzhou-creek', couponId: coupon?.id ?? '', reason: 'wrong receipt', viewer }
    await house.staff.redemptions.voidRedemption(given)
    await getTotals()
  })

  test('lets nothing come back: what arrives late is kept and names nobody', async () => {
    const { clock, ledger } = house.deps
    const totals = await getTotals()
    const shared = {
      v: 1,
      at: clock.iso(),
      source: 'agent/tea-wall',
      brandId: 'mistleaf',
      campaignId: 'first-frost',
      storeId: 'suzhou-creek',
    }
    const late: Event[] = [
      {
        ...{ ...shared, id: clock.id(), visitorId: lin.brandVisitorId, visitId: lin.visitId },
        type: 'tap.accepted',
        data: { proof: 'reader', proven: true, language: 'zh', passId: lin.ids[2], carrier: 'qr' },
      },
      {
        ...{ ...shared, id: clock.id(), visitId: lin.visitId.toUpperCase() },
        type: 'show.engaged',
        data: { kind: 'halt_lit', halt: 'gate', surface: 'wall' },
      },
    ]
    const answer = await ledger.record(late)
    expect([answer.added.size, answer.conflicting.size]).toEqual([2, 0])
    expect((await findRows([...lin.ids, CANARY])).map((row) => row.slice(0, 200))).toEqual([])
    expect(await getTotals()).toEqual(totals)
    // The same again is the same, though it is not what is stored.
    expect(await ledger.record(late)).toEqual({ added: new Set(), conflicting: new Set() })
    await expect(ledger.transaction((_tx, emit) => emit(late))).resolves.toBeUndefined()
  })

  test('is known to a node that starts later', async () => {
    const { makeTombstones } = await import('./tombstone')
    const fresh = makeTombstones(house.sql, house.deps.secrets.token)
    expect(fresh.isErased(lin.visitId)).toBe(false)
    await fresh.refresh()
    expect(lin.ids.map(fresh.isErased)).toEqual(lin.ids.map(() => true))
    expect(fresh.isErased(house.deps.clock.id())).toBe(false)
  })

  test('asked for twice, or by nobody we know, is no error', async () => {
    await erase(lin.visitorId)
    await erase(house.deps.clock.id())
    expect(await house.sql.query('SELECT FROM erasure')).toHaveLength(1)
  })

  test('is the owner’s alone: the role that runs the house cannot change the ledger', async () => {
    for (const text of ['UPDATE event SET visitor_id = NULL', 'DELETE FROM event', 'DELETE FROM tombstone'])
      await expect(house.sql.query(text)).rejects.toMatchObject({ code: '42501' })
  })
})

test('what was about to be sent to an ad platform is not, and the log says why', async () => {
  const hao = await makeSomebody()
  await settle()
  const pending = () =>
    house.sql.query<{ kind: string; reason: string | null; status: string }>(
      `SELECT t.kind, d.status, d.reason FROM delivery d JOIN destination t ON t.id = d.destination_id
       WHERE d.status = 'pending' OR d.reason = 'erased'`,
    )
  expect((await pending()).some(({ kind }) => kind !== 'webhook')).toBe(true)
  await erase(hao.visitorId)
  const after = await pending()
  expect(after.filter(({ kind }) => kind !== 'webhook').every(({ status }) => status === 'skipped')).toBe(
    true,
  )
  expect(after.some(({ kind, status }) => kind === 'webhook' && status === 'pending')).toBe(true)
})
