import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { makeUuidv7 } from '@/domain/id'
import { type App, makeDataDir, makePhone, startApp } from '../support/app'
import { fill, GOOD, type Left, remember } from './operation'
import { expectRefusal, getFaults } from './refusal'
import { makeKey, type Sent, sendTo } from './sender'

const SLOW = 240_000
const data = makeDataDir()
const left: Left = {}
let app: App
let cookies: Record<string, string>
let key: string
let operations: string[]

beforeAll(async () => {
  app = await startApp({ FOOTLIGHT_DATA: data.dir, FOOTLIGHT_PLAY: 'on' })
  key = await makeKey(app, data.dir)
  const { lin, admin, hao } = app.logins()
  cookies = { lin: await logIn(lin), admin: await logIn(admin) }
  Object.assign(left, hao, { eventId: makeUuidv7(Date.now(), new Uint8Array(10).fill(7)) })
  const page = await (await makePhone(app).get('/t/wall-ring')).text()
  left.attempt = /name="attempt"[^>]*value="([^"]+)"/.exec(page)?.[1] ?? ''
  const document = z
    .object({ openapi: z.string(), paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse(await (await fetch(`${app.url}/api/v1/openapi.json`)).json())
  expect(document.openapi).toMatch(/^3\.1/)
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
}, SLOW)
afterAll(async () => {
  await app?.end('SIGTERM')
  data.remove()
}, SLOW)

async function logIn(login: { email: string; password: string } | undefined): Promise<string> {
  const answer = await makePhone(app).post('/sessions', login)
  expect(answer.status).toBe(200)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
const send = (method: string, path: string, body: string | undefined, sent: Sent = {}) =>
  sendTo(app, { cookies, key }, method, path, body, sent)

const HIDDEN = { origin: 'null' }
/** Who may ask at all, so that bad input reaches the door it is for. */
const asOf = async (operation: string) => (await GOOD[operation]?.(left))?.as
const takesBody = (operation: string) => operation.startsWith('POST')
/** Bodies of these say nothing, so any object will do. */
const SILENT = /(withdraw|erase|renew|refuse|revoke|identify|sessions\/end)$/

describe('every operation of the API', () => {
  test('is one we know a good request for', () => {
    expect(operations.toSorted()).toEqual(Object.keys(GOOD).toSorted())
  })

  test(
    'answers a good request as it says',
    async () => {
      for (const [operation, make] of Object.entries(GOOD)) {
        const { path, body, as, status = 200 } = await make(left)
        const [method = ''] = operation.split(' ')
        const answer = await send(method, path, body === undefined ? undefined : JSON.stringify(body), { as })
        const text = await answer.text()
        expect(answer.status, `${operation}: ${text.slice(0, 300)}`).toBe(status)
        const json = answer.headers.get('content-type')?.includes('json')
        await remember(operation, json ? JSON.parse(text) : {}, left, app)
      }
    },
    SLOW,
  )

  /** Each with the statuses it may have: being unknown or out of time may come before being wrong. */
  const BAD: [
    string,
    (operation: string, as: string | undefined, language: 'zh' | 'en') => Promise<Response>,
    number[]?,
  ][] = [
    [
      'a body of the wrong type',
      (op, as, language) => send('POST', pathOf(op), '[1, 2, 3]', { as, language }),
      [400],
    ],
    ['broken JSON', (op, as, language) => send('POST', pathOf(op), '{"a": ', { as, language }), [400]],
    [
      'a prototype for a body',
      (op, as, language) => send('POST', pathOf(op), '{"__proto__": {"admin": true}}', { as, language }),
      [400],
    ],
    [
      'three megabytes',
      (op, as, language) =>
        send('POST', pathOf(op), JSON.stringify({ halt: 'x'.repeat(3 << 20) }), { as, language }),
      [413],
    ],
    [
      'another content type',
      (op, as, language) =>
        send('POST', pathOf(op), '<a/>', { as, language, headers: { 'content-type': 'application/xml' } }),
      [415],
    ],
    [
      "another site's form",
      (op, as, language) =>
        send('POST', pathOf(op), '{}', { as, language, headers: { origin: 'https://evil.example' } }),
      [403],
    ],
    [
      'a hidden page’s form',
      (op, as, language) => send('POST', pathOf(op), '{}', { as, language, headers: HIDDEN }),
      [403],
    ],
    [
      'half a megabyte of brackets',
      (op, as, language) =>
        send('POST', pathOf(op), `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, { as, language }),
    ],
  ]
  const pathOf = (operation: string) => fill(operation.split(' ')[1] ?? '', 'nothing-like-this')

  test.each(BAD)(
    'refuses %s, in Chinese and in English',
    async (what, ask, statuses) => {
      for (const operation of operations.filter(takesBody)) {
        for (const language of ['zh', 'en'] as const) {
          const answer = await ask(operation, await asOf(operation), language)
          // Where a body says nothing, a strange one is no harm.
          if (SILENT.test(operation) && answer.ok) {
            await answer.arrayBuffer()
            continue
          }
          // Whose address is wrong already may hear of that first.
          const allowed = statuses?.[0] === 400 ? [400, 404] : statuses
          await expectRefusal(answer, language, `${operation} with ${what}`, allowed)
        }
      }
    },
    SLOW,
  )

  const TEXTS: [string, string][] = [
    ['a NUL', 'a\u0000b'],
    ['half a pair', 'a\uD800b'],
    ['a right-to-left override', '\u202Egnp.exe'],
    ['a very long word', 'x'.repeat(5_000)],
    ['a quote', `'; DROP TABLE event; --`],
    ['a tag', '<script>alert(1)</script>'],
    ['a path', '../../../etc/passwd'],
    ['nothing', ''],
  ]
  test.each(TEXTS)(
    'meets %s in every field and every place of its path without breaking',
    async (what, text) => {
      for (const operation of operations) {
        const good = (await GOOD[operation]?.(left)) ?? { path: '' }
        const [method = '', template = ''] = operation.split(' ')
        const bodies = Object.keys((good.body as object | undefined) ?? {}).map((field) =>
          JSON.stringify({ ...(good.body as object), [field]: text }),
        )
        for (const body of bodies) {
          const answer = await send(method, good.path, body, { as: good.as })
          if (answer.ok) await answer.arrayBuffer()
          else await expectRefusal(answer, 'zh', `${operation} with ${what} in ${body.slice(0, 80)}`)
        }
        if (!template.includes('{')) continue
        const encoded = /\p{Surrogate}/u.test(text) ? '%ED%A0%80' : encodeURIComponent(text)
        const path = fill(template, encoded || '%20')
        const answer = await send(
          method,
          path,
          takesBody(operation) ? JSON.stringify(good.body) : undefined,
          {
            as: good.as,
            language: 'en',
          },
        )
        await expectRefusal(answer, 'en', `${method} ${path.slice(0, 80)}`)
      }
    },
    SLOW,
  )

  test('refuses who is not logged in, and a key that is none', async () => {
    for (const operation of operations) {
      const { path, body, as } = (await GOOD[operation]?.(left)) ?? { path: '' }
      if (!as) continue
      const [method = ''] = operation.split(' ')
      const sent = body === undefined ? undefined : JSON.stringify(body)
      await expectRefusal(await send(method, path, sent), 'zh', operation, [401])
      const headers = { authorization: `Bearer fl_${'x'.repeat(32)}`, cookie: 'footlight.session_token=x.y' }
      await expectRefusal(await send(method, path, sent, { headers, language: 'en' }), 'en', operation, [401])
    }
  })

  test('that does not exist is not found, whatever the method', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'])
      for (const path of ['/api/v1/nothing', '/api/v1/', '/api/v1/passes/../taps/x', '/api/v1/visits'])
        await expectRefusal(await send(method, path, undefined), 'zh', `${method} ${path}`, [404])
    await expectRefusal(
      await send('GET', '/api/v1/visits/%ff', undefined),
      'zh',
      'a broken escape',
      [400, 404],
    )
    await expectRefusal(
      await send('GET', '/api/v1/visits/%ff', undefined, { language: 'en' }),
      'en',
      'a broken escape',
    )
  })
})

describe('again', () => {
  test('an order is the same order, with other content it is refused', async () => {
    const order = (externalId: string, amount: number) =>
      send(
        'POST',
        '/api/v1/orders',
        JSON.stringify({
          externalId,
          origin: 'online',
          amount,
          currency: 'CNY',
          placedAt: '2026-11-02T10:00:00Z',
        }),
        { as: 'key' },
      )
    const first = await order('web-2', 5_000)
    const { orderId } = await first.json()
    const second = await order('web-2', 5_000)
    expect([first.status, second.status, (await second.json()).orderId]).toEqual([201, 200, orderId])
    await expectRefusal(await order('web-2', 5_001), 'zh', 'another amount', [409])
    const many = await Promise.all(Array.from({ length: 10 }, () => order('web-3', 7_000)))
    expect(many.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(many.filter(({ status }) => status === 200)).toHaveLength(9)
  })

  test('an event is known, with other content it is refused', async () => {
    const event = (id: string, more: object = {}) =>
      send(
        'POST',
        '/api/v1/events',
        JSON.stringify({
          specversion: '1.0',
          id,
          source: 'partner/till',
          time: '2026-11-02T10:00:00.000Z',
          type: 'show.engaged',
          data: { kind: 'asked', surface: 'kiosk' },
          ...more,
        }),
        { as: 'key' },
      )
    const id = makeUuidv7(Date.now(), new Uint8Array(10).fill(9))
    expect(await (await event(id)).json()).toEqual({ added: 1, known: 0 })
    expect(await (await event(id)).json()).toEqual({ added: 0, known: 1 })
    const other = { data: { kind: 'replayed', surface: 'kiosk' } }
    await expectRefusal(await event(id, other), 'zh', 'other content', [409])
    const fresh = makeUuidv7(Date.now(), new Uint8Array(10).fill(10))
    for (const wrong of [
      { campaignid: 'Not A Name' },
      { dataversion: 70_000 },
      { dataversion: 0 },
      { time: '0000-01-01T00:00:00.000Z' },
      { time: 'today' },
      { id: '00000000-0000-4000-8000-000000000000' },
      { source: 'server' },
      { type: 'offer.redeemed' },
      { brandid: 'tidewave' },
    ])
      await expectRefusal(await event(fresh, wrong), 'zh', JSON.stringify(wrong), [400])
  })

  test('a coupon that was taken back is told as that, in the reader’s language', async () => {
    const body = JSON.stringify({ code: left.code, receipt: 'again', amount: 20_000 })
    for (const language of ['zh', 'en'] as const)
      await expectRefusal(
        await send('POST', '/api/v1/stores/suzhou-creek/redemptions', body, { as: 'lin', language }),
        language,
        'a voided coupon',
        [410],
      )
  })

  test('a simulator without its note is refused', async () => {
    const headers = { 'footlight-simulator': 'forged', 'footlight-at': '1000' }
    const body = JSON.stringify({ slug: 'frost-tv' })
    await expectRefusal(await send('POST', '/api/v1/passes', body, { headers }), 'zh', 'simulator', [403])
  })
})

test('nothing of all this was a fault: the log has no error and no stack trace', () => {
  expect(getFaults(app)).toEqual([])
})
