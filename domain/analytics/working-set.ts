import { JOURNEY_KEYS, type Journey, type JourneyKey, type Rows } from './journey'

/** Rows in memory, found by id and by what joins events with them, with a note of what changed. */
export function makeWorkingSet(loaded: readonly Journey[]) {
  const rows = new Map<string, Journey>()
  const index = new Map<string, Set<string>>()
  const removed = new Set<string>()
  const changed = new Set<string>()
  const keysOf = (row: Journey) =>
    JOURNEY_KEYS.flatMap((key) => (row[key] === null ? [] : [`${key} ${row[key]}`]))

  function unlink(id: string) {
    const row = rows.get(id)
    if (!row) return
    for (const key of keysOf(row)) index.get(key)?.delete(id)
    rows.delete(id)
  }
  function link(row: Journey) {
    unlink(row.id)
    rows.set(row.id, row)
    for (const key of keysOf(row)) {
      const ids = index.get(key)
      if (ids) ids.add(row.id)
      else index.set(key, new Set([row.id]))
    }
  }
  for (const row of loaded) link(row)

  const set: Rows = {
    get: (id) => rows.get(id),
    find: (key: JourneyKey, value: string) =>
      [...(index.get(`${key} ${value}`) ?? [])].flatMap((id) => rows.get(id) ?? []),
    put(row) {
      link(row)
      changed.add(row.id)
      removed.delete(row.id)
    },
    remove(id) {
      unlink(id)
      changed.delete(id)
      removed.add(id)
    },
  }
  return {
    ...set,
    getChanged: () => [...changed].flatMap((id) => rows.get(id) ?? []),
    getRemoved: () => [...removed],
  }
}
