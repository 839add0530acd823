import { type CsvRecord, type Problem, parseCsv } from './csv'

/** So many problems are listed; the rest is counted. */
const MOST_LISTED = 20

/** Why a file cannot be used, in the order of its lines. */
export type Problems = { listed: readonly Problem[]; more: number }

/** Gathers problems: as many as a person reads, and how many more there were. */
export function noteProblems() {
  const listed: Problem[] = []
  let count = 0
  return {
    add(line: number, reason: string) {
      if (++count <= MOST_LISTED) listed.push({ line, reason })
    },
    count: () => count,
    take: (): Problems => ({ listed, more: count - listed.length }),
  }
}
export type ProblemNotes = ReturnType<typeof noteProblems>

/** A row by the names of its columns; a column that the file does not have is not there. */
export type TableRow<Column extends string> = { line: number; cells: { [name in Column]?: string } }

/**
 * Reads a CSV whose first line names its columns, in any order; names it does not know are passed over. What is wrong
 * goes to `problems`, and the rows that are right still come, so that one reading finds all that is wrong.
 */
export function openTable<Needed extends string, Optional extends string>(
  text: string,
  columns: { needed: readonly Needed[]; optional: readonly Optional[] },
  problems: ProblemNotes,
): { has: (column: Needed | Optional) => boolean; rows: Iterable<TableRow<Needed | Optional>> } {
  const records = parseCsv(text)
  const first = records.next()
  if (first.done) problems.add(1, 'the file is empty')
  const header = first.done ? null : readHeader(first.value, columns, problems)
  return {
    has: (column) => header?.places.some(([name]) => name === column) ?? false,
    rows: header ? readRows(records, header, problems) : [],
  }
}

type Header<Column> = { width: number; places: [name: Column, at: number][] }

function readHeader<Needed extends string, Optional extends string>(
  first: CsvRecord | Problem,
  { needed, optional }: { needed: readonly Needed[]; optional: readonly Optional[] },
  problems: ProblemNotes,
): Header<Needed | Optional> | null {
  if ('reason' in first) {
    problems.add(first.line, first.reason)
    return null
  }
  const names = first.cells.map((cell) => cell.trim())
  const missing = needed.filter((name) => !names.includes(name))
  const twice = [...needed, ...optional].filter((name) => names.indexOf(name) !== names.lastIndexOf(name))
  if (missing.length > 0) problems.add(first.line, `there is no column ${missing.join(', ')}`)
  if (twice.length > 0) problems.add(first.line, `the column ${twice.join(', ')} is there twice`)
  if (missing.length + twice.length > 0) return null
  const known = [...needed, ...optional].filter((name) => names.includes(name))
  return { width: names.length, places: known.map((name) => [name, names.indexOf(name)]) }
}

function* readRows<Column extends string>(
  records: Iterable<CsvRecord | Problem>,
  { width, places }: Header<Column>,
  problems: ProblemNotes,
): Generator<TableRow<Column>> {
  for (const record of records) {
    if ('reason' in record) {
      problems.add(record.line, record.reason)
      continue
    }
    const { line, cells } = record
    if (cells.length !== width) {
      const empty = cells.length === 1 && cells[0] === ''
      const reason = empty ? 'the line is empty' : `${count(cells.length, 'cell')}, the header has ${width}`
      problems.add(line, reason)
      continue
    }
    const row: TableRow<Column> = { line, cells: {} }
    for (const [name, at] of places) row.cells[name] = cells[at] ?? ''
    yield row
  }
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`

/** A plain decimal number as people and programs write it, or null: no separators, no hexadecimal, no infinity. */
export function parseNumber(cell: string): number | null {
  const text = cell.trim()
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return null
  const number = Number(text)
  return Number.isFinite(number) ? number : null
}
