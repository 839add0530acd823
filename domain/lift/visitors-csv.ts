import {
  noteProblems,
  openTable,
  type ProblemNotes,
  type Problems,
  parseNumber,
  type TableRow,
} from '../table'
import { ARMS, type Arm } from './holdout'

const COLUMNS = { needed: ['group', 'converted'], optional: ['value', 'before'] } as const
type Row = TableRow<(typeof COLUMNS.needed)[number] | (typeof COLUMNS.optional)[number]>

/** Visitors of one group in columns of the same order; null where the file has no such column. */
export type Visitors = { converted: Float64Array; value: Float64Array | null; before: Float64Array | null }
export type ParsedVisitors =
  | { ok: true; visitors: { [arm in Arm]: Visitors } }
  | { ok: false; problems: Problems }

/**
 * Reads one visitor a row: `group` (treatment or control), `converted` (0 or 1), and, where there are, `value` (empty
 * is 0 for who did not convert) and `before` (the same visitor's value or visits in the time before). Either all rows
 * are right or there is no answer.
 */
export function parseVisitors(text: string): ParsedVisitors {
  const problems = noteProblems()
  const table = openTable(text, COLUMNS, problems)
  const columns = { treatment: makeColumns(), control: makeColumns() }
  let last = 1
  for (const row of table.rows) {
    last = row.line
    const arm = ARMS.find((name) => name === row.cells.group)
    if (!arm)
      problems.add(row.line, `group is ${JSON.stringify(row.cells.group)}, neither treatment nor control`)
    const into = columns[arm ?? 'control']
    const converted = readConverted(row, problems)
    into.converted.push(converted)
    into.value.push(readNumber(row, 'value', converted === 0, problems))
    into.before.push(readNumber(row, 'before', false, problems))
  }
  // One value alone has no variance.
  const fewest = table.has('value') || table.has('before') ? 2 : 1
  for (const arm of ARMS) {
    const { length } = columns[arm].converted
    if (problems.count() > 0 || length >= fewest) continue
    problems.add(last, `the file ends with ${length} visitors in ${arm}: at least ${fewest} are needed`)
  }
  if (problems.count() > 0) return { ok: false, problems: problems.take() }
  const finish = ({ converted, value, before }: ReturnType<typeof makeColumns>): Visitors => ({
    converted: Float64Array.from(converted),
    value: table.has('value') ? Float64Array.from(value) : null,
    before: table.has('before') ? Float64Array.from(before) : null,
  })
  return { ok: true, visitors: { treatment: finish(columns.treatment), control: finish(columns.control) } }
}

function makeColumns() {
  return { converted: [] as number[], value: [] as number[], before: [] as number[] }
}

function readConverted({ line, cells }: Row, problems: ProblemNotes): number {
  const cell = cells.converted?.trim()
  if (cell === '0' || cell === '1') return Number(cell)
  problems.add(line, `converted is ${JSON.stringify(cells.converted)}, neither 0 nor 1`)
  return 0
}

function readNumber(
  { line, cells }: Row,
  column: 'value' | 'before',
  mayBeEmpty: boolean,
  problems: ProblemNotes,
): number {
  const cell = cells[column]
  if (cell === undefined || (mayBeEmpty && cell.trim() === '')) return 0
  const number = parseNumber(cell)
  if (number === null) problems.add(line, `${column} is ${JSON.stringify(cell)}, not a number`)
  return number ?? 0
}
