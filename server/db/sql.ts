import pg from 'pg'

/** Anything that runs SQL: a pool, or one transaction of it. */
export type Sql = {
  /** Runs one statement with `$1 ...` parameters and returns its rows. */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>
}

/** A transaction's SQL. Whoever gets one may rely on all of it being committed, or none. */
export type Tx = Sql & { readonly tx: true }

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

/** Opens a pool on one role's URL. Connections are made when first needed. */
export function openDatabase(url: string, { max = 10, name = 'footlight' } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    connectionTimeoutMillis: 10_000,
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
    try {
      await client.query('BEGIN')
      const result = await work({ tx: true, query: (text, values) => run(client, text, values) })
      await client.query('COMMIT')
      client.release()
      return result
    } catch (error) {
      const broken = await client.query('ROLLBACK').then(
        () => false,
        () => true,
      )
      client.release(broken)
      throw error
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
