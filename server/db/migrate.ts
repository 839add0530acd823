import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../error'
import type { Database } from './sql'

const FOLDER = new URL('../../prisma/migrations/', import.meta.url).pathname
const LOCK = 7_160_311_842

const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`

/** The migrations of this release, in order, in Prisma's own format (`prisma/migrations/<name>/migration.sql`). */
export function readMigrations() {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(join(FOLDER, name, 'migration.sql'), 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * Applies what is missing, as the owner, under an advisory lock, and writes the rows that `prisma migrate deploy`
 * would. Returns the names applied.
 * @throws StartError when the database was made by a newer release
 */
export async function migrate(owner: Database): Promise<string[]> {
  return owner.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK])
    await tx.query(TABLE)
    const rows = await tx.query<{ name: string }>(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    )
    const known = readMigrations()
    const newer = rows.find(({ name }) => !known.some((migration) => migration.name === name))
    if (newer) {
      throw new StartError(
        `The database was made by a newer release (it has the migration ${newer.name}): start that release, or restore a backup made with this one.`,
      )
    }
    const missing = known.filter(({ name }) => !rows.some((row) => row.name === name))
    for (const { name, sql } of missing) {
      await tx.query(sql)
      await tx.query(
        `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
         VALUES ($1, $2, now(), $3, 1)`,
        [randomUUID(), createHash('sha256').update(sql).digest('hex'), name],
      )
    }
    return missing.map(({ name }) => name)
  })
}
