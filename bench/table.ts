/** The value below which `share` (0 to 1) of the sorted-or-not values lie; the nearest one, never between two. */
export function getQuantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** Prints rows as a plain table: first column to the left, figures to the right. */
export function printTable(title: string, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  console.log(`\n${title}`)
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
    console.log(`  ${cells.join('  ')}`)
  }
}

export const ms = (value: number) => `${value.toFixed(1)} ms`
export const times = (value: number) => `${value.toFixed(2)}x`
export const percent = (value: number) => `${Math.round(value * 100)} %`
export const perSecond = (value: number) => `${Math.round(value).toLocaleString('en')}/s`

/** "met" or "missed", and remembers a miss for the exit code. */
export function judge(met: boolean): string {
  if (!met) process.exitCode = 1
  return met ? 'met' : 'MISSED'
}
