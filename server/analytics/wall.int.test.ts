import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withTenant } from '../db/tenant'
import { catchUp, makeTestDeps, type TestDeps } from '../db/testing'
import { type Analytics, makeAnalytics } from './service'
import { makeEvents, seedBrands } from './testing'

let deps: TestDeps
let analytics: Analytics
let ids: { lin: string; visit: string; coupon: string }

beforeAll(async () => {
  deps = await makeTestDeps()
  analytics = makeAnalytics(deps)
  await seedBrands(deps.db.service)
  const { clock, db, ledger } = deps
  ids = { lin: clock.id(), visit: clock.id(), coupon: clock.id() }
  const events = makeEvents(clock)
  const click = events.click('xiaomi/ott', 300, { clickIds: { clickid: 'EKiD.x' } })
  await ledger.record([
    click,
    events.kept(ids.lin, click.id, 'xiaomi/ott', 299),
    ...events.visit({ visitorId: ids.lin, visitId: ids.visit, channel: 'xiaomi/ott', clickId: click.id }, 60),
    events.issued(ids.lin, ids.visit, ids.coupon, 50),
  ])
  await catchUp(deps.db.service, analytics.reader)
  await db.service.query(
    `INSERT INTO credit (order_id, model, channel, brand_id, campaign_id, credit, value, at)
     VALUES ($1, 'last', 'xiaomi/ott', 'mistleaf', 'first-frost', 1, 100, now())`,
    [clock.id()],
  )
  await db.service.query(
    `INSERT INTO destination (id, brand_id, kind, name, config, secret) VALUES ('crm', 'mistleaf', 'webhook', 'CRM', '{}', '')`,
  )
  await db.service.query(
    `INSERT INTO delivery (id, brand_id, destination_id, event_id, event_type, name, status, created_at)
     VALUES ($1, 'mistleaf', 'crm', $2, 'visit.opened', 'visit.opened', 'pending', now())`,
    [clock.id(), click.id],
  )
  await db.service.query(
    `INSERT INTO link (id, brand_id, campaign_id, slug, channel, story_key)
     VALUES ('tv', 'mistleaf', 'first-frost', 'tv', 'xiaomi/ott', 'night')`,
  )
})
afterAll(() => deps.close())

describe('the wall between brands', () => {
  const READABLE = [
    'event',
    'campaign',
    'link',
    'offer',
    'credit',
    'delivery',
    'journey',
    'rollup_day',
    'destination',
  ]

  test('the brand itself sees its rows in each of them', async () => {
    for (const table of READABLE) {
      const [row] = await withTenant(deps.db.tenant, 'mistleaf', (tx) =>
        tx.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`),
      )
      expect([table, (row?.n ?? 0) > 0]).toEqual([table, true])
    }
  })

  test('another brand sees nothing of this one, through any query of its pages', async () => {
    const { brand } = analytics
    expect(await brand.getFunnel('tidewave', 'first-frost')).toBeNull()
    expect(await brand.getCredit('tidewave', 'first-frost')).toBeNull()
    expect(await brand.getEvents('tidewave', {})).toEqual([])
    expect(await brand.getDeliveries('tidewave')).toEqual([])
    expect(await brand.getStoreFigures('tidewave', 'first-frost')).toEqual([])
    expect((await brand.getCampaigns('tidewave')).map(({ id: campaignId }) => campaignId)).toEqual([
      'high-water',
    ])
  })

  test.each([
    ['unset', null],
    ['empty', ''],
    ['unknown', 'nobody'],
    ['another', 'tidewave'],
  ])('raw SQL with the brand %s sees no row of mistleaf', async (_name, brandId) => {
    for (const table of READABLE) {
      const count = `SELECT count(*)::int AS n FROM ${table} WHERE brand_id = 'mistleaf'`
      const [row] =
        brandId === null
          ? await deps.db.tenant.query(count)
          : await withTenant(deps.db.tenant, brandId, (tx) => tx.query(count))
      expect([table, row]).toEqual([table, { n: 0 }])
    }
  })

  test('partitions cannot be read around it, nothing can be written, and a setting ends with its transaction', async () => {
    const [partition] = await deps.db.owner.query<{ name: string }>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'event'::regclass LIMIT 1`,
    )
    await expect(deps.db.tenant.query(`SELECT * FROM ${partition?.name}`)).rejects.toMatchObject({
      code: '42501',
    })
    await expect(
      withTenant(deps.db.tenant, 'tidewave', (tx) => tx.query('DELETE FROM rollup_day')),
    ).rejects.toMatchObject({ code: '42501' })
    await withTenant(deps.db.tenant, 'mistleaf', (tx) => tx.query('SELECT 1'))
    const [after] = await deps.db.tenant.query(
      "SELECT nullif(current_setting('footlight.brand_id', true), '') AS brand",
    )
    expect(after).toEqual({ brand: null })
  })

  test("a brand's event stream names no visitor, no visit and no language", async () => {
    const stream = JSON.stringify(await analytics.brand.getEvents('mistleaf', { limit: 500 }))
    expect(stream).toContain('visit.opened')
    for (const id of Object.values(ids)) expect(stream).not.toContain(id)
    expect(stream).not.toMatch(/language|light|clickIds/)
  })

  test('every table that belongs to a brand forces row-level security', async () => {
    // `member` says which brand a user works for; the role `tenant` has no right on it at all.
    const open = await deps.db.owner.query(
      `SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'brand_id'
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
         AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
         AND (c.relname <> 'member' OR has_table_privilege('footlight_tenant', c.oid, 'SELECT'))`,
    )
    expect(open).toEqual([])
  })
})
