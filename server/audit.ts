import { createHash } from 'node:crypto'
import type { Clock } from './clock'
import type { Sql, Tx } from './db/sql'

export type AuditEntry = {
  userId: string
  action: string
  target: string
  detail?: Record<string, string | number | boolean | null>
}

const LOCK = 7_160_311_843

type Hashed = {
  seq: number
  at: string
  userId: string
  action: string
  target: string
  detail: Record<string, unknown>
}

// jsonb keeps no order of keys, so the hash is over them sorted.
const makeHash = (prev: string, row: Hashed) => {
  const detail = Object.entries(row.detail).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(prev)
    .update(JSON.stringify({ ...row, detail }))
    .digest('hex')
}

/**
 * Writes one staff action into the append-only log, in that action's transaction. Each row's hash covers the one
 * before, so that a changed or missing row is found.
 */
export async function audit(
  tx: Tx,
  clock: Clock,
  { userId, action, target, detail = {} }: AuditEntry,
): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK])
  const [last] = await tx.query<{ seq: number; hash: string }>(
    'SELECT seq, hash FROM audit_log ORDER BY seq DESC LIMIT 1',
  )
  const seq = (last?.seq ?? 0) + 1
  const prev = last?.hash ?? ''
  const at = clock.iso()
  const hash = makeHash(prev, { seq, at, userId, action, target, detail })
  await tx.query(
    `INSERT INTO audit_log (seq, at, user_id, action, target, detail, prev, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [seq, at, userId, action, target, JSON.stringify(detail), prev, hash],
  )
}

/** The first row whose chain does not hold, or null when the whole log is as it was written. */
export async function findBrokenAudit(sql: Sql): Promise<number | null> {
  const rows = await sql.query<{
    seq: number
    at: Date
    user_id: string
    action: string
    target: string
    detail: Record<string, unknown>
    prev: string
    hash: string
  }>('SELECT seq, at, user_id, action, target, detail, prev, hash FROM audit_log ORDER BY seq')
  let prev = ''
  let expected = 1
  for (const { seq, at, user_id: userId, action, target, detail, prev: said, hash } of rows) {
    const row = { seq, at: at.toISOString(), userId, action, target, detail }
    if (seq !== expected || said !== prev || hash !== makeHash(prev, row)) return seq
    prev = hash
    expected = seq + 1
  }
  return null
}
