import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '@/tests/support/house'

let house: TestHouse
const cookies: Record<string, string> = {}
const NOBODY = 'nobody'
const PEOPLE = ['admin', 'manager', 'lin', 'hao', 'you'] as const
beforeAll(async () => {
  house = await openTestHouse()
  for (const name of PEOPLE) cookies[name] = await house.logIn(name)
})
afterAll(() => house.close())

async function ask(who: string, method: 'GET' | 'POST', path: string, body?: unknown) {
  const answer = await house.api.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...(cookies[who] && { cookie: cookies[who] }) },
    ...(body !== undefined && { payload: body as object }),
  })
  return {
    status: answer.statusCode,
    code: String(answer.headers['content-type']).startsWith('application/json')
      ? answer.json().error?.code
      : undefined,
    answer,
  }
}

const ID = '00000000-0000-4000-8000-000000000000'
const HERE = '/stores/suzhou-creek'
/** What each may do in the store of Lin and Qiu; a 404 or 400 says that the door was open. */
const ROUTES: [string, 'GET' | 'POST', string, unknown, { open: number; code?: string }][] = [
  ['ask about a coupon', 'GET', `${HERE}/coupons/ABC234`, undefined, { open: 404 }],
  ['redeem', 'POST', `${HERE}/redemptions`, { code: 'ABC234', receipt: 'A', amount: 1 }, { open: 404 }],
  ['void', 'POST', `${HERE}/redemptions/${ID}/void`, { reason: 'wrong' }, { open: 404 }],
  ['read the settlement', 'GET', `${HERE}/settlements/2026-11-23.csv`, undefined, { open: 200 }],
  ['press a button', 'POST', '/zones/wall/orders', { order: 'unmute' }, { open: 200 }],
  ['let a screen show its name', 'POST', '/screens/kiosk-1/identify', {}, { open: 200 }],
]
const MAY: Record<string, number | 'open'> = {
  admin: 'open',
  manager: 'open',
  lin: 'open',
  hao: 403,
  you: 403,
  [NOBODY]: 401,
}

describe.each(Object.entries(MAY))('%s', (who, may) => {
  test.each(ROUTES)('may or may not %s', async (_what, method, path, body, { open }) => {
    const { status, code } = await ask(who, method, path, body)
    expect(status).toBe(may === 'open' ? open : may)
    if (may !== 'open') expect(code).toBe(may === 401 ? 'signed_out' : 'forbidden')
  })
})

describe('a screen', () => {
  test('of another store is not revoked', async () => {
    expect((await ask('hao', 'POST', '/screens/kiosk-1/revoke', {})).status).toBe(403)
    expect((await ask('you', 'POST', '/screens/kiosk-1/revoke', {})).status).toBe(403)
    expect((await ask(NOBODY, 'POST', '/screens/pairings/ABC234/approve', { screenId: 'x' })).status).toBe(
      401,
    )
    expect((await ask('you', 'POST', '/screens/pairings/ABC234/refuse', {})).status).toBe(403)
  })
})

describe('a session', () => {
  test('that is forged, cut or somebody else’s cookie is none', async () => {
    for (const cookie of [
      'footlight.session_token=forged',
      'footlight.session_token=',
      cookies.lin?.replace(/session_token=./, 'session_token=X') ?? '',
      `footlight=${cookies.lin}`,
    ]) {
      // Without the short-lived copy that saves a look-up.
      const bare = cookie.split('; ').filter((part) => !part.includes('session_data'))
      const answer = await house.api.inject({
        url: `/api/v1${HERE}/coupons/ABC234`,
        headers: { cookie: bare.join('; ') },
      })
      expect(answer.statusCode).toBe(401)
    }
  })

  test('is over after its time', async () => {
    const cookie = (await house.logIn('lin')).split('; ').find((part) => part.includes('session_token')) ?? ''
    const url = `/api/v1${HERE}/coupons/ABC234`
    expect((await house.api.inject({ url, headers: { cookie } })).statusCode).toBe(404)
    await house.sql.query("UPDATE session SET expires_at = now() - interval '1 minute'")
    expect((await house.api.inject({ url, headers: { cookie } })).statusCode).toBe(401)
    for (const name of PEOPLE) cookies[name] = await house.logIn(name)
  })

  test('begins by a form with the page for the role, and only ever with a path of ours', async () => {
    const login = house.logins.find(({ email }) => email.startsWith('mei@'))
    const post = (next?: string) =>
      house.api.inject({
        method: 'POST',
        url: '/api/v1/sessions',
        headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({
          email: login?.email ?? '',
          password: login?.password ?? '',
          ...(next && { next }),
        }).toString(),
      })
    const homes: unknown[] = []
    for (const next of [
      undefined,
      '/brand/feedback',
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
    ])
      homes.push((await post(next)).headers.location)
    expect(homes).toEqual(['/brand', '/brand/feedback', '/brand', '/brand', '/brand'])
    const sixth = await post()
    expect(sixth.headers.location).toMatch(/^\/login\?error=too_many/)
    house.pass(61_000)
  })

  test('is refused alike for a wrong password and for nobody', async () => {
    const answers = await Promise.all(
      ['lin@lantern.example', 'no@lantern.example', 'no address'].map((email) =>
        house.api.inject({
          method: 'POST',
          url: '/api/v1/sessions',
          payload: { email, password: 'wrong-password' },
        }),
      ),
    )
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401])
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
  })

  test('ends when it is told to', async () => {
    const cookie = await house.logIn('hao')
    const ended = await house.api.inject({
      method: 'POST',
      url: '/api/v1/sessions/end',
      headers: { cookie },
      payload: {},
    })
    expect(ended.statusCode).toBe(200)
    const token = cookie.split('; ').find((part) => part.includes('session_token')) ?? ''
    const after = await house.api.inject({
      url: '/api/v1/stores/houhai/coupons/ABC234',
      headers: { cookie: token },
    })
    expect(after.statusCode).toBe(401)
    cookies.hao = await house.logIn('hao')
  })
})

describe('a Saturday', () => {
  test('is written down: every button is an event and a line of the log', async () => {
    for (const order of ['mute', 'pause', 'resume', 'stop_offer', 'allow_offer', 'next', 'restart', 'unmute'])
      expect((await ask('lin', 'POST', '/zones/wall/orders', { order })).status).toBe(200)
    expect((await house.events('show.steered')).slice(-8).map(({ data }) => data.order)).toEqual([
      ...['mute', 'pause', 'resume', 'stop_offer', 'allow_offer', 'next', 'restart', 'unmute'],
    ])
    const lines = await house.sql.query("SELECT FROM audit_log WHERE action LIKE 'zone.%'")
    expect(lines.length).toBeGreaterThanOrEqual(8)
  })

  test('says which wall is dark, and the floor shows it', async () => {
    const dark = { order: 'dark', screenId: 'projector-1' }
    expect((await ask('lin', 'POST', '/zones/wall/orders', dark)).status).toBe(200)
    const find = async () =>
      (await house.services.floor.getFloor('suzhou-creek')).screens.find(({ id }) => id === 'projector-1')
        ?.state
    expect(await find()).toBe('dark')
    expect((await ask('lin', 'POST', '/zones/wall/orders', { ...dark, order: 'lit' })).status).toBe(200)
    expect(await find()).toBe('never')
    for (const screenId of ['projector-2', 'nowhere', undefined])
      expect((await ask('lin', 'POST', '/zones/wall/orders', { order: 'dark', screenId })).code).toBe(
        'screen_unknown',
      )
  })

  test('takes no name into the ledger that its readers could not read again', async () => {
    const bad = await ask('lin', 'POST', '/zones/wall/orders', { order: 'mute', screenId: 'No such Screen' })
    expect(bad.status).toBe(400)
    await expect(house.events('show.steered')).resolves.toBeDefined()
  })

  test('removes one person from the queue', async () => {
    const [wen, ada] = [await house.tap({}), await house.tap({})]
    const order = { order: 'remove', visitId: ada.visitId }
    expect((await ask('lin', 'POST', '/zones/wall/orders', order)).answer.json()).toEqual({ changed: true })
    const floor = await house.services.floor.getFloor('suzhou-creek')
    const wall = floor.zones.find(({ id }) => id === 'wall')
    expect([wall?.leader?.visitId, wall?.queue]).toEqual([wen.visitId, []])
  })
})

describe('the floor', () => {
  test('counts today and tells of taps, refused ones too, without saying who', async () => {
    const before = await house.services.floor.getFloor('houhai')
    const view = await house.finish({ touchpoint: 'sea-ring' })
    await house.tap({ touchpoint: 'sea-code', pass: 'no.a.pass' }).catch(() => {})
    const { counts, taps, touchpoints } = await house.services.floor.getFloor('houhai')
    expect(counts).toEqual({
      visits: before.counts.visits + 1,
      played: before.counts.played + 1,
      issued: before.counts.issued + 1,
      redeemed: before.counts.redeemed,
    })
    expect(taps[0]).toMatchObject({ outcome: 'refused', reason: 'pass_invalid', light: null })
    expect(taps[1]).toMatchObject({ outcome: 'accepted', proven: false, light: view.light })
    expect(touchpoints.find(({ id }) => id === 'sea-ring')?.lastTapAt).not.toBeNull()
    const [row] = await house.sql.query<{ visitor_brand_id: string }>(
      'SELECT visitor_brand_id FROM visit WHERE id = $1',
      [view.visitId],
    )
    expect(JSON.stringify({ counts, taps, touchpoints })).not.toContain(row?.visitor_brand_id)
  })

  test('warns when the stock runs low', async () => {
    await house.sql.query("UPDATE offer SET issued = 81, stock = 100 WHERE id = 'frost-40'")
    const { alerts } = await house.services.floor.getFloor('houhai')
    expect(alerts.filter(({ kind }) => kind === 'stock_low')).toMatchObject([
      { subject: { zh: '初霜乌龙系列' } },
    ])
  })

  test('shows the stores of whoever asks', async () => {
    const storesOf = async (name: string) =>
      (await house.services.floor.getStores(await house.viewer(name))).map(({ id }) => id)
    expect(await storesOf('admin')).toEqual(['houhai', 'suzhou-creek'])
    expect(await storesOf('hao')).toEqual(['houhai'])
    expect(await storesOf('you')).toEqual([])
  })
})
