import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Event, EventOf } from '@/protocol/event'
import type { Tx } from '../db/sql'
import { catchUp, makeTestDeps, type TestDeps } from '../db/testing'
import { ensurePartitions } from './partition'
import { makeReader } from './reader'

let deps: TestDeps
beforeAll(async () => {
  deps = await makeTestDeps()
})
afterAll(() => deps.close())

const CUE = '00000000-0000-4000-8000-000000000000'
const DAY_MS = 24 * 3_600_000
/** A report of a screen, which changes no state. */
function makeEvent(lateMs = 0, at = deps.clock.now()): EventOf<'screen.played'> {
  return {
    id: deps.clock.id(at),
    v: 1,
    type: 'screen.played',
    at: deps.clock.iso(at),
    source: 'screen/projector-1',
    screenId: 'projector-1',
    data: { cueId: CUE, scene: 'climb', lateMs },
  }
}
const other = (event: EventOf<'screen.played'>): Event => ({ ...event, data: { ...event.data, lateMs: 99 } })
const count = async (ids: string[]) => {
  const [row] = await deps.db.service.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM event WHERE id = ANY($1)',
    [ids],
  )
  return row?.n
}
/** A reader that keeps what it was told. */
function follow(name: string) {
  const read: string[] = []
  const reader = makeReader(deps.db.service, {
    name,
    types: ['screen.played'],
    async handle(_tx: Tx, events) {
      read.push(...events.map(({ id }) => id))
    },
    onError: () => {},
  })
  return { read, reader }
}

describe('recording', () => {
  test('is durable when it answers, and says what was new', async () => {
    const event = makeEvent()
    expect(await deps.ledger.record([event])).toEqual({ added: new Set([event.id]), conflicting: new Set() })
    expect(await count([event.id])).toBe(1)
    expect(await deps.ledger.record([event])).toEqual({ added: new Set(), conflicting: new Set() })
    expect(await count([event.id])).toBe(1)
  })

  test('refuses the same id with other content and keeps the rest', async () => {
    const [event, fresh] = [makeEvent(1), makeEvent(2)]
    await deps.ledger.record([event])
    const answer = await deps.ledger.record([other(event), fresh])
    expect(answer).toEqual({ added: new Set([fresh.id]), conflicting: new Set([event.id]) })
    const [row] = await deps.db.service.query<{ late: number }>(
      "SELECT (data->>'lateMs')::int AS late FROM event WHERE id = $1",
      [event.id],
    )
    expect(row?.late).toBe(1)
  })

  test('tells of the same id with other content within one request', async () => {
    for (const before of [[], [makeEvent()]]) {
      const event = makeEvent()
      const gathered = before.map((earlier) => deps.ledger.record([earlier]))
      const { added, conflicting } = await deps.ledger.record([event, other(event), makeEvent()])
      await Promise.all(gathered)
      expect([added.has(event.id), conflicting.has(event.id)]).toEqual([true, true])
    }
  })

  test('in 400 requests at once loses none and answers each for its own events', async () => {
    const events = Array.from({ length: 400 }, (_, i) => makeEvent(i))
    const answers = await Promise.all(events.map((event) => deps.ledger.record([event])))
    expect(answers.every(({ added }, i) => added.size === 1 && added.has(events[i]?.id ?? ''))).toBe(true)
    expect(await count(events.map(({ id }) => id))).toBe(400)
  })

  test('of one event by forty requests at once is one row, added once, refused to nobody', async () => {
    const event = makeEvent()
    const answers = await Promise.all(Array.from({ length: 40 }, () => deps.ledger.record([event])))
    expect(answers.filter(({ added }) => added.has(event.id)).length).toBeGreaterThan(0)
    expect(answers.every(({ conflicting }) => conflicting.size === 0)).toBe(true)
    expect(await count([event.id])).toBe(1)
  })

  test('of one id with two contents at once refuses one of them', async () => {
    const event = makeEvent()
    const all = await Promise.all([
      deps.ledger.record([makeEvent()]),
      deps.ledger.record([makeEvent()]),
      deps.ledger.record([event]),
      deps.ledger.record([other(event)]),
    ])
    expect(all.filter(({ conflicting }) => conflicting.has(event.id))).toHaveLength(1)
  })

  test('does not fail the others for one request that cannot be written', async () => {
    const events = Array.from({ length: 20 }, (_, i) => makeEvent(i))
    const bad: Event = { ...makeEvent(), source: 'screen/bad', storeId: 'no\u0000text' }
    const answers = await Promise.allSettled(
      [...events.slice(0, 10), bad, ...events.slice(10)].map((event) => deps.ledger.record([event])),
    )
    expect(answers.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(1)
    expect(answers[10]?.status).toBe('rejected')
    expect(await count(events.map(({ id }) => id))).toBe(20)
  })

  test('of nothing is answered at once', async () =>
    expect(await deps.ledger.record([])).toEqual({ added: new Set(), conflicting: new Set() }))
})

describe('a state change and its events', () => {
  test('commit together or not at all', async () => {
    const [kept, lost] = [makeEvent(), makeEvent()]
    const heard: string[] = []
    const off = deps.ledger.onCommitted((events) => heard.push(...events.map(({ id }) => id)))
    await deps.ledger.transaction((_tx, emit) => emit([kept]))
    const failing = deps.ledger.transaction(async (_tx, emit) => {
      await emit([lost])
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    off()
    expect(await count([kept.id, lost.id])).toBe(1)
    expect(heard).toEqual([kept.id])
  })

  test('are undone when an event contradicts what is written', async () => {
    const event = makeEvent()
    await deps.ledger.record([event])
    const later = makeEvent()
    await expect(deps.ledger.transaction((_tx, emit) => emit([later, other(event)]))).rejects.toMatchObject({
      code: 'event_conflict',
    })
    expect(await count([later.id])).toBe(0)
  })

  test('are undone by a statement that nobody waited for, and fail with what failed first', async () => {
    const event = makeEvent()
    const failing = deps.ledger.transaction(async (tx, emit) => {
      await emit([event])
      tx.write("INSERT INTO brand (id, name) VALUES ('twice', '{}')")
      tx.write("INSERT INTO brand (id, name) VALUES ('twice', '{}')")
      tx.write("INSERT INTO brand (id, name) VALUES ('never', '{}')")
      await tx.query('SELECT 1')
    })
    await expect(failing).rejects.toMatchObject({ code: '23505' })
    expect(await count([event.id])).toBe(0)
    const left = await deps.db.service.query("SELECT FROM brand WHERE id IN ('twice', 'never')")
    expect(left).toHaveLength(0)
  })

  test('that met a deadlock run again, and are heard of once', async () => {
    await deps.db.service.query(
      "INSERT INTO brand (id, name) VALUES ('one', '{}'), ('two', '{}') ON CONFLICT DO NOTHING",
    )
    const heard: string[] = []
    const off = deps.ledger.onCommitted((events) => heard.push(...events.map(({ id }) => id)))
    const events = [makeEvent(), makeEvent()]
    const cross = (order: string[], event: Event | undefined) =>
      deps.ledger.transaction(async (tx, emit) => {
        if (event) await emit([event])
        for (const id of order) {
          await tx.query('SELECT FROM brand WHERE id = $1 FOR UPDATE', [id])
          await setTimeout(100)
        }
      })
    await Promise.all([cross(['one', 'two'], events[0]), cross(['two', 'one'], events[1])])
    off()
    expect(heard.toSorted()).toEqual(events.map(({ id }) => id).toSorted())
    expect(await count(events.map(({ id }) => id))).toBe(2)
  })
})

describe('a reader', () => {
  test('gets every event exactly once though transactions commit out of order', async () => {
    const { read, reader } = follow('slow')
    await catchUp(deps.db.service, reader)
    read.length = 0
    const written: string[] = []
    const slow = (ms: number) =>
      deps.ledger.transaction(async (_tx, emit) => {
        const event = makeEvent()
        await emit([event])
        await setTimeout(ms)
        written.push(event.id)
      })
    const writing = Promise.all([400, 0, 250, 50, 0, 150, 10, 300].map(slow))
    let busy = true
    void writing.then(() => {
      busy = false
    })
    while (busy) {
      await reader.drain()
      const event = makeEvent()
      await deps.ledger.record([event])
      written.push(event.id)
    }
    await writing
    await catchUp(deps.db.service, reader)
    expect(read.toSorted()).toEqual(written.toSorted())
  })

  test('gets an event whose id is from last month', async () => {
    const { read, reader } = follow('late')
    await deps.ledger.record([makeEvent()])
    await catchUp(deps.db.service, reader)
    read.length = 0
    const late = makeEvent(0, deps.clock.now() - 32 * DAY_MS)
    await deps.ledger.record([late])
    await catchUp(deps.db.service, reader)
    expect(read).toEqual([late.id])
  })

  test('goes through transactions in the order of their numbers, not of their letters', async () => {
    const { read, reader } = follow('numbers')
    await deps.ledger.record([makeEvent()])
    await catchUp(deps.db.service, reader)
    // More than one batch, of a number with one digit and the next with two.
    await deps.db.service.query("UPDATE reader_position SET tx = 0, seq = 0 WHERE name = 'numbers'")
    const written: string[] = []
    for (const tx of ['9', '10']) {
      const events = Array.from({ length: 700 }, () => makeEvent())
      written.push(...events.map(({ id }) => id))
      await deps.db.owner.query(
        `INSERT INTO event (id, v, type, at, source, data, tx)
         SELECT id, 1, 'screen.played', at, source, data, $2::xid8
         FROM json_to_recordset($1) AS rows (id uuid, at timestamptz, source text, data jsonb)`,
        [JSON.stringify(events), tx],
      )
    }
    read.length = 0
    await catchUp(deps.db.service, reader)
    expect(read.filter((id) => written.includes(id))).toEqual(written)
  })

  test('passes over what is not its own, however much of it there is, and never reads it again', async () => {
    const { read, reader } = follow('choosy')
    await catchUp(deps.db.service, reader)
    read.length = 0
    const others = Array.from({ length: 2_500 }, (): Event => {
      const { data: _data, ...shared } = makeEvent()
      return { ...shared, type: 'screen.revoked', data: { userId: 'u1' } }
    })
    await deps.ledger.record(others)
    const own = makeEvent()
    await deps.ledger.record([own])
    await catchUp(deps.db.service, reader)
    expect(read).toEqual([own.id])
    const [left] = await deps.db.service.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM event, reader_position p
       WHERE p.name = 'choosy' AND (event.tx, event.seq) > (p.tx::text::xid8, p.seq)`,
    )
    expect(left?.n).toBe(0)
  })

  test('that failed gets the same events again, and what it wrote is undone', async () => {
    const event = makeEvent()
    const { reader: before } = follow('failing')
    await catchUp(deps.db.service, before)
    await deps.ledger.record([event])
    let tries = 0
    const reader = makeReader(deps.db.service, {
      name: 'failing',
      types: ['screen.played'],
      async handle(tx, events) {
        await tx.query("INSERT INTO brand (id, name) VALUES ($1, '{}')", [`read-${events.length}-${tries}`])
        if (tries++ === 0) throw new Error('once')
      },
      onError: () => {},
    })
    await expect(catchUp(deps.db.service, reader)).rejects.toThrow('once')
    await catchUp(deps.db.service, reader)
    const rows = await deps.db.service.query<{ id: string }>("SELECT id FROM brand WHERE id LIKE 'read-%'")
    expect(rows.map(({ id }) => id)).toEqual(['read-1-1'])
  })

  test('wakes by itself and stops when told', async () => {
    const { read, reader } = follow('live')
    await catchUp(deps.db.service, reader)
    reader.start()
    const event = makeEvent()
    await deps.ledger.record([event])
    reader.wake([event])
    await expect.poll(() => read.includes(event.id), { timeout: 10_000 }).toBe(true)
    await reader.stop()
    const after = makeEvent()
    await deps.ledger.record([after])
    reader.wake()
    expect(read).not.toContain(after.id)
  })
})

describe('partitions', () => {
  test('take the rows that a wrong clock had put into the default one', async () => {
    const far = deps.clock.now() + 400 * DAY_MS
    const event = makeEvent(0, far)
    await deps.ledger.record([event])
    const where = () =>
      deps.db.owner.query<{ name: string }>(
        'SELECT tableoid::regclass::text AS name FROM event WHERE id = $1',
        [event.id],
      )
    expect(await where()).toEqual([{ name: 'event_default' }])
    expect(await ensurePartitions(deps.db.owner, far)).toBeGreaterThan(0)
    expect((await where())[0]?.name).toMatch(/^event_\d{4}_\d{2}$/)
    expect(await ensurePartitions(deps.db.owner, far)).toBe(0)
    await deps.ledger.record([event])
    expect(await count([event.id])).toBe(1)
  })

  test('are not for the runtime role to change: the ledger is written once', async () => {
    for (const sql of ['UPDATE event SET type = type', 'DELETE FROM event', 'TRUNCATE event'])
      await expect(deps.db.service.query(sql)).rejects.toMatchObject({ code: '42501' })
  })
})
