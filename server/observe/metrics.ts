import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Event } from '@/protocol/event'
import type { Deps } from '../deps'

export type Metrics = ReturnType<typeof makeMetrics>

/** Prometheus metrics of this process. No visitor ids, a bounded number of series. */
export function makeMetrics({ db, ledger, clock }: Deps, sockets: () => Record<string, number>) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'footlight_' })
  const requests = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Time from request to answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  const events = new Counter({
    name: 'footlight_events_total',
    help: 'Events committed by this process.',
    labelNames: ['type', 'simulated'],
    registers: [registry],
  })
  const gauge = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        // A database that is away must not take the other figures with it.
        this.set(await read().catch(() => Number.NaN))
      },
    })
  const count = async (sql: string) => (await db.service.query<{ n: number }>(sql))[0]?.n ?? 0
  // Partitions are granted to their owner only: a grant on one would bypass the wall between brands.
  const countDefault = async () =>
    (await db.owner.query<{ n: number }>('SELECT count(*)::int AS n FROM event_default'))[0]?.n ?? 0
  gauge('footlight_outbox_age_seconds', 'Age of the oldest delivery that waits.', async () => {
    const [row] = await db.service.query<{ at: Date | null }>(
      "SELECT min(created_at) AS at FROM delivery WHERE status = 'pending'",
    )
    return row?.at ? (clock.now() - row.at.getTime()) / 1000 : 0
  })
  gauge('footlight_outbox_failed', 'Deliveries given up.', () =>
    count("SELECT count(*)::int AS n FROM delivery WHERE status = 'failed'"),
  )
  gauge(
    'footlight_ledger_default_partition_rows',
    'Events no partition took: a clock somewhere is wrong.',
    () => countDefault(),
  )
  gauge('footlight_screens_online', 'Screens heard of within 20 seconds.', () =>
    count("SELECT count(*)::int AS n FROM screen WHERE last_seen_at > now() - interval '20 seconds'"),
  )
  new Gauge({
    name: 'footlight_sockets',
    help: 'Open sockets by namespace.',
    labelNames: ['namespace'],
    registers: [registry],
    collect() {
      for (const [namespace, open] of Object.entries(sockets())) this.set({ namespace }, open)
    },
  })
  ledger.onCommitted((committed: readonly Event[]) => {
    for (const { type, simulated } of committed) events.inc({ type, simulated: String(simulated === true) })
  })
  return { registry, requests }
}
