import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '@/protocol/event'
import { makeEvents, seedBrands } from '../analytics/testing'
import { catchUp, makeTestDeps, type TestDeps } from '../db/testing'
import type { DestinationKind } from './destination'
import { getReceiverUrl, makeReceiver, type Receiver } from './receiver'
import { encryptSecret, makeWebhookSecret } from './secret'
import { type Feedback, makeFeedback } from './service'

const secrets = { metaToken: 'EAAB-demo', webhook: makeWebhookSecret() }
const QUICK = { schedule: [50, 50, 50], timeoutMs: 1_000, leaseMs: 1_500, sweepMs: 300 }
let deps: TestDeps
let server: Server
let origin: string
let receiver: Receiver
let feedback: Feedback | undefined
let events: ReturnType<typeof makeEvents>

beforeAll(async () => {
  deps = await makeTestDeps()
  events = makeEvents(deps.clock)
  await seedBrands(deps.db.service)
  server = createServer((req, res) => {
    if (!receiver.handle(req, res)) res.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  await feedback?.reader.stop()
  await feedback?.stop()
  feedback = undefined
  await deps.db.service.query('DELETE FROM delivery')
  await deps.db.service.query('DELETE FROM destination')
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await deps.close()
})

async function addDestination(kind: DestinationKind, config: Record<string, unknown> = {}) {
  const base = getReceiverUrl(origin, kind)
  const made = { allowPrivate: true, ...(kind === 'webhook' ? { url: base } : { baseUrl: base }), ...config }
  const secret = kind === 'meta' ? secrets.metaToken : kind === 'webhook' ? secrets.webhook : ''
  await deps.db.service.query(
    'INSERT INTO destination (id, brand_id, kind, name, config, secret) VALUES ($1, $2, $1, $1, $3, $4)',
    [
      kind,
      'mistleaf',
      kind === 'meta' ? { dataset: '123456', ...made } : made,
      encryptSecret(secret, deps.secrets.encryption, kind),
    ],
  )
}

async function begin(kinds: DestinationKind[], config: Record<string, unknown> = {}) {
  receiver = makeReceiver({ secrets, now: deps.clock.now })
  // What earlier tests wrote is behind the reader.
  feedback = makeFeedback(deps, QUICK)
  await catchUp(deps.db.service, feedback.reader)
  for (const kind of kinds) await addDestination(kind, config)
  return feedback
}

async function start(running: Feedback) {
  await running.start()
  running.reader.start()
}

/** An ad clicked, the pass kept with consent, a visit. */
function makeVisit(given: { agreed?: boolean; clickIds?: Record<string, string>; daysAgo?: number } = {}) {
  const { agreed = true, clickIds = { clickid: 'EKiD.x', fbclid: 'IwAR0x' }, daysAgo = 1 } = given
  const [visitorId, visitId] = [deps.clock.id(), deps.clock.id()]
  const click = events.click('xiaomi/ott', daysAgo * 1440, { clickIds })
  const visit = events.visit({ visitorId, visitId, channel: 'xiaomi/ott', clickId: click.id }, 1)
  const kept: Event[] = agreed
    ? [events.consent(visitorId, 30), events.kept(visitorId, click.id, 'xiaomi/ott', 30)]
    : []
  return { visitorId, visitId, visit: visit[1], all: [click, ...kept, ...visit] as Event[] }
}

const getDeliveries = () =>
  deps.db.service.query<Record<string, unknown>>(
    `SELECT destination_id AS "to", name, status, reason, attempts, http_status AS http FROM delivery ORDER BY destination_id, name`,
  )

async function waitFor(settled: (rows: Record<string, unknown>[]) => boolean) {
  const until = Date.now() + 15_000
  for (;;) {
    const rows = await getDeliveries()
    if (settled(rows)) return rows
    if (Date.now() > until) throw new Error(`not settled: ${JSON.stringify(rows)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
const allSettled = (rows: Record<string, unknown>[]) =>
  rows.length > 0 && rows.every(({ status }) => status !== 'pending')

describe('the outbox', () => {
  test('a visit with consent goes to all three, once each, and each says in its own way that it was accepted', async () => {
    const running = await begin(['ocean_engine', 'meta', 'webhook'])
    await start(running)
    const { all, visit } = makeVisit()
    await deps.ledger.record(all)
    running.reader.wake()
    const rows = await waitFor((r) => r.length === 3 && allSettled(r))
    expect(rows).toEqual([
      { to: 'meta', name: 'StoreVisit', status: 'accepted', reason: null, attempts: 1, http: 200 },
      { to: 'ocean_engine', name: 'arrival_lead', status: 'accepted', reason: null, attempts: 1, http: 200 },
      { to: 'webhook', name: 'visit.opened', status: 'accepted', reason: null, attempts: 1, http: 204 },
    ])
    expect(
      receiver
        .getReceived()
        .map(({ kind, key, repeats }) => [kind, key, repeats])
        .toSorted(),
    ).toEqual([
      ['meta', visit?.id, 0],
      ['ocean_engine', `EKiD.x ${Date.parse(visit?.at ?? '')}`, 0],
      ['webhook', visit?.id, 0],
    ])
  })

  test('what may not be sent is written down with its reason, and nothing is asked of the network', async () => {
    const running = await begin(['ocean_engine', 'meta'])
    await deps.ledger.record(makeVisit({ agreed: false }).all)
    await deps.ledger.record(makeVisit({ clickIds: { gclid: 'g' } }).all)
    await deps.ledger.record(makeVisit({ daysAgo: 31 }).all)
    await catchUp(deps.db.service, running.reader)
    const rows = await getDeliveries()
    const of = (to: string) =>
      rows
        .filter((row) => row.to === to)
        .map(({ status, reason }) => `${status} ${reason}`)
        .toSorted()
    const expected = ['skipped click_too_old', 'skipped no_consent', 'skipped no_match_key']
    expect([of('ocean_engine'), of('meta')]).toEqual([expected, expected])
    expect(receiver.getReceived()).toEqual([])
  })

  test('a yes given during the visit lets its arrival be told', async () => {
    const running = await begin(['ocean_engine'])
    await start(running)
    const { all, visitorId, visitId } = makeVisit({ agreed: false })
    await deps.ledger.record(all)
    running.reader.wake()
    await waitFor((rows) => rows[0]?.reason === 'no_consent')
    const yes = events.event('consent.given', { scopes: ['ads'], mode: 'ask', noticeHash: 'n' }, 0, {
      visitorId,
      visitId,
    })
    await deps.ledger.record([yes])
    running.reader.wake()
    expect(await waitFor((rows) => rows[0]?.status === 'accepted')).toHaveLength(1)
  })

  test('consent withdrawn before the sending stops it', async () => {
    const running = await begin(['meta'])
    const { all, visitorId } = makeVisit()
    await deps.ledger.record(all)
    await catchUp(deps.db.service, running.reader)
    expect(await getDeliveries()).toMatchObject([{ status: 'pending' }])
    await deps.ledger.record([
      events.event('consent.withdrawn', { scopes: ['story', 'measurement', 'ads'] }, 0, { visitorId }),
    ])
    await start(running)
    expect(await waitFor(allSettled)).toMatchObject([{ status: 'skipped', reason: 'no_consent' }])
    expect(receiver.getReceived()).toEqual([])
  })

  test('429 with Retry-After is obeyed', async () => {
    const running = await begin(['webhook'])
    receiver.failNext('webhook', { status: 429, retryAfter: '2' })
    await start(running)
    await deps.ledger.record(makeVisit().all)
    running.reader.wake()
    const began = Date.now()
    const rows = await waitFor(allSettled)
    expect(rows).toMatchObject([{ status: 'accepted', attempts: 2 }])
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_900)
  })

  test('500, a cut connection and silence are tried again, and it counts once', async () => {
    const running = await begin(['meta'])
    receiver.failNext('meta', { status: 500 }, 'reset', 'silence')
    await start(running)
    await deps.ledger.record(makeVisit().all)
    running.reader.wake()
    expect(await waitFor(allSettled)).toMatchObject([{ status: 'accepted', attempts: 4 }])
    expect(receiver.getReceived()).toMatchObject([{ repeats: 0 }])
  })

  test('after the last try it has failed, with the name of what went wrong', async () => {
    const running = await begin(['webhook'])
    receiver.failNext('webhook', { status: 503 }, { status: 503 }, { status: 503 }, 'reset')
    await start(running)
    await deps.ledger.record(makeVisit().all)
    running.reader.wake()
    expect(await waitFor(allSettled)).toMatchObject([
      { status: 'failed', reason: 'connection_reset', attempts: 4 },
    ])
  })

  test('a 200 that carries an error is a refusal', async () => {
    const running = await begin(['ocean_engine', 'meta'])
    receiver.failNext('ocean_engine', { status: 200, body: '{"code":40001,"message":"callback"}' })
    receiver.failNext('meta', { status: 200, body: '{"error":{"message":"no","code":190}}' })
    await start(running)
    await deps.ledger.record(makeVisit().all)
    running.reader.wake()
    expect(await waitFor((rows) => rows.length === 2 && allSettled(rows))).toMatchObject([
      { to: 'meta', status: 'refused', reason: 'code_190', http: 200 },
      { to: 'ocean_engine', status: 'refused', reason: 'code_40001', http: 200 },
    ])
  })

  test('a crash between the commit and the sending loses nothing: the next start finds it', async () => {
    const crashed = await begin(['webhook'])
    await deps.ledger.record(makeVisit().all)
    // Written and committed, and nobody was woken: this process ends here.
    await catchUp(deps.db.service, crashed.reader)
    expect(await getDeliveries()).toMatchObject([{ status: 'pending', attempts: 0 }])
    feedback = makeFeedback(deps, QUICK)
    await start(feedback)
    expect(await waitFor(allSettled)).toMatchObject([{ status: 'accepted', attempts: 1 }])
  })

  test('a crash in the middle of a sending repeats it under the same id', async () => {
    const running = await begin(['webhook'])
    await deps.ledger.record(makeVisit().all)
    await catchUp(deps.db.service, running.reader)
    const [row] = await deps.db.service.query<{ id: string }>('SELECT id FROM delivery')
    // It was claimed and sent, and the process died before it could write so.
    await running.send(row?.id ?? '')
    const leased = new Date(deps.clock.now() + 200)
    await deps.db.service.query("UPDATE delivery SET status = 'pending', next_at = $1, sent_at = NULL", [
      leased,
    ])
    await start(running)
    expect(await waitFor(allSettled)).toMatchObject([{ status: 'accepted', attempts: 2 }])
    expect(receiver.getReceived()).toMatchObject([{ repeats: 1 }])
  })

  test('fifty who are woken for one delivery send it once', async () => {
    const running = await begin(['webhook'])
    await deps.ledger.record(makeVisit().all)
    await catchUp(deps.db.service, running.reader)
    const [row] = await deps.db.service.query<{ id: string }>('SELECT id FROM delivery')
    await Promise.all(Array.from({ length: 50 }, () => running.send(row?.id ?? '')))
    expect(receiver.getReceived()).toMatchObject([{ repeats: 0 }])
    expect(await getDeliveries()).toMatchObject([{ status: 'accepted', attempts: 1 }])
  })

  test('a destination that sends us elsewhere has refused: nothing is followed', async () => {
    const running = await begin(['webhook'])
    receiver.failNext('webhook', { status: 302 })
    await start(running)
    await deps.ledger.record(makeVisit().all)
    running.reader.wake()
    expect(await waitFor(allSettled)).toMatchObject([{ status: 'refused', reason: 'redirected', http: 302 }])
  })

  test('a private address is refused unless the operator allows it', async () => {
    const running = await begin(['webhook'], { allowPrivate: false })
    await start(running)
    await deps.ledger.record(makeVisit().all)
    running.reader.wake()
    expect(await waitFor(allSettled)).toMatchObject([{ status: 'failed', reason: 'private_address' }])
    expect(receiver.getReceived()).toEqual([])
  })
})
