import type { Logger } from 'pino'
import type { Clock } from './clock'
import type { Config } from './config'
import type { Databases } from './db/connect'
import type { Ledger } from './ledger/ledger'
import type { Tombstones } from './privacy/tombstone'
import type { Secrets } from './secrets'

/** What every service is built from. main.ts makes it once and passes it down. */
export type Deps = {
  config: Config
  log: Logger
  clock: Clock
  db: Databases
  ledger: Ledger
  secrets: Secrets
  tombstones: Tombstones
}
