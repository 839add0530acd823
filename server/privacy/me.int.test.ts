import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { meSchema } from '@/protocol/me'
import { openTestHouse, type TestHouse } from '@/tests/support/house'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const ask = async (cookie?: string) => {
  const answer = await house.api.inject({ url: '/api/v1/me', headers: cookie ? { cookie } : {} })
  return { answer, me: meSchema.parse(answer.json()) }
}
const post = (path: string, cookie: string, payload: object = {}, origin = 'http://localhost:3000') =>
  house.api.inject({
    method: 'POST',
    url: `/api/v1/me/${path}`,
    headers: { cookie, origin, host: 'localhost:3000' },
    payload,
  })

describe('what is known of me', () => {
  test('is nothing without a cookie', async () => {
    expect((await ask()).me).toEqual({ cookie: false, brands: [] })
    expect((await ask('footlight=made.up')).me).toEqual({ cookie: false, brands: [] })
  })

  test('is each brand’s, with every event, pass and answer, and nobody else’s', async () => {
    const { visitorId, pass, click } = await house.keepPass('frost-tv')
    const other = await house.keepPass('frost-lin')
    await house.finish({ visitorId })
    const { answer, me } = await ask(house.cookieOf(visitorId))
    expect(answer.headers['content-disposition']).toContain('attachment')
    expect(answer.headers['cache-control']).toBe('no-store')
    const [brand] = me.brands
    expect(me.brands).toHaveLength(1)
    expect(brand).toMatchObject({
      brandId: 'mistleaf',
      visitorId: pass.visitorId,
      scopes: ['story', 'measurement'],
      answers: [{ answer: 'given', mode: 'ask', noticeHash: house.shopper.passes.getNoticeHash('zh') }],
      passes: [{ passId: pass.passId, revokedAt: null }],
    })
    const written = await house.sql.query<{ id: string }>(
      'SELECT id FROM event WHERE visitor_id = $1 OR id = $2 ORDER BY at DESC, seq DESC',
      [pass.visitorId, click],
    )
    // What happened in the same millisecond too: what caused it before what came of it.
    expect(brand?.events.map(({ id }) => id)).toEqual(written.map(({ id }) => id))
    expect(brand?.events.find(({ type }) => type === 'show.engaged')).toMatchObject({
      timeZone: 'Asia/Shanghai',
      halt: { zh: expect.any(String), en: expect.any(String) },
    })
    expect(answer.body).not.toContain(other.pass.visitorId)
  })

  test('says which words were shown: each language and each text has its own version', () => {
    const { getNoticeHash } = house.shopper.passes
    expect(getNoticeHash('zh')).toMatch(/^[0-9a-f]{64}$/)
    expect(getNoticeHash('zh')).not.toBe(getNoticeHash('en'))
  })
})

describe('taking the yes back', () => {
  test('towards one brand leaves the other’s', async () => {
    const { visitorId } = await house.keepPass('frost-tv')
    await house.keepPass('flight-video', 'zh', visitorId)
    const cookie = house.cookieOf(visitorId)
    const scopesOf = async (brand: string) =>
      (await ask(cookie)).me.brands.find(({ brandId }) => brandId === brand)?.scopes
    expect((await post('withdraw', cookie, { brandId: 'tidewave' })).json()).toEqual({ withdrawn: true })
    expect(await scopesOf('tidewave')).toEqual([])
    expect(await scopesOf('mistleaf')).not.toEqual([])
    await post('withdraw', cookie, { brandId: 'mistleaf' })
    const [mistleaf] = (await ask(cookie)).me.brands
    expect(mistleaf?.scopes).toEqual([])
    expect(mistleaf?.passes.every(({ revokedAt }) => revokedAt !== null)).toBe(true)
    expect(mistleaf?.answers.map(({ answer }) => answer)).toEqual(['withdrawn', 'given'])
  })

  test('is nothing that another site can do', async () => {
    const { visitorId } = await house.keepPass('frost-tv')
    const cookie = house.cookieOf(visitorId)
    for (const path of ['withdraw', 'erase'])
      expect((await post(path, cookie, {}, 'https://evil.example')).statusCode).toBe(403)
    expect((await ask(cookie)).me.brands[0]?.scopes).not.toEqual([])
  })

  test('erasing removes the cookie with it', async () => {
    const { visitorId } = await house.keepPass('frost-tv')
    const answer = await post('erase', house.cookieOf(visitorId))
    expect(answer.json()).toEqual({ erased: true })
    expect(answer.headers['set-cookie']).toMatch(/^footlight=; .*Max-Age=0/)
    expect((await ask(house.cookieOf(visitorId))).me).toEqual({ cookie: false, brands: [] })
  })
})
