import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, makeDataDir, makePhone, startApp } from '../support/app'
import { getFaults } from './refusal'

const SLOW = 240_000
const data = makeDataDir()
let app: App

beforeAll(async () => {
  app = await startApp({ FOOTLIGHT_DATA: data.dir, FOOTLIGHT_PLAY: 'on' })
}, SLOW)
afterAll(async () => {
  await app?.end('SIGTERM')
  data.remove()
}, SLOW)

/** What a program posts. */
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(app.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    body,
  })

describe('every page a shopper opens', () => {
  const UNKNOWN = [
    'nothing-like-this',
    'a%00b',
    '%E2%80%AEgnp.exe',
    'x'.repeat(3_000),
    '%3Cscript%3E',
    "'%20OR%201=1--",
    '..%2F..%2Fetc',
  ]
  const PAGES: [string, number[]][] = [
    ['/l/', [404]],
    ['/p/', [400]],
    ['/t/', [404]],
    ['/v/', [404]],
    ['/c/', [404]],
  ]
  test.each(PAGES)(
    '%s says in words of the reader that it knows nothing of the kind',
    async (page, statuses) => {
      for (const unknown of UNKNOWN)
        for (const language of ['zh', 'en'] as const) {
          const answer = await makePhone(app, language).get(page + unknown)
          const html = await answer.text()
          expect(statuses, `${page}${unknown.slice(0, 40)}`).toContain(answer.status)
          expect(answer.headers.get('content-type')).toContain('text/html')
          expect(html).toContain(language === 'zh' ? 'lang="zh' : 'lang="en"')
          expect(html).not.toContain('<script>alert')
        }
    },
    SLOW,
  )

  test('a broken escape in an address is no fault of ours', async () => {
    for (const page of ['/l/%ff', '/t/%ff', '/v/%', '/c/%E0%A4%A', '/me/%ff', '/%ff'])
      expect((await makePhone(app).get(page)).status, page).toBeLessThan(500)
  })

  test('an expired and a changed pass are told apart', async () => {
    const { jws } = (
      (await (await makePhone(app).post('/passes', { slug: 'frost-tv' })).json()) as { pass: { jws: string } }
    ).pass
    expect((await makePhone(app).get(`/p/${jws}`)).status).toBe(200)
    expect((await makePhone(app).get(`/p/${jws.slice(0, -3)}AAA`)).status).toBe(400)
  })

  test('a link with anything in its query is still a link, and what it brings is shown to nobody', async () => {
    const query =
      'utm_source=%00&utm_campaign=%E2%80%AE%F0%9F%98%80&gclid=%ED%A0%80&fbclid=%3Cscript%3Ealert(1)&click=nonsense'
    const answer = await makePhone(app).get(`/l/frost-tv?${query}`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).not.toContain('<script>alert')
    const counted = await makePhone(app).get('/l/frost-tv?utm_source=%00&gclid=a%00b&fbclid=%E2%80%AE')
    expect(counted.status).toBe(200)
  })

  test('HEAD, previews and bots are answered and are no clicks', async () => {
    const clicks = async () => {
      const metrics = await (await fetch(`${app.url}/metrics`)).text()
      return Number(
        /footlight_events_total\{type="campaign.clicked",simulated="false"\} (\d+)/.exec(metrics)?.[1] ?? 0,
      )
    }
    const before = await clicks()
    const url = `${app.url}/l/frost-tv`
    const person = { 'user-agent': 'Mozilla/5.0 (iPhone) Version/26.0 Mobile Safari/604.1' }
    expect((await fetch(url, { method: 'HEAD', headers: person })).status).toBe(200)
    expect((await fetch(url, { headers: { 'user-agent': 'WhatsApp/2.23.20.0' } })).status).toBe(200)
    expect((await fetch(url, { headers: { ...person, 'sec-purpose': 'prefetch;prerender' } })).status).toBe(
      200,
    )
    expect(await clicks()).toBe(before)
    await fetch(url, { headers: person })
    expect(await clicks()).toBe(before + 1)
  })

  test('the form of a page gets a page back when it is refused, in its language', async () => {
    for (const language of ['zh', 'en'] as const) {
      const answer = await post('/api/v1/taps', 'touchpoint=wall-ring&attempt=forged', {
        accept: 'text/html',
        'accept-language': language,
        'content-type': 'application/x-www-form-urlencoded',
        referer: 'https://evil.example//evil.example/x"><script>',
      })
      const html = await answer.text()
      expect([answer.status, answer.headers.get('content-language')]).toEqual([400, language])
      expect(html).not.toContain('href="//')
      expect(html).not.toContain('"><script>')
    }
  })

  test('the pages that need nothing answer, whatever the cookie says', async () => {
    for (const path of ['/me', '/screen', '/t/wall-ring', '/l/frost-tv'])
      for (const cookie of ['footlight=forged', `footlight=${'x'.repeat(4_000)}`, 'footlight=%00', ';;;='])
        expect((await makePhone(app).get(path, { cookie })).status, path).toBe(200)
  })
})

describe('the log-in library’s own addresses', () => {
  test('are not served: log-in has one door, which counts the tries', async () => {
    const ask = (path: string, body: string) => post(`/api/auth${path}`, body, { origin: app.url })
    for (const path of ['/sign-in/email', '/sign-up/email', '/get-session', '/forget-password']) {
      expect((await ask(path, '{"email":"new@example.com","password":"long-enough-1"}')).status, path).toBe(
        404,
      )
    }
  })
})

describe('every socket', () => {
  test.each(['/phone', '/screen', '/console', '/brand'])(
    '%s lets in nobody who proves nothing',
    async (namespace) => {
      for (const auth of [
        {},
        { protocol: 'one' },
        { protocol: 1, token: 'forged' },
        { protocol: 99, token: '\u0000' },
        { store: 'houhai' },
      ]) {
        const socket = io(app.url + namespace, {
          transports: ['websocket'],
          auth,
          reconnection: false,
          forceNew: true,
        })
        const code = await new Promise((resolve) => {
          socket.once('connect', () => resolve('connected'))
          socket.once('connect_error', (error) =>
            resolve((error as { data?: { code: string } }).data?.code ?? error.message),
          )
        })
        socket.close()
        expect(['forbidden', 'signed_out', 'visit_unknown', 'screen_unknown', 'protocol_too_old']).toContain(
          code,
        )
      }
    },
  )

  test('/phone takes nonsense from who is in, and answers each message that wants one', async () => {
    const { token } = await makePhone(app).tap('sea-ring')
    const phone = io(`${app.url}/phone`, {
      transports: ['websocket'],
      auth: { protocol: 1, token },
      forceNew: true,
    })
    await new Promise((resolve) => phone.once('connect', () => resolve(undefined)))
    for (const nonsense of [
      null,
      17,
      'x',
      [],
      { x: 'left' },
      { x: Number.NaN, y: 9 },
      { direction: '\u0000' },
      { action: {} },
    ]) {
      phone.emit('lamp.move', nonsense)
      phone.emit('clock.ping', nonsense)
      phone.emit('no.such.thing', nonsense)
      expect(await phone.emitWithAck('lamp.step', nonsense)).toEqual({ ok: false, code: 'bad_request' })
      expect(await phone.emitWithAck('turn.act', nonsense)).toEqual({ ok: false, code: 'bad_request' })
    }
    expect(phone.connected).toBe(true)
    phone.close()
  })
})

test('nothing of all this was a fault: the log has no error and no stack trace', () => {
  expect(getFaults(app)).toEqual([])
})
