// Empties the demo, so that the next start makes a new one: npm run demo:reset
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseConfig } from '../config'
import { openDatabases, prepare } from '../db/connect'
import { startEmbeddedPostgres } from '../db/embedded'
import { findDatabase } from '../db/find'
import { type Database, openDatabase } from '../db/sql'
import { StartError } from '../error'
import { loadSecrets, type Secrets } from '../secrets'

async function main() {
  const config = parseConfig(process.env)
  if (!existsSync(join(config.dataDir, 'secrets.json'))) {
    console.log(`There is no installation in ${config.dataDir}: npm start makes a demo.`)
    return
  }
  const secrets = loadSecrets(config.dataDir)
  await refuseRunning(findDatabase(config, secrets), config.dataDir)
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbeddedPostgres(config.dataDir, secrets.databaseSuperuser)
  try {
    await reset(config.databaseUrl ?? (await prepare(embedded, 'footlight', secrets)), secrets)
  } finally {
    await embedded?.stop()
  }
}

/** The app holds connections for as long as it runs; a killed one holds none. */
async function refuseRunning(url: string | null, dataDir: string) {
  if (!url) return
  const database = openDatabase(url, { max: 1, name: 'footlight reset' })
  try {
    const rows = await database
      .query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
           AND application_name LIKE 'footlight%' LIMIT 1`,
      )
      // A file that a killed server left names a port where nobody answers.
      .catch((error: { code?: string }) => {
        if (error.code === 'ECONNREFUSED') return []
        throw error
      })
    if (rows.length > 0) {
      throw new StartError(
        `Footlight is running on ${dataDir}: stop it with Ctrl-C, then npm run demo:reset.`,
      )
    }
  } finally {
    await database.close()
  }
}

async function reset(ownerUrl: string, secrets: Secrets) {
  const db = await openDatabases(ownerUrl, secrets)
  try {
    const [made] = await db.owner.query("SELECT to_regclass('public.retailer') IS NOT NULL AS made")
    const [retailer] = made?.made ? await db.service.query('SELECT demo FROM retailer LIMIT 1') : []
    if (retailer && !retailer.demo) {
      throw new StartError('This installation is no demo: nothing was touched.')
    }
    if (retailer) await empty(db.owner)
    console.log(
      retailer
        ? `The demo is empty: visits, coupons, orders, the ledger and all log-ins are gone.\nThe next npm start makes a new one, prints new log-ins, and gives it a week of simulated shoppers.`
        : 'The demo is empty already: npm start makes a new one.',
    )
  } finally {
    await db.close()
  }
}

/** Empties every table of ours but the list of migrations, in one transaction. */
async function empty(owner: Database): Promise<void> {
  await owner.transaction(async (tx) => {
    const rows = await tx.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname IN ('public', 'pgboss') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
         AND c.relname NOT IN ('_prisma_migrations', 'version', 'queue')`,
    )
    if (rows.length > 0) await tx.query(`TRUNCATE ${rows.map(({ name }) => name).join(', ')}`)
  })
}

await main().catch((error) => {
  if (!(error instanceof StartError)) throw error
  console.error(error.message)
  process.exitCode = 1
})
