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
  let [size, length] = [0, 0]
  let offsets = new Int32Array(FIRST)
  let touches = new Int32Array(FIRST)
  let conversions = new Float64Array(FIRST)
  let values = new Float64Array(FIRST)
  let nulls = new Float64Array(FIRST)
  let ages: Float64Array | null = new Float64Array(FIRST)

  function add(row: PathRow) {
    while (length + row.touches.length > touches.length) {
      touches = growWhole(touches)
      ages &&= grow(ages)
    }
    if (size + 1 === offsets.length) {
      offsets = growWhole(offsets)
      conversions = grow(conversions)
      values = grow(values)
      nulls = grow(nulls)
    }
    if (!row.ages && (row.conversions > 0 || row.value > 0)) ages = null
    for (let at = 0; at < row.touches.length; at++) {
      touches[length] = getNumber(row.touches[at] ?? '')
      if (ages && row.ages) ages[length] = row.ages[at] ?? 0
      length++
    }
    conversions[size] = row.conversions
    values[size] = row.value
    nulls[size] = row.nulls
    offsets[++size] = length
  }

  function getNumber(channel: string): number {
    const known = numbers.get(channel)
    if (known !== undefined) return known
    numbers.set(channel, numbers.size)
    return numbers.size - 1
  }

  for (const row of rows) add(row)
  return {
    channels: [...numbers.keys()],
    offsets: offsets.subarray(0, size + 1),
    touches: touches.subarray(0, length),
    conversions: conversions.subarray(0, size),
    values: values.subarray(0, size),
    nulls: nulls.subarray(0, size),
    ages: ages?.subarray(0, length) ?? null,
  }
}

/** Columns begin this long and double: memory is what collecting millions of touches costs most. */
const FIRST = 1_024

function growWhole(column: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(column.length * 2)
  longer.set(column)
  return longer
}

function grow(column: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(column.length * 2)
  longer.set(column)
  return longer
}

/** Adds to one entry of a column. */
export function add(column: Float64Array, at: number, amount: number): void {
  column[at] = (column[at] ?? 0) + amount
}

/** The sum of a column. */
export function getSum(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0)
}
