import type { SettlementRow } from '../services'

const HEAD = ['time', 'status', 'coupon', 'receipt', 'amount', 'discount', 'owed', 'currency']

/**
 * A day's settlement as CSV (RFC 4180, UTF-8 with a byte order mark, which spreadsheets need for Chinese). Amounts are
 * in whole units with two decimals; `owed` is what the brand owes the store: redeemed minus voided, summed at the end.
 */
export function makeSettlementCsv(rows: readonly SettlementRow[], timeZone: string): string {
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const money = (minor: number | null) => (minor === null ? '' : (minor / 100).toFixed(2))
  const getOwed = ({ status, discount }: SettlementRow) =>
    status === 'redeemed' ? discount : status === 'voided' ? -discount : 0
  const lines = rows.map((row) => [
    time.format(row.at),
    row.status,
    row.couponId,
    row.receipt ?? '',
    money(row.amount),
    money(row.discount),
    money(getOwed(row)),
    row.currency,
  ])
  const owed = rows.reduce((sum, row) => sum + getOwed(row), 0)
  const total = ['total', '', '', '', '', '', money(owed), rows[0]?.currency ?? '']
  return `\uFEFF${[HEAD, ...lines, total].map((line) => line.map(quote).join(',')).join('\r\n')}\r\n`
}

/** Cells that a spreadsheet would take for a formula get an apostrophe. */
function quote(cell: string): string {
  const safe = /^[=+@\t\r]/.test(cell) || /^-(?![\d.]+$)/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
