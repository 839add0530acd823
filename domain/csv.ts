/** What is wrong with a file, and where: lines count from 1, as editors do. */
export type Problem = { line: number; reason: string }
export type CsvRecord = { line: number; cells: readonly string[] }

/**
 * Reads RFC 4180 record by record: cells may be quoted, a quote inside is doubled, a quoted cell may hold commas and
 * line breaks. Lines end in CRLF or LF; a byte order mark and empty lines at the end are passed over. A record that is
 * no CSV comes out as a problem, and reading goes on with the next line.
 */
export function* parseCsv(text: string): Generator<CsvRecord | Problem> {
  const end = text.trimEnd().length
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let line = 1
  while (at < end) {
    const record = readPlain(text, at, line) ?? readQuoted(text, at, line)
    yield record.found
    at = record.next
    line += record.lines
  }
}

type Read = { found: CsvRecord | Problem; next: number; lines: number }

/** A line without any quote, which is nearly every line. Null: there is one. */
function readPlain(text: string, at: number, line: number): Read | null {
  const next = findLineEnd(text, at)
  const content = text.slice(at, text[next - 1] === '\r' ? next - 1 : next)
  if (content.includes('"')) return null
  return { found: { line, cells: content.split(',') }, next: next + 1, lines: 1 }
}

function readQuoted(text: string, from: number, line: number): Read {
  const cells: string[] = []
  let at = from
  const fail = (reason: string, next: number): Read => ({
    found: { line, reason },
    next,
    lines: countLines(text, from, next),
  })
  for (;;) {
    const cell = text[at] === '"' ? readQuotedCell(text, at) : readBareCell(text, at)
    if (typeof cell === 'string') return fail(cell, findLineEnd(text, at) + 1)
    cells.push(cell.value)
    at = cell.next
    if (text[at] === ',') {
      at++
      continue
    }
    if (text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length)) at++
    if (at < text.length && text[at] !== '\n')
      return fail('there is text after a closing quote', findLineEnd(text, at) + 1)
    return { found: { line, cells }, next: at + 1, lines: countLines(text, from, at + 1) }
  }
}

type Cell = { value: string; next: number }

/** A cell from its opening quote to behind its closing one, or what is wrong with it. */
function readQuotedCell(text: string, from: number): Cell | string {
  let at = from + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return 'a quote is opened and never closed'
    if (text[quote + 1] !== '"')
      return { value: text.slice(from + 1, quote).replaceAll('""', '"'), next: quote + 1 }
    at = quote + 2
  }
}

function readBareCell(text: string, from: number): Cell | string {
  let at = from
  while (at < text.length && text[at] !== ',' && text[at] !== '\n') at++
  const next = text[at - 1] === '\r' && text[at] !== ',' && at > from ? at - 1 : at
  const value = text.slice(from, next)
  return value.includes('"') ? 'a cell that is not quoted holds a quote' : { value, next }
}

function findLineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** Writes one record with its line break (LF); cells are quoted where they must be. */
export function makeCsvRecord(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => makeCell(String(cell))).join(',')}\n`
}

function makeCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
