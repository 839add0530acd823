import { FUNNEL, makeFunnelBars, makeSlope, makeTear } from './funnel-shape'

/** From the lamp at full to the lamp turned down: the only sequential scale there is. */
const getTint = (index: number, last: number) =>
  `color-mix(in oklab, var(--color-lamp-6), var(--color-lamp-3) ${Math.round((Math.max(0, index - 1) / Math.max(1, last - 1)) * 100)}%)`

/** A funnel as bars on one scale with slopes between. Drawn for the eye: the numbers stand in words beside it. */
export function FunnelChart({ counts, className }: { counts: readonly number[]; className?: string }) {
  const bars = makeFunnelBars(counts)
  const last = bars.length - 1
  const end = bars[last]
  return (
    <svg
      aria-hidden="true"
      className={className}
      viewBox={`0 0 ${FUNNEL.w} ${FUNNEL.h}`}
      preserveAspectRatio="none"
    >
      {bars.map((bar, index) => {
        const next = bars[index + 1]
        const fill = bar.cut ? 'var(--color-hall-line)' : getTint(index, last)
        return (
          <g key={bar.x}>
            {next && <path d={makeSlope(bar, next)} fill={fill} opacity={bar.cut ? 0.45 : 0.38} />}
            <rect x={bar.x} y={bar.y} width={bar.w} height={bar.h} fill={fill} />
            {bar.cut && <path d={makeTear(bar)} fill="none" stroke="var(--color-hall-0)" strokeWidth="7" />}
            {!bar.cut && bar.h > 0 && (
              <path
                d={`M${bar.x} ${bar.y}h${bar.w}`}
                stroke="var(--color-lamp-ink)"
                strokeWidth="1.5"
                vectorEffect="non-scaling-stroke"
              />
            )}
          </g>
        )
      })}
      {end && (
        <path
          d={`M0 ${FUNNEL.base + 0.5}H${end.x + end.w}`}
          stroke="var(--color-ink)"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  )
}
