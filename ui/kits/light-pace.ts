/** How finely and how often the light is drawn. `scale` is of 1920x1080 pixels, on each side. */
export type Pace = { scale: number; fps: number }

/** From the best picture to the least one that still lives. */
export const PACES: readonly Pace[] = [
  { scale: 0.75, fps: 60 },
  { scale: 0.6, fps: 60 },
  { scale: 0.5, fps: 60 },
  { scale: 0.5, fps: 30 },
  { scale: 0.4, fps: 30 },
  { scale: 0.3, fps: 24 },
  { scale: 0.25, fps: 15 },
  { scale: 0.2, fps: 10 },
  { scale: 0.2, fps: 5 },
  { scale: 0.2, fps: 2 },
]

/** Share of the time that drawing may take. A processor that plays GPU has other work to do. */
const SHARE = { gpu: 0.7, software: 0.35 }

/**
 * The best pace whose frames fit into their share of the time. A better pace than the present one must fit
 * with a third to spare, so that it does not swing.
 * @param costMs what one frame costs at the present pace, smoothed
 * @param most the largest scale wanted
 */
export function decidePace(present: Pace, costMs: number, software: boolean, most = 0.75): Pace {
  const perScale = costMs / present.scale ** 2
  const share = software ? SHARE.software : SHARE.gpu
  const budget = ({ scale, fps }: Pace) => {
    const better = scale > present.scale || fps > present.fps
    return ((1000 / fps) * share * (better ? 0.66 : 1)) / scale ** 2
  }
  const wanted = PACES.filter((pace) => pace.scale <= most)
  return wanted.find((pace) => perScale <= budget(pace)) ?? wanted[wanted.length - 1] ?? present
}

/** Where a value stands after `dtMs` on its way to `target`, with time constant `tauMs`; 0 arrives at once. */
export function easeTo(value: number, target: number, dtMs: number, tauMs: number): number {
  if (tauMs <= 0) return target
  const next = target + (value - target) * Math.exp(-dtMs / tauMs)
  return Math.abs(next - target) < 0.0005 ? target : next
}

/**
 * Seconds of a scene's drift from the clock: up for an hour, down for an hour. It stays small, so that shaders
 * keep their precision for months, and is the same on all screens whose clocks agree.
 */
export function driftSeconds(nowMs: number): number {
  const s = (nowMs / 1000) % 7200
  return s < 3600 ? s : 7200 - s
}
