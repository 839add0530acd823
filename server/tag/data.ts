import { z } from 'zod'
import { SUN_MODES } from '@/domain/tap/sun/message'
import type { Sql } from '../db/sql'

const tagRow = z
  .object({
    id: z.string(),
    touchpoint_id: z.string(),
    uid: z.string(),
    mode: z.enum(SUN_MODES),
    mac_input: z.string().nullable(),
    key_version: z.int().nullable(),
    own_keys: z.string().nullable(),
    counter: z.int(),
    created_at: z.date(),
    revoked_at: z.date().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    touchpointId: row.touchpoint_id,
    uid: row.uid,
    mode: row.mode,
    macInput: row.mac_input,
    keyVersion: row.key_version,
    ownKeys: row.own_keys,
    /** Of the last reading taken; -1 before the first. */
    counter: row.counter,
    createdAt: row.created_at.getTime(),
    revokedAt: row.revoked_at?.getTime() ?? null,
  }))
export type Tag = z.infer<typeof tagRow>

const parse = (rows: unknown[]) => z.array(tagRow).parse(rows)

export const getTags = async (sql: Sql, touchpointId: string): Promise<Tag[]> =>
  parse(await sql.query('SELECT * FROM tag WHERE touchpoint_id = $1 ORDER BY created_at, id', [touchpointId]))

export async function findTag(sql: Sql, uid: string): Promise<Tag | null> {
  return parse(await sql.query('SELECT * FROM tag WHERE uid = $1', [uid]))[0] ?? null
}

/** Tags of a touchpoint whose keys are their own: only they can tell whose message it is. */
export const getOwnKeyed = async (sql: Sql, touchpointId: string): Promise<Tag[]> =>
  parse(
    await sql.query('SELECT * FROM tag WHERE touchpoint_id = $1 AND own_keys IS NOT NULL', [touchpointId]),
  )

/**
 * Raises a tag's counter to that of a reading. False for one that is not newer than the last: the row's lock settles
 * which of two equal readings came first.
 */
export async function raiseCounter(sql: Sql, tagId: string, counter: number): Promise<boolean> {
  const raised = await sql.query(
    'UPDATE tag SET counter = $2 WHERE id = $1 AND counter < $2 AND revoked_at IS NULL RETURNING id',
    [tagId, counter],
  )
  return raised.length > 0
}
