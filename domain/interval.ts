export type Interval = { low: number; high: number }
/** How far one group lies above another, and between what bounds. */
export type Difference = { difference: number; low: number; high: number }

/** How often intervals hold what they are about, unless asked otherwise. */
export const LEVEL = 0.95
