import type { Event } from '@/protocol/event'
import type { Database } from '../db/sql'
import { type Appended, appendEvents } from './append'

const MAX_EVENTS = 1_000
const MAX_IN_FLIGHT = 2

type Waiting = {
  events: readonly Event[]
  resolve: (appended: Appended) => void
  reject: (error: unknown) => void
}

/**
 * Writes events that change no state. With no batch in flight an event commits at once; behind one, requests gather
 * and go in one statement. Each caller is answered only after its COMMIT.
 */
export function makeGroupCommit(database: Database) {
  let waiting: Waiting[] = []
  let inFlight = 0

  function flush() {
    while (waiting.length > 0 && inFlight < MAX_IN_FLIGHT) {
      const batch = takeBatch()
      inFlight++
      void write(batch).finally(() => {
        inFlight--
        flush()
      })
    }
  }

  function takeBatch(): Waiting[] {
    let size = 0
    let count = 0
    for (const { events } of waiting) {
      if (count > 0 && size + events.length > MAX_EVENTS) break
      size += events.length
      count++
    }
    const batch = waiting.slice(0, count)
    waiting = waiting.slice(count)
    return batch
  }

  async function write(batch: Waiting[]) {
    const unique = new Map<string, Event>()
    // The same id twice in one batch: the first is written, later ones are compared with what was stored.
    const again: Waiting[] = []
    const first: Waiting[] = []
    for (const request of batch) {
      if (request.events.some(({ id }) => unique.has(id)) || hasRepeats(request.events)) again.push(request)
      else {
        first.push(request)
        for (const event of request.events) unique.set(event.id, event)
      }
    }
    try {
      const appended = await appendEvents(database, [...unique.values()])
      for (const request of first) request.resolve(pick(appended, request.events))
    } catch (error) {
      // One bad request must not fail the others that happened to share its batch.
      if (first.length > 1) again.unshift(...first)
      else for (const request of first) request.reject(error)
    }
    for (const request of again) {
      await appendRepeating(database, request.events).then(request.resolve, request.reject)
    }
  }

  return {
    /** Resolves once the events are durable. */
    record(events: readonly Event[]): Promise<Appended> {
      if (events.length === 0) return Promise.resolve({ added: new Set(), conflicting: new Set() })
      return new Promise((resolve, reject) => {
        waiting.push({ events, resolve, reject })
        flush()
      })
    },
  }
}

export type GroupCommit = ReturnType<typeof makeGroupCommit>

/** Writes each id once, then compares what came again under it. */
async function appendRepeating(database: Database, events: readonly Event[]): Promise<Appended> {
  const firsts = events.filter(({ id }, at) => events.findIndex((event) => event.id === id) === at)
  const repeats = events.filter((event) => !firsts.includes(event))
  const written = await appendEvents(database, firsts)
  if (repeats.length === 0) return written
  const { conflicting } = await appendRepeating(database, repeats)
  return { added: written.added, conflicting: new Set([...written.conflicting, ...conflicting]) }
}

const hasRepeats = (events: readonly Event[]) => new Set(events.map(({ id }) => id)).size !== events.length

function pick({ added, conflicting }: Appended, events: readonly Event[]): Appended {
  const of = (all: Set<string>) => new Set(events.filter(({ id }) => all.has(id)).map(({ id }) => id))
  return { added: of(added), conflicting: of(conflicting) }
}
