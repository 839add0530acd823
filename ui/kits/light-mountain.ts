/** Columns of the ridge table, over the 16:9 wall's width. */
export const RIDGE_COLUMNS = 2048
/** The mountain's flats, from the far ridge (0) to the near one (5). */
export const FLATS = 6
/** Lattice of the noise: it repeats every so many cells. */
export const NOISE_SIDE = 256

/** Hand-made peaks of each flat, so that the climb reads: base, share of rough rock, then centre, width, power, height. */
const SHAPES: readonly {
  base: number
  rough: number
  peaks: readonly (readonly [number, number, number, number])[]
}[] = [
  {
    base: 0.4,
    rough: 0.06,
    peaks: [
      [1.22, 0.26, 1.5, 0.2],
      [0.62, 0.2, 1.4, 0.12],
    ],
  },
  {
    base: 0.3,
    rough: 0.08,
    peaks: [
      [1.44, 0.17, 1.25, 0.37],
      [1.16, 0.13, 1.5, 0.16],
    ],
  },
  {
    base: 0.22,
    rough: 0.07,
    peaks: [
      [0.88, 0.19, 1.3, 0.27],
      [1.66, 0.15, 1.5, 0.12],
    ],
  },
  {
    base: 0.15,
    rough: 0.07,
    peaks: [
      [0.6, 0.2, 1.25, 0.21],
      [1.32, 0.24, 1.6, 0.12],
    ],
  },
  {
    base: 0.09,
    rough: 0.06,
    peaks: [
      [0.2, 0.26, 1.3, 0.16],
      [1.62, 0.2, 1.3, 0.11],
    ],
  },
  {
    base: 0.035,
    rough: 0.04,
    peaks: [
      [0.02, 0.2, 1.4, 0.1],
      [1.8, 0.2, 1.3, 0.09],
    ],
  },
]

const LATTICE = makeLattice()

/**
 * The noise as a picture: each texel holds the values of its cell's four corners, so that a shader reads one
 * texel where it would hash four times. RGBA, a byte each; the same on every machine.
 */
export function makeNoiseTexels(): Uint8Array<ArrayBuffer> {
  const texels = new Uint8Array(NOISE_SIDE * NOISE_SIDE * 4)
  for (let y = 0; y < NOISE_SIDE; y++)
    for (let x = 0; x < NOISE_SIDE; x++)
      texels.set([cell(x, y), cell(x + 1, y), cell(x, y + 1), cell(x + 1, y + 1)], (y * NOISE_SIDE + x) * 4)
  return texels
}

/** Height of each flat's ridge along the wall, 0 the wall's foot and 1 its top: six rows of `RIDGE_COLUMNS`. */
export function makeRidgeTexels(): Float32Array<ArrayBuffer> {
  const texels = new Float32Array(FLATS * RIDGE_COLUMNS)
  for (let flat = 0; flat < FLATS; flat++)
    for (let column = 0; column < RIDGE_COLUMNS; column++)
      texels[flat * RIDGE_COLUMNS + column] = getRidge((column / (RIDGE_COLUMNS - 1)) * (16 / 9), flat)
  return texels
}

/** A ridge's height at `x`, both in units of the wall's height. */
export function getRidge(x: number, flat: number): number {
  const shape = SHAPES[flat]
  if (!shape) return 0
  const { base, rough, peaks } = shape
  const risen = peaks.reduce(
    (h, [at, width, power, height]) => h + height * Math.exp(-((Math.abs(x - at) / width) ** power)),
    base,
  )
  const rock = octaves(
    x * (0.9 + flat * 0.35) + flat * 7.31 + 1.7,
    flat * 3.7,
    (n) => (1 - Math.abs(2 * n - 1)) ** 2,
  )
  const bend = octaves(x * 6 + flat * 5, flat, (n) => n) - 0.5
  return risen + rough * rock + 0.04 * bend + 0.008 * (getNoise(x * 46 + flat * 9, flat) - 0.5)
}

function octaves(x: number, y: number, shape: (noise: number) => number): number {
  let sum = 0
  let share = 0.5
  for (let i = 0; i < 5; i++) {
    sum += share * shape(getNoise(x, y))
    ;[x, y] = [1.6 * x - 1.2 * y, 1.2 * x + 1.6 * y]
    share /= 2
  }
  return sum
}

function getNoise(x: number, y: number): number {
  const [left, low] = [Math.floor(x), Math.floor(y)]
  const [u, v] = [smooth(x - left), smooth(y - low)]
  const below = cell(left, low) * (1 - u) + cell(left + 1, low) * u
  const above = cell(left, low + 1) * (1 - u) + cell(left + 1, low + 1) * u
  return (below * (1 - v) + above * v) / 255
}

const smooth = (f: number) => f * f * f * (f * (f * 6 - 15) + 10)
const cell = (x: number, y: number) =>
  LATTICE[(y & (NOISE_SIDE - 1)) * NOISE_SIDE + (x & (NOISE_SIDE - 1))] ?? 0

function makeLattice(): Uint8Array {
  const lattice = new Uint8Array(NOISE_SIDE * NOISE_SIDE)
  for (let i = 0; i < lattice.length; i++) lattice[i] = mixBits(Math.imul(i + 1, 0x9e3779b9)) >>> 24
  return lattice
}

/** A well mixed 32 bit integer of another. */
function mixBits(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return (x ^ (x >>> 16)) >>> 0
}
