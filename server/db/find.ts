import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config'
import type { Secrets } from '../secrets'
import { ROLES, withRole } from './roles'

const MAJOR = 18
const DATABASE = 'footlight'

/**
 * The service role's URL of this installation's database, for a program beside the app that starts and stops nothing:
 * DATABASE_URL's server, or the packaged one if it is running. Null when it is not.
 */
export function findDatabase(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  secrets: Secrets,
): string | null {
  if (databaseUrl) return withRole(databaseUrl, ROLES.service, secrets.databaseService)
  const elsewhere = join(dataDir, 'database-is-at.txt')
  const base = existsSync(elsewhere) ? readFileSync(elsewhere, 'utf8').trim() : dataDir
  const file = join(base, `pg${MAJOR}`, 'postmaster.pid')
  // PostgreSQL writes its port on the file's fourth line.
  const port = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[3]) : 0
  return port > 0
    ? withRole(`postgres://127.0.0.1:${port}/${DATABASE}`, ROLES.service, secrets.databaseService)
    : null
}
