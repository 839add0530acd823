import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestHouse, PERSON, type TestHouse } from '@/tests/support/house'
import { catchUp } from '../db/testing'
import { makeFeedback } from '../feedback/service'

let house: TestHouse
let feedback: ReturnType<typeof makeFeedback>
beforeAll(async () => {
  house = await openTestHouse()
  feedback = makeFeedback(house.deps)
})
afterAll(() => house.close())

const origin = () => ({ at: house.deps.clock.now(), simulated: false })
/** From an ad with click ids of both platforms to the coupon. */
async function finish({ gpc = false } = {}) {
  const { campaigns } = house.shopper
  const url = new URL('http://localhost:3000/l/frost-tv?clickid=EKiD.x&fbclid=IwAR0x')
  const headers = new Headers({ 'user-agent': PERSON, 'accept-language': 'zh' })
  const opened = await campaigns.openLink('frost-tv', { url, headers, base: '' })
  const click = opened && 'landing' in opened ? (opened.landing?.click ?? undefined) : undefined
  const given = { slug: 'frost-tv', click, visitorId: null, language: 'zh' as const, gpc }
  const kept = await campaigns.keepPass(given, origin())
  if (!kept) throw new Error('nothing was kept')
  const view = await house.finish({ visitorId: kept.visitorId })
  return { ...view, visitorId: kept.visitorId, brandVisitorId: kept.pass.visitorId }
}
/** What the delivery log says of a visit's events, webhooks left out. */
async function getLog(visitId: string): Promise<string[]> {
  await catchUp(house.sql, feedback.reader)
  const rows = await house.sql.query<{ said: string }>(
    `SELECT DISTINCT t.kind || ' ' || d.status || coalesce(' ' || d.reason, '') AS said
     FROM delivery d JOIN destination t ON t.id = d.destination_id JOIN event e ON e.id = d.event_id
     WHERE e.visit_id = $1 AND t.kind <> 'webhook' ORDER BY 1`,
    [visitId],
  )
  return rows.map(({ said }) => said)
}
const scopesOf = async (id: string) => {
  const [row] = await house.sql.query<{ scopes: string[] }>(
    'SELECT scopes FROM visitor_brand WHERE id = $1',
    [id],
  )
  return row?.scopes
}
const NOTHING = ['meta skipped no_consent', 'ocean_engine skipped no_consent']

describe('ad platforms', () => {
  test('are told nothing by the first yes; after the coupon the question names them', async () => {
    const { visitId, token, brandVisitorId, ads } = await finish()
    expect(ads).toEqual({ recipients: ['ocean_engine', 'meta'], answer: null })
    expect(await scopesOf(brandVisitorId)).toEqual(['story', 'measurement'])
    expect(await getLog(visitId)).toEqual(NOTHING)
    await house.visits.answerAds(token, { answer: 'no', gpc: false }, origin())
    expect((await house.view(token)).ads?.answer).toBe('no')
    expect(await getLog(visitId)).toEqual(NOTHING)
    const [refused] = (await house.events('consent.refused')).slice(-1)
    expect(refused?.data).toMatchObject({
      scopes: ['ads'],
      noticeHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  test('are told of the visit by a yes of its own, and of nothing more once it is taken back', async () => {
    const { visitId, token, brandVisitorId } = await finish()
    await house.visits.answerAds(token, { answer: 'yes', gpc: false }, origin())
    await house.visits.answerAds(token, { answer: 'yes', gpc: false }, origin())
    expect(await scopesOf(brandVisitorId)).toEqual(['story', 'measurement', 'ads'])
    const pending = await getLog(visitId)
    expect(pending).toEqual(expect.arrayContaining(['meta pending', 'ocean_engine pending']))
    const given = (await house.events('consent.given')).filter(
      ({ visitorId }) => visitorId === brandVisitorId,
    )
    expect(given.map(({ data }) => data.scopes)).toEqual([['story', 'measurement'], ['ads']])
    await house.visits.answerAds(token, { answer: 'no', gpc: false }, origin())
    const [withdrawn] = (await house.events('consent.withdrawn')).slice(-1)
    expect(withdrawn?.data).toEqual({ scopes: ['ads'] })
    const rows = await house.sql.query<{ id: string }>(
      `SELECT d.id FROM delivery d JOIN event e ON e.id = d.event_id JOIN destination t ON t.id = d.destination_id
       WHERE e.visit_id = $1 AND d.status = 'pending' AND t.kind <> 'webhook'`,
      [visitId],
    )
    for (const { id } of rows) await feedback.send(id)
    expect((await getLog(visitId)).filter((said) => !said.includes('no_match_key'))).toEqual(NOTHING)
  })

  test('are told nothing where the browser sends GPC, whatever is pressed', async () => {
    const { visitId, token, brandVisitorId } = await finish({ gpc: true })
    await house.visits.answerAds(token, { answer: 'yes', gpc: true }, origin())
    expect(await scopesOf(brandVisitorId)).toEqual(['story', 'measurement'])
    expect((await getLog(visitId)).every((said) => said.includes('skipped'))).toBe(true)
    const refused = (await house.events('consent.refused')).filter((e) => e.visitorId === brandVisitorId)
    expect(refused[0]?.data.scopes).toEqual(['ads'])
  })

  test('stay agreed to when another pass is kept, and end with GPC', async () => {
    const { token, visitorId, brandVisitorId } = await finish()
    await house.visits.answerAds(token, { answer: 'yes', gpc: false }, origin())
    await house.keepPass('frost-search', 'zh', visitorId)
    expect(await scopesOf(brandVisitorId)).toEqual(['story', 'measurement', 'ads'])
    const { campaigns } = house.shopper
    await campaigns.keepPass({ slug: 'frost-search', visitorId, language: 'zh', gpc: true }, origin())
    expect(await scopesOf(brandVisitorId)).toEqual(['story', 'measurement'])
    expect((await house.view(token)).ads?.answer).toBe('no')
  })

  test('are not asked about of somebody whom no ad brought, and their yes is none', async () => {
    const walkIn = await house.finish()
    expect(walkIn.ads).toBeNull()
    await house.visits.answerAds(walkIn.token, { answer: 'yes', gpc: false }, origin())
    expect(await getLog(walkIn.visitId)).toEqual(NOTHING)
  })
})

test('of a campaign for children no ad platform is ever told, and the log says so', async () => {
  await house.sql.query("UPDATE campaign SET minors = true WHERE id = 'first-frost'")
  await house.refresh()
  const { visitId, token, ads, brandVisitorId } = await finish()
  expect(ads).toBeNull()
  await house.visits.answerAds(token, { answer: 'yes', gpc: false }, origin())
  expect(await scopesOf(brandVisitorId)).toEqual(['story', 'measurement'])
  expect(await getLog(visitId)).toEqual(['meta skipped minors', 'ocean_engine skipped minors'])
})
