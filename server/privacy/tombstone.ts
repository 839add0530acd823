import { createHmac, hash as digest, randomUUID } from 'node:crypto'
import type { Event } from '@/protocol/event'
import { emptyPersonal } from '@/protocol/personal'
import type { Sql } from '../db/sql'

/** Tombstones written by another node may be stamped this much earlier than ours. */
const OVERLAP_MS = 60_000

export type Tombstones = ReturnType<typeof makeTombstones>

/**
 * Ids that belonged to somebody who is erased, as keyed hashes: nobody can tell from them whose they were, but an id
 * that arrives late is known. All are held in memory, so that as long as nobody was erased an event costs nothing.
 * @param key base64; a key of its own is derived from it
 */
export function makeTombstones(sql: Sql, key: string) {
  const secret = createHmac('sha256', Buffer.from(key, 'base64')).update('tombstone').digest('base64')
  const known = new Set<string>()
  let readUntil = 0

  // The key before a text of fixed length, cut short: what HMAC guards against cannot be done to it, and it costs a third.
  const hash = (id: string) => digest('sha256', secret + id.toLowerCase(), 'base64url').slice(0, 22)
  const isErased = (id: string | null | undefined): boolean =>
    known.size > 0 && typeof id === 'string' && known.has(hash(id))

  /** The event with nobody in it, if it names somebody who is erased. */
  function unlink(event: Event): Event {
    const { visitorId, visitId, data } = event
    const passId = 'passId' in data ? data.passId : undefined
    if (!isErased(visitorId) && !isErased(visitId) && !isErased(passId)) return event
    const { visitorId: _visitor, visitId: _visit, ...rest } = event
    const emptied = emptyPersonal(event.type, data)
    return { ...rest, data: passId ? { ...emptied, passId: randomUUID() } : emptied } as Event
  }

  return {
    isErased,

    /** Events as they may be written, and the ids of those that named somebody who is erased. */
    unlink(events: readonly Event[]): { events: readonly Event[]; unlinked: ReadonlySet<string> } {
      if (known.size === 0) return { events, unlinked: new Set() }
      const clean = events.map(unlink)
      return { events: clean, unlinked: new Set(clean.filter((e, i) => e !== events[i]).map(({ id }) => id)) }
    },

    /** Writes tombstones with the erasure; `refresh` after its commit makes this node know them. */
    async add(tx: Sql, ids: readonly string[], at: number): Promise<void> {
      await tx.query(
        'INSERT INTO tombstone (hash, at) SELECT unnest($1::text[]), $2 ON CONFLICT (hash) DO NOTHING',
        [ids.map(hash), new Date(at)],
      )
    },

    /** Reads what was added since the last time, by whatever node. */
    async refresh(): Promise<void> {
      const rows = await sql.query<{ hash: string; at: Date }>(
        'SELECT hash, at FROM tombstone WHERE at > $1',
        [new Date(readUntil - OVERLAP_MS)],
      )
      for (const row of rows) {
        known.add(row.hash)
        readUntil = Math.max(readUntil, row.at.getTime())
      }
    },
  }
}

/** For a ledger that nobody is erased from. */
export const NO_TOMBSTONES: Pick<Tombstones, 'unlink'> = {
  unlink: (events) => ({ events, unlinked: new Set() }),
}
