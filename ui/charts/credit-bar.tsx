import { HatchPattern } from './hatch'

const SIZE = { w: 84, h: 16 }

/** Length of a bar on a scale that all bars of a table share. `most` is the scale's end; nothing is drawn for zero. */
export function getBarWidth(value: number, most: number, width = SIZE.w): number {
  return most > 0 ? Math.max(0, Math.min(1, value / most)) * width : 0
}

/** The end of the scale that the models share, so that they can be compared by eye. */
export function getScaleEnd(values: readonly number[]): number {
  return Math.max(0, ...values)
}

/**
 * One bar of credit with a hard edge, because it was counted. `kind`: `channel`, `walk-in` for those whom nobody was
 * seen to bring, `unknown` hatched. `id` must be unique on its page.
 */
export function CreditBar(props: {
  id: string
  value: number
  most: number
  kind: 'channel' | 'walk-in' | 'unknown'
}) {
  const { id, value, most, kind } = props
  const width = getBarWidth(value, most)
  const fill =
    kind === 'unknown' ? `url(#${id})` : kind === 'walk-in' ? 'var(--color-ink-3)' : 'var(--color-lamp-ink)'
  return (
    <svg
      aria-hidden="true"
      width={SIZE.w}
      height={SIZE.h}
      viewBox={`0 0 ${SIZE.w} ${SIZE.h}`}
      className="inline-block"
    >
      {kind === 'unknown' && (
        <defs>
          <HatchPattern id={id} />
        </defs>
      )}
      <path d={`M.5 0V${SIZE.h}`} stroke="var(--color-hall-control)" />
      <rect
        width={width}
        height={SIZE.h}
        fill={fill}
        stroke={kind === 'unknown' && width > 0 ? 'var(--color-hall-control)' : undefined}
      />
    </svg>
  )
}
