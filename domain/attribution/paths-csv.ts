import {
  noteProblems,
  openTable,
  type ProblemNotes,
  type Problems,
  parseNumber,
  type TableRow,
} from '../table'
import { collectPaths, type PathRow, type Paths } from './paths'

const SEPARATOR = ' > '
const COLUMNS = {
  needed: ['path', 'total_conversions'],
  optional: ['total_conversion_value', 'total_null', 'days_before'],
} as const
type Row = TableRow<(typeof COLUMNS.needed)[number] | (typeof COLUMNS.optional)[number]>

export type ParsedPaths = { ok: true; paths: Paths } | { ok: false; problems: Problems }

/**
 * Reads paths as the R package ChannelAttribution takes them: `path` with its channels in order, ` > ` between them,
 * `total_conversions`, and, each 0 where the column is missing, `total_conversion_value` and `total_null`. One column is
 * our own: `days_before`, the days from each touch to the conversion in the same form as `path` (`9 > 2.5 > 0`), which
 * time decay needs; it may be empty where nothing converted. Either all rows are right or there is no answer.
 */
export function parsePaths(text: string): ParsedPaths {
  const problems = noteProblems()
  const paths = collectPaths(readRows(text, problems))
  return problems.count() > 0 ? { ok: false, problems: problems.take() } : { ok: true, paths }
}

function* readRows(text: string, problems: ProblemNotes): Generator<PathRow> {
  const table = openTable(text, COLUMNS, problems)
  const aged = table.has('days_before')
  for (const row of table.rows) {
    const before = problems.count()
    const conversions = readAmount(row, 'total_conversions', problems)
    const value = readAmount(row, 'total_conversion_value', problems)
    const nulls = readAmount(row, 'total_null', problems)
    const touches = readTouches(row, problems)
    if (value > 0 && conversions + nulls === 0 && problems.count() === before) {
      problems.add(row.line, 'there is a value, but neither a conversion nor a null that it could belong to')
    }
    const ages = aged ? readAges(row, touches.length, conversions + value > 0, problems) : null
    if (problems.count() === before) yield { touches, conversions, value, nulls, ages }
  }
}

function readAmount(
  { line, cells }: Row,
  column: 'total_conversions' | 'total_conversion_value' | 'total_null',
  problems: ProblemNotes,
): number {
  const cell = cells[column]
  if (cell === undefined) return 0
  const amount = parseNumber(cell)
  if (amount !== null && amount >= 0) return amount
  problems.add(line, `${column} is ${quote(cell)}, not a number of 0 or more`)
  return 0
}

function readTouches({ line, cells }: Row, problems: ProblemNotes): string[] {
  const path = cells.path ?? ''
  if (path.trim() === '') {
    problems.add(line, 'the path is empty')
    return []
  }
  const touches = path.split(SEPARATOR).map((channel) => channel.trim())
  const missing = touches.indexOf('')
  if (missing >= 0) problems.add(line, `touch ${missing + 1} of the path has no channel`)
  // Read as a name, "a>b" would be one channel where two were meant.
  const joined = touches.findIndex((channel) => channel.includes('>'))
  if (joined >= 0) problems.add(line, `touch ${joined + 1} of the path holds a > without spaces around it`)
  return touches
}

function readAges({ line, cells }: Row, length: number, needed: boolean, problems: ProblemNotes) {
  const cell = cells.days_before ?? ''
  if (cell.trim() === '' && !needed) return null
  const ages = cell.split(SEPARATOR).map((age) => parseNumber(age) ?? -1)
  if (ages.some((age) => age < 0)) {
    problems.add(line, `days_before is ${quote(cell)}, not numbers of 0 or more with " > " between them`)
  } else if (length > 0 && ages.length !== length) {
    problems.add(line, `days_before has ${ages.length} numbers for ${length} touches`)
  } else if (ages.some((age, i) => age > (ages[i - 1] ?? age))) {
    problems.add(line, 'days_before rises: touches go from the oldest to the youngest')
  }
  return ages
}

function quote(cell: string): string {
  return JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}...` : cell)
}
