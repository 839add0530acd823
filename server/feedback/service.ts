import type { Event } from '@/protocol/event'
import type { Tx } from '../db/sql'
import type { Deps } from '../deps'
import { makeReader } from '../ledger/reader'
import { mapTo, readAnswer, sealFor } from './adapter'
import { getContext } from './context'
import {
  addDeliveries,
  type Claimed,
  claimDelivery,
  type Destination,
  findDestinations,
  findEvent,
  findOverdue,
  findUnconsented,
  type NewDelivery,
  type Settled,
  settleDelivery,
} from './data'
import { CONVERSION_TYPES, type FeedbackContext } from './destination'
import { makeJobs } from './jobs'
import { post } from './post'
import { decideRetry, RETRY_SCHEDULE } from './retry'
import { decryptSecret } from './secret'

/** Longer than a try can take. */
const LEASE_MS = 30_000
const TIMEOUT_MS = 10_000
const SWEEP_MS = 5_000

export type Feedback = ReturnType<typeof makeFeedback>

/**
 * Conversions that go back to ad platforms and webhooks. The reader writes one delivery for each destination and event,
 * to be sent or skipped with a reason, and its job in the same transaction; the sender claims, asks consent again,
 * sends, and writes down what the platform itself said.
 */
export function makeFeedback(
  { clock, db, log, secrets }: Pick<Deps, 'clock' | 'db' | 'log' | 'secrets'>,
  {
    schedule = RETRY_SCHEDULE,
    timeoutMs = TIMEOUT_MS,
    leaseMs = LEASE_MS,
    sweepMs = SWEEP_MS,
  }: { schedule?: readonly number[]; timeoutMs?: number; leaseMs?: number; sweepMs?: number } = {},
) {
  const jobs = makeJobs({ db, log })
  let sweeper: NodeJS.Timeout | undefined
  let sweeping: Promise<void> = Promise.resolve()

  const reader = makeReader(db.service, {
    name: 'feedback',
    types: [...CONVERSION_TYPES, 'consent.given'],
    handle: readEvents,
    onError: (err) => log.error({ err }, 'the feedback reader stopped at an event and will try again'),
  })

  async function readEvents(tx: Tx, events: Event[]) {
    const brandIds = [...new Set(events.flatMap(({ brandId }) => brandId ?? []))]
    const destinations = await findDestinations(tx, { brandIds })
    if (destinations.length === 0) return
    const deliveries: NewDelivery[] = []
    for (const event of events) {
      const own = destinations.filter(({ brandId }) => brandId === event.brandId)
      for (const decided of await getDecidable(tx, event)) {
        deliveries.push(...(await decide(tx, decided, own)))
      }
    }
    const ids = await addDeliveries(tx, dedupe(deliveries))
    await jobs.queue(
      tx,
      ids.map((id) => ({ id, at: clock.now() })),
    )
    if (ids.length > 0) setImmediate(jobs.wake)
  }

  async function decide(tx: Tx, event: Event, destinations: readonly Destination[]): Promise<NewDelivery[]> {
    let context: FeedbackContext | undefined
    const deliveries: NewDelivery[] = []
    const now = clock.now()
    for (const destination of destinations) {
      context ??= await getContext(tx, event, now)
      const mapped = mapTo(destination, event, context)
      if (!mapped) continue
      const shared = {
        brandId: destination.brandId,
        destinationId: destination.id,
        eventId: event.id,
        eventType: event.type,
        at: clock.iso(now),
      }
      if ('skipped' in mapped) {
        const { name, skipped } = mapped
        deliveries.push({ ...shared, id: clock.id(now), name, status: 'skipped', reason: skipped })
        continue
      }
      for (const { name } of mapped.requests) {
        deliveries.push({ ...shared, id: clock.id(now), name, status: 'pending', reason: null })
      }
    }
    return deliveries
  }

  /** Sends one delivery if its time has come. Another who asks for the same at the same time does nothing. */
  async function send(id: string): Promise<void> {
    const claimed = await claimDelivery(db.service, id, clock.now(), leaseMs)
    if (!claimed) return
    const settled = await tryOnce(claimed)
    await db.service.transaction(async (tx) => {
      await settleDelivery(tx, claimed, settled)
      if (settled.nextAt !== null) await jobs.queue(tx, [{ id, at: settled.nextAt }])
    })
  }

  async function tryOnce(claimed: Claimed): Promise<Settled> {
    const now = clock.now()
    const [destination] = await findDestinations(db.service, { id: claimed.destinationId })
    const event = await findEvent(db.service, claimed.eventId)
    if (!destination?.active || !event) return { ...NOTHING, status: 'failed', reason: 'destination_off' }
    // Consent may have been withdrawn, and the click have grown too old, since the delivery was written.
    const mapped = mapTo(destination, event, await getContext(db.service, event, now))
    if (mapped && 'skipped' in mapped) return { ...NOTHING, status: 'skipped', reason: mapped.skipped }
    const request = mapped?.requests.find(({ name }) => name === claimed.name)
    if (!request) return { ...NOTHING, status: 'skipped', reason: 'not_wanted' }
    const secret = decryptSecret(destination.secret, secrets.encryption, destination.id)
    const { url, headers, body } = sealFor(destination, request, secret, now)
    const { allowPrivate } = destination.config
    const answer = await post({ url, headers, body, allowPrivate, timeoutMs })
    if (!answer.ok) {
      const final = answer.reason === 'private_address'
      return final
        ? { ...NOTHING, status: 'failed', reason: answer.reason }
        : again(claimed, answer.reason, null, null)
    }
    const outcome = readAnswer(destination, answer)
    const sent = { httpStatus: answer.status, sentAt: now, nextAt: null }
    switch (outcome.status) {
      case 'accepted':
      case 'sent':
        return { ...sent, status: outcome.status, reason: null }
      case 'refused':
        return { ...sent, status: 'refused', reason: outcome.reason }
      case 'again':
        return again(claimed, outcome.reason, answer.status, answer.retryAfter)
    }
  }

  function again(
    { attempts }: Claimed,
    reason: string,
    httpStatus: number | null,
    retryAfter: string | null,
  ): Settled {
    const now = clock.now()
    const random = (clock.random(1)[0] ?? 0) / 255
    const nextAt = decideRetry(attempts, now, retryAfter, random, schedule)
    return nextAt === null
      ? { ...NOTHING, status: 'failed', reason, httpStatus }
      : { ...NOTHING, status: 'pending', reason, httpStatus, nextAt }
  }

  /** Finds what nobody was woken for. */
  async function sweep(): Promise<void> {
    const now = clock.now()
    const ids = await findOverdue(db.service, now - sweepMs)
    if (ids.length === 0) return
    await db.service.transaction((tx) =>
      jobs.queue(
        tx,
        ids.map((id) => ({ id, at: now })),
      ),
    )
    jobs.wake()
  }

  return {
    reader,
    send,
    sweep,
    /** Starts the sender. The reader is started after it and stopped before it, with the other readers. */
    async start(): Promise<void> {
      await jobs.start(send)
      const run = () => {
        sweeping = sweep().catch((err) => log.error({ err }, 'looking for overdue deliveries failed'))
      }
      run()
      sweeper = setInterval(run, sweepMs)
      sweeper.unref()
    },
    async stop(): Promise<void> {
      clearInterval(sweeper)
      await sweeping
      await jobs.stop()
    },
  }
}

const NOTHING = { httpStatus: null, sentAt: null, nextAt: null }

/** The event itself; after a yes given during a visit, also what that visit had to keep to itself until then. */
async function getDecidable(tx: Tx, event: Event): Promise<Event[]> {
  if (event.type !== 'consent.given') return [event]
  const { visitorId, visitId, data } = event
  if (!visitorId || !visitId || !data.scopes.includes('ads')) return []
  return findUnconsented(tx, visitorId, visitId)
}

/** One statement may write a row once: of two decisions on one event in a batch the later one counts. */
function dedupe(deliveries: readonly NewDelivery[]): NewDelivery[] {
  const byKey = new Map(deliveries.map((row) => [`${row.destinationId} ${row.eventId} ${row.name}`, row]))
  return [...byKey.values()]
}
