import PgBoss from 'pg-boss'
import { ROLES } from '../db/roles'
import type { Tx } from '../db/sql'
import type { Deps } from '../deps'

const SCHEMA = 'jobs'
/** Wakes the sender of one delivery. The delivery's row is the truth; a job that comes twice does nothing twice. */
const DELIVERY = 'delivery'
const WORKERS = 3
const BATCH = 20

export type Jobs = ReturnType<typeof makeJobs>

/** Background work on pg-boss: the owner makes its schema and queues, the service role works. */
export function makeJobs({ db, log }: Pick<Deps, 'db' | 'log'>) {
  let boss: PgBoss | undefined
  const workers: string[] = []
  /** Batches being sent: pg-boss's own graceful stop does not wait for each of them. */
  const inHand = new Set<Promise<unknown>>()

  return {
    /** @param send called with a delivery's id when its time has come */
    async start(send: (deliveryId: string) => Promise<void>): Promise<void> {
      await prepare(db.urls.owner)
      await db.owner.query(`GRANT USAGE ON SCHEMA ${SCHEMA} TO ${ROLES.service}`)
      await db.owner.query(
        `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO ${ROLES.service}`,
      )
      boss = new PgBoss({
        connectionString: db.urls.service,
        application_name: 'footlight jobs',
        schema: SCHEMA,
        max: 4,
        migrate: false,
        schedule: false,
        archiveCompletedAfterSeconds: 60,
        archiveFailedAfterSeconds: 60,
        deleteAfterHours: 24,
      })
      boss.on('error', (err) => log.error({ err }, 'the job queue met an error and goes on'))
      await boss.start()
      for (let i = 0; i < WORKERS; i++) {
        const options = { batchSize: BATCH, pollingIntervalSeconds: 0.5 }
        const id = await boss.work<{ id: string }>(DELIVERY, options, async (batch) => {
          // One that fails is logged and found again by the sweep; it does not take the others along.
          const sending = Promise.all(
            batch.map(({ data }) =>
              send(data.id).catch((err) => log.error({ err, delivery: data.id }, 'a delivery failed')),
            ),
          )
          inHand.add(sending)
          await sending.finally(() => inHand.delete(sending))
        })
        workers.push(id)
      }
    },

    /** Asks for deliveries to be sent at a time (Unix milliseconds); commits with the caller's transaction. */
    async queue(tx: Tx, deliveries: readonly { id: string; at: number }[]): Promise<void> {
      if (!boss || deliveries.length === 0) return
      await boss.insert(
        deliveries.map(({ id, at }) => ({
          name: DELIVERY,
          data: { id },
          singletonKey: id,
          startAfter: new Date(at).toISOString(),
        })),
        {
          db: {
            executeSql: async (text: string, values: unknown[]) => ({ rows: await tx.query(text, values) }),
          },
        },
      )
    },

    /** Something was just queued for now: no worker needs to wait for its next look. */
    wake(): void {
      for (const id of workers) boss?.notifyWorker(id)
    },

    /** Ends after the jobs in hand. */
    async stop(): Promise<void> {
      await boss?.stop({ graceful: true, timeout: 15_000 })
      await Promise.all(inHand)
      boss = undefined
      workers.length = 0
    },
  }
}

async function prepare(ownerUrl: string) {
  const owner = new PgBoss({
    connectionString: ownerUrl,
    application_name: 'footlight jobs owner',
    schema: SCHEMA,
    max: 1,
    supervise: false,
    schedule: false,
  })
  // An unheard error event would end the process; what matters comes back from the calls themselves.
  owner.on('error', () => {})
  await owner.start()
  try {
    // `short`: one waiting job for each delivery. Tries are counted on the delivery, so a job itself is not retried.
    await owner.createQueue(DELIVERY, {
      name: DELIVERY,
      policy: 'short',
      retryLimit: 0,
      expireInSeconds: 60,
      retentionDays: 7,
    })
  } finally {
    await owner.stop({ graceful: false })
  }
}
