/**
 * Paths in columns, made for millions of them. Channels are numbered; the touches of path `i`, oldest first, are
 * `touches[offsets[i]]` up to, not including, `touches[offsets[i + 1]]`, and there is at least one.
 */
export type Paths = {
  channels: readonly string[]
  /** One more than there are paths. */
  offsets: Int32Array
  touches: Int32Array
  /** How often the path ended in a conversion, what these were worth, and how often it ended in nothing: 0 or more. */
  conversions: Float64Array
  values: Float64Array
  nulls: Float64Array
  /** Days from each touch to the conversion. Null: nobody knows them, and time decay cannot be had. */
  ages: Float64Array | null
}

export type PathRow = {
  touches: readonly string[]
  conversions: number
  value: number
  nulls: number
  /** Days from each touch to the conversion; needed of paths that converted. */
  ages?: readonly number[] | null
}

/** Puts paths into columns. Channels are numbered as they come. */
export function collectPaths(rows: Iterable<PathRow>): Paths {
  const numbers = new Map<string, number>()
  const offsets = makeColumn(Int32Array)
  const touches = makeColumn(Int32Array)
  const conversions = makeColumn(Float64Array)
  const values = makeColumn(Float64Array)
  const nulls = makeColumn(Float64Array)
  const ages = makeColumn(Float64Array)
  let aged = true
  offsets.push(0)
  for (const row of rows) {
    for (const [at, channel] of row.touches.entries()) {
      let number = numbers.get(channel)
      if (number === undefined) {
        number = numbers.size
        numbers.set(channel, number)
      }
      touches.push(number)
      ages.push(row.ages?.[at] ?? 0)
    }
    if (!row.ages && (row.conversions > 0 || row.value > 0)) aged = false
    offsets.push(touches.size())
    conversions.push(row.conversions)
    values.push(row.value)
    nulls.push(row.nulls)
  }
  return {
    channels: [...numbers.keys()],
    offsets: offsets.take(),
    touches: touches.take(),
    conversions: conversions.take(),
    values: values.take(),
    nulls: nulls.take(),
    ages: aged ? ages.take() : null,
  }
}

type Numbers = Int32Array | Float64Array

/** A column that grows: twice as long whenever it is full. */
function makeColumn<T extends Numbers>(Kind: new (from: number | Numbers) => T) {
  let column = new Kind(1_024)
  let size = 0
  return {
    push(value: number) {
      if (size === column.length) {
        const longer = new Kind(size * 2)
        longer.set(column)
        column = longer
      }
      column[size++] = value
    },
    size: () => size,
    take: () => new Kind(column.subarray(0, size)),
  }
}

/** Adds to one entry of a column. */
export function add(column: Float64Array, at: number, amount: number): void {
  column[at] = (column[at] ?? 0) + amount
}

/** The sum of a column. */
export function getSum(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0)
}
