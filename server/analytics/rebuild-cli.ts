// Works journeys and daily counts out again from the ledger:
//   npm run ledger:rebuild -- --check   compares only; exit 1 when they differ
//   npm run ledger:rebuild              puts what was worked out in place
import { parseConfig } from '../config'
import { openDatabases, prepare } from '../db/connect'
import { startEmbeddedPostgres } from '../db/embedded'
import { StartError } from '../error'
import { loadSecrets } from '../secrets'
import { rebuildJourneys } from './rebuild'

const check = process.argv.includes('--check')
try {
  const config = parseConfig(process.env)
  const secrets = loadSecrets(config.dataDir)
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbeddedPostgres(config.dataDir, secrets.databaseSuperuser)
  const db = await openDatabases(
    config.databaseUrl ?? (await prepare(embedded, 'footlight', secrets)),
    secrets,
  )
  try {
    const { events, journeys, different } = await rebuildJourneys(db.service, { replace: !check })
    console.log(`${events} events read, ${journeys} journeys worked out.`)
    console.log(
      `Different from what was kept: ${different.journey} journeys, ${different.rollup} daily counts.`,
    )
    if (check && different.journey + different.rollup > 0) process.exitCode = 1
  } finally {
    await db.close()
    // A server that the running app uses stays.
    if (embedded && !embedded.adopted) await embedded.stop()
  }
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
