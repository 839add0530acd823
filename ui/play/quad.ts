export type Corner = readonly [x: number, y: number]
/** Four corners in the order of a page's own: top left, top right, bottom right, bottom left. */
export type Quad = readonly [Corner, Corner, Corner, Corner]
/** The eight numbers of a plane's projective map: x' = (ax + by + c) / (gx + hy + 1), y' = (dx + ey + f) / (gx + hy + 1). */
export type Homography = readonly [
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
]

/**
 * The map that lays a page of `width` x `height` onto a quad, solved in closed form by way of the unit square (Heckbert,
 * "Fundamentals of Texture Mapping and Image Warping", 1989, §2.2.3). Null when three corners lie on one line: no page
 * can be laid there.
 */
export function solveQuad(width: number, height: number, quad: Quad): Homography | null {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = quad
  const dx1 = x1 - x2
  const dx2 = x3 - x2
  const dy1 = y1 - y2
  const dy2 = y3 - y2
  const sx = x0 - x1 + x2 - x3
  const sy = y0 - y1 + y2 - y3
  const area = dx1 * dy2 - dx2 * dy1
  if (Math.abs(area) < 1e-9 || width <= 0 || height <= 0) return null
  const g = (sx * dy2 - dx2 * sy) / area
  const h = (dx1 * sy - sx * dy1) / area
  return [
    (x1 - x0 + g * x1) / width,
    (x3 - x0 + h * x3) / height,
    x0,
    (y1 - y0 + g * y1) / width,
    (y3 - y0 + h * y3) / height,
    y0,
    g / width,
    h / height,
  ]
}

/** Where a point of the page lands. */
export function mapPoint([a, b, c, d, e, f, g, h]: Homography, [x, y]: Corner): Corner {
  const w = g * x + h * y + 1
  return [(a * x + b * y + c) / w, (d * x + e * y + f) / w]
}

/** The map as CSS `matrix3d()` (column-major, CSS Transforms 2), for an element whose transform origin is its corner. */
export function makeMatrix([a, b, c, d, e, f, g, h]: Homography): string {
  return `matrix3d(${[a, d, 0, g, b, e, 0, h, 0, 0, 1, 0, c, f, 0, 1].map(round).join(',')})`
}

/** Short, without an exponent, and the same on server and in browser. */
const round = (value: number) => Number(value.toFixed(9)).toFixed(9)
