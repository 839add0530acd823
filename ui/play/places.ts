import type { Corner, Quad } from './quad'

/** Where things are in the rendered room, in its own 1440 x 900 pixels. */
export const QUADS = {
  wall: [
    [177.33, 139.85],
    [925.11, 141.89],
    [922.33, 557.99],
    [184.75, 559.34],
  ],
  kiosk: [
    [1085.91, 320.41],
    [1255.54, 316.32],
    [1250.63, 596.21],
    [1082.73, 585.11],
  ],
} as const satisfies Record<string, Quad>

/** The ring that phones touch. */
export const RING: Corner = [1164, 620]

/** Pages are laid out at half their design size: a screen draws the same picture at any size, at a quarter of the cost. */
export const FRAMES = { wall: { width: 960, height: 540 }, kiosk: { width: 540, height: 960 } } as const
/** A phone's own screen. */
export const PHONE = { width: 390, height: 844 } as const
