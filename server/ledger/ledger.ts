import type { Event } from '@/protocol/event'
import type { Database, Tx } from '../db/sql'
import { NO_TOMBSTONES, type Tombstones } from '../privacy/tombstone'
import { type Appended, appendWithState } from './append'
import { makeGroupCommit } from './group-commit'

export type Emit = (events: readonly Event[]) => Promise<void>
type Listener = (events: readonly Event[]) => void

/** The single source of truth: everything that happens goes through here. */
export type Ledger = {
  /**
   * Changes state and writes its events in one transaction; reactions run right after the commit.
   * @throws AppError `event_conflict`, and whatever `work` throws
   */
  transaction<Result>(work: (tx: Tx, emit: Emit) => Promise<Result>): Promise<Result>
  /** Writes events that change no state, grouped with others. Resolves once they are durable. */
  record(events: readonly Event[]): Promise<Appended>
  /** Hears of events right after their commit on this node. An optimisation: the readers are the safety net. */
  onCommitted(listener: Listener): () => void
}

/** @param tombstones whose events are unlinked before they are written */
export function makeLedger(
  database: Database,
  tombstones: Pick<Tombstones, 'unlink'> = NO_TOMBSTONES,
): Ledger {
  const group = makeGroupCommit(database)
  const listeners = new Set<Listener>()
  const tell = (events: readonly Event[]) => {
    if (events.length > 0) for (const listener of listeners) listener(events)
  }
  return {
    async transaction(work) {
      let emitted: readonly Event[] = []
      const result = await database.transaction(async (tx) => {
        // A transaction that runs again after a deadlock has emitted nothing yet.
        const collected: Event[] = []
        const done = await work(tx, async (events) => {
          collected.push(...events)
        })
        const { events, unlinked } = tombstones.unlink(collected)
        emitted = events
        // All of them in one statement, last thing before the commit: a tap waits for each round trip.
        await appendWithState(tx, emitted, unlinked)
        return done
      })
      tell(emitted)
      return result
    },
    async record(given) {
      const { events, unlinked } = tombstones.unlink(given)
      const { added, conflicting } = await group.record(events)
      tell(events.filter(({ id }) => added.has(id)))
      // What was erased since it was written differs from what is sent again, and is the same event.
      return { added, conflicting: new Set([...conflicting].filter((id) => !unlinked.has(id))) }
    },
    onCommitted(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
