import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestHouse, PERSON, type TestHouse } from '@/tests/support/house'
import { rebuildJourneys } from '../analytics/rebuild'
import { makeAnalytics } from '../analytics/service'
import { catchUp } from '../db/testing'

const DAY_MS = 86_400_000
const CANARY = 'EKiD.canary-of-long-ago'
let house: TestHouse
let analytics: ReturnType<typeof makeAnalytics>

beforeAll(async () => {
  house = await openTestHouse()
  analytics = makeAnalytics(house.deps)
  await house.sql.query("UPDATE campaign SET ends_at = now() + interval '1 year'")
  await house.refresh()
})
afterAll(() => house.close())

async function getTotals() {
  await catchUp(house.sql, analytics.reader)
  const { different } = await rebuildJourneys(house.deps.db.service, { replace: false })
  expect(different).toEqual({ journey: 0, rollup: 0 })
  return analytics.brand.getFunnel('mistleaf', 'first-frost')
}
async function makeVisitor() {
  const { campaigns } = house.shopper
  const origin = { at: house.deps.clock.now(), simulated: false }
  const url = new URL(`http://localhost:3000/l/frost-tv?clickid=${CANARY}`)
  const headers = new Headers({ 'user-agent': PERSON, 'accept-language': 'zh' })
  const opened = await campaigns.openLink('frost-tv', { url, headers, base: '' })
  const click = opened && 'landing' in opened ? (opened.landing?.click ?? undefined) : undefined
  const given = { slug: 'frost-tv', click, visitorId: null, language: 'zh' as const, gpc: false }
  const kept = await campaigns.keepPass(given, origin)
  if (!kept) throw new Error('nothing was kept')
  const { visitId } = await house.finish({ visitorId: kept.visitorId })
  return {
    visitorId: kept.visitorId,
    brandVisitorId: kept.pass.visitorId,
    visitId,
    ids: [kept.visitorId, kept.pass.visitorId, kept.pass.passId, visitId],
  }
}
const count = async (text: string, values: unknown[]) => (await house.sql.query(text, values)).length
const holds = (id: string) =>
  count(
    'SELECT FROM event WHERE event::text LIKE $1 UNION ALL SELECT FROM journey WHERE journey::text LIKE $1',
    [`%${id}%`],
  )

describe('ninety-one days later', () => {
  test('nothing leads to who was not heard of since; who came again is still known; totals are the same', async () => {
    const gone = await makeVisitor()
    const regular = await makeVisitor()
    await house.retention.run()
    expect(await holds(gone.visitId)).toBeGreaterThan(5)
    house.pass(50 * DAY_MS)
    await house.finish({ visitorId: regular.visitorId, touchpoint: 'sea-ring' })
    const before = await getTotals()
    house.pass(41 * DAY_MS)
    await house.retention.run()
    for (const id of [...gone.ids, CANARY]) expect(await holds(id)).toBe(0)
    for (const table of ['visit', 'pass'])
      expect(await count(`SELECT FROM ${table} WHERE visitor_brand_id = $1`, [gone.brandVisitorId])).toBe(0)
    expect(await count('SELECT FROM visitor WHERE id = $1', [gone.visitorId])).toBe(0)
    expect(await count('SELECT FROM visitor WHERE id = $1', [regular.visitorId])).toBe(1)
    expect(await holds(regular.visitId)).toBeGreaterThan(5)
    expect(await count('SELECT FROM click', [])).toBe(0)
    expect(await getTotals()).toEqual(before)
  })

  test('the console’s table says what was let go of, and once a day is enough', async () => {
    const rows = await house.services.privacy.getRetention()
    expect(rows.map(({ kind, days }) => [kind, days])).toEqual([
      ['visits', 90],
      ['clicks', 90],
      ['sessions', 30],
      ['pairings', 7],
    ])
    expect(rows[0]).toMatchObject({ ranAt: expect.any(Number), handled: 1, total: 1 })
    await house.retention.run()
    expect(await house.services.privacy.getRetention()).toEqual(rows)
    house.pass(DAY_MS)
    await house.retention.run()
    expect((await house.services.privacy.getRetention())[0]).toMatchObject({ handled: 0, total: 1 })
  })

  test('log-ins and pairings that ended long ago are gone', async () => {
    await house.logIn('lin')
    await house.sql.query(
      `INSERT INTO screen_pairing (id, code, public_key, user_agent, expires_at) VALUES ($1, 'ABC234', '{}', 'x', $2)`,
      [house.deps.clock.id(), new Date(house.deps.clock.now() - 8 * DAY_MS)],
    )
    await house.sql.query('UPDATE session SET expires_at = $1', [
      new Date(house.deps.clock.now() - 31 * DAY_MS),
    ])
    house.pass(DAY_MS)
    await house.retention.run()
    expect(await count('SELECT FROM session UNION ALL SELECT FROM screen_pairing', [])).toBe(0)
  })
})
