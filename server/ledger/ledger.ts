import type { Event } from '@/protocol/event'
import type { Database, Tx } from '../db/sql'
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

export function makeLedger(database: Database): Ledger {
  const group = makeGroupCommit(database)
  const listeners = new Set<Listener>()
  const tell = (events: readonly Event[]) => {
    if (events.length > 0) for (const listener of listeners) listener(events)
  }
  return {
    async transaction(work) {
      let emitted: Event[] = []
      const result = await database.transaction(async (tx) => {
        // A transaction that runs again after a deadlock has emitted nothing yet.
        emitted = []
        const done = await work(tx, async (events) => {
          emitted.push(...events)
        })
        // All of them in one statement, last thing before the commit: a tap waits for each round trip.
        await appendWithState(tx, emitted)
        return done
      })
      tell(emitted)
      return result
    },
    async record(events) {
      const appended = await group.record(events)
      tell(events.filter(({ id }) => appended.added.has(id)))
      return appended
    },
    onCommitted(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
