import {
  noteProblems,
  openTable,
  type ProblemNotes,
  type Problems,
  parseNumber,
  type TableRow,
} from '../table'
import type { Store } from './stores'

const COLUMNS = { needed: ['store', 'day', 'treated', 'after', 'outcome'], optional: [] } as const
type Row = TableRow<(typeof COLUMNS.needed)[number]>
type Seen = { store: string; treated: boolean; line: number; before: number[]; after: number[] }

/** One store alone is its group's mean: what is left of it is 0, and so would be the error. */
const FEWEST = 2

export type ParsedStores = { ok: true; stores: Store[] } | { ok: false; problems: Problems }

/**
 * Reads one store and day a row: `store`, `day` (any name of it, once for each store), `treated` (0 or 1, the same in
 * all rows of a store), `after` (1 from the start on) and `outcome`. Every store needs days before and after, and there
 * must be two stores of each kind. Either all rows are right or there is no answer.
 */
export function parseStores(text: string): ParsedStores {
  const problems = noteProblems()
  const stores = new Map<string, Seen>()
  const days = new Set<string>()
  let last = 1
  for (const row of openTable(text, COLUMNS, problems).rows) {
    last = row.line
    readRow(row, stores, days, problems)
  }
  if (problems.count() === 0) checkStores([...stores.values()], last, problems)
  if (problems.count() > 0) return { ok: false, problems: problems.take() }
  return { ok: true, stores: [...stores.values()].map(({ line, ...store }) => store) }
}

function readRow(row: Row, stores: Map<string, Seen>, days: Set<string>, problems: ProblemNotes) {
  const { line, cells } = row
  const name = cells.store?.trim() ?? ''
  if (name === '') problems.add(line, 'the store is empty')
  const treated = readFlag(row, 'treated', problems)
  const after = readFlag(row, 'after', problems)
  const outcome = parseNumber(cells.outcome ?? '')
  if (outcome === null) problems.add(line, `outcome is ${JSON.stringify(cells.outcome)}, not a number`)
  const day = JSON.stringify([name, cells.day?.trim()])
  if (days.has(day)) problems.add(line, `day ${cells.day} of store ${name} is there twice`)
  days.add(day)
  if (treated === null || after === null || outcome === null) return
  const store = stores.get(name) ?? { store: name, treated, line, before: [], after: [] }
  stores.set(name, store)
  if (store.treated !== treated) {
    problems.add(
      line,
      `treated is ${Number(treated)}, but line ${store.line} has ${Number(store.treated)} for store ${name}`,
    )
  }
  store[after ? 'after' : 'before'].push(outcome)
}

function readFlag({ line, cells }: Row, column: 'treated' | 'after', problems: ProblemNotes): boolean | null {
  const cell = cells[column]?.trim()
  if (cell === '0' || cell === '1') return cell === '1'
  problems.add(line, `${column} is ${JSON.stringify(cells[column])}, neither 0 nor 1`)
  return null
}

function checkStores(stores: readonly Seen[], last: number, problems: ProblemNotes) {
  for (const { store, line, before, after } of stores) {
    if (before.length === 0) problems.add(line, `store ${store} has no day before the start`)
    if (after.length === 0) problems.add(line, `store ${store} has no day after the start`)
  }
  for (const kind of [true, false]) {
    const count = stores.filter(({ treated }) => treated === kind).length
    if (count >= FEWEST) continue
    problems.add(
      last,
      `the file ends with ${count} stores of treated ${Number(kind)}: at least ${FEWEST} are needed`,
    )
  }
}
