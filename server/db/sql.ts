import pg from 'pg'
import { GatheringSocket } from './socket'

/** Anything that runs SQL: a pool, or one transaction of it. */
export type Sql = {
  /** Runs one statement with `$1 ...` parameters and returns its rows. */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>
}

/** A transaction's SQL. Whoever gets one may rely on all of it being committed, or none. */
export type Tx = Sql & {
  /**
   * Sends a statement whose rows nobody needs and does not wait for its answer: what follows goes out behind it at
   * once. The transaction waits for all of them before it commits, and fails as the first that failed.
   */
  write(text: string, values?: readonly unknown[]): void
}

export type Database = Sql & {
  /** Runs `work` in one READ COMMITTED transaction, rolled back if `work` throws; after a deadlock `work` runs again. */
  transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  readonly pool: pg.Pool
  close(): Promise<void>
}

/** Deadlock and serialization failure: the transaction did nothing, and done again it will. */
const RETRIED = new Set(['40P01', '40001'])
const RETRIES = 4

pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/**
 * Opens a pool on one role's URL. Connections are made when first needed. Statements are pipelined: one that is asked
 * before another's answer has come is on its way already, and the server keeps their order.
 */
export function openDatabase(url: string, { max = 10, name = 'footlight' } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    pipeline: true,
    stream: () => new GatheringSocket(),
  })
  // A lost idle connection is replaced by the pool; unheard it would end the process.
  pool.on('error', () => {})
  return {
    pool,
    query: (text, values) => run(pool, text, values),
    async transaction(work) {
      for (let tries = 0; ; tries++) {
        try {
          return await once(work)
        } catch (error) {
          if (tries >= RETRIES || !RETRIED.has((error as { code?: string }).code ?? '')) throw error
        }
      }
    },
    close: () => pool.end(),
  }

  async function once<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const client = await pool.connect()
    const writes: Promise<unknown>[] = []
    const write = (text: string, values?: readonly unknown[]) => {
      const written = run(client, text, values)
      // Heard below; until then a failure must not count as one that nobody hears.
      written.catch(() => {})
      writes.push(written)
    }
    try {
      // As an extended statement it goes out in one piece with what follows.
      write('BEGIN', [])
      const result = await work({ query: (text, values) => run(client, text, values), write })
      await Promise.all(writes)
      await client.query('COMMIT')
      client.release()
      return result
    } catch (error) {
      const failed = (await Promise.allSettled(writes)).find(({ status }) => status === 'rejected')
      const broken = await client.query('ROLLBACK').then(
        () => false,
        () => true,
      )
      client.release(broken)
      // Statements behind a failed one only say that the transaction is aborted.
      throw failed?.status === 'rejected' ? failed.reason : error
    }
  }
}

async function run<Row>(
  on: pg.Pool | pg.PoolClient,
  text: string,
  values?: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await on.query(text, values ? [...values] : undefined)
  return rows as Row[]
}
