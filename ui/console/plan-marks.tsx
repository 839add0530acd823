import type { Light } from '@/domain/visit/light'
import type { Floor } from '@/protocol/floor'
import { makeSince } from '../house/time'
import { GelShape } from '../light/gel'
import { makeThrow, PLAN, type Point } from './plan-geometry'
import type { Speak } from './words'

const SIZE = 22

/** A visitor on the plan: the same light as on their phone, with its name. */
export function PlanLight({ light, name, at }: { light: Light; name: string; at: Point }) {
  return (
    <g transform={`translate(${at.x} ${at.y})`}>
      <g className="plan-light" transform={`translate(${-SIZE / 2} ${-SIZE / 2})`}>
        <GelShape gel={light.gel} size={SIZE} />
        {light.number > 1 && (
          <text x={SIZE + 5} y={SIZE - 5} className="plan-number">
            {light.number}
          </text>
        )}
      </g>
      <text y={SIZE + 8} textAnchor="middle" className="plan-screen">
        {name}
      </text>
    </g>
  )
}

/** What is broken, where its light should be: named, and since when. */
export function PlanTrouble(props: {
  screen: Floor['screens'][number]
  now: number
  clock: Parameters<typeof makeSince>[2]
  t: Speak
}) {
  const { screen, now, clock, t } = props
  const { from, to } = makeThrow(screen.place, screen.facing)
  const x = Math.min(PLAN.w - 110, Math.max(110, (from.x + to.x) / 2))
  const y = Math.min(PLAN.h - 80, Math.max(40, (from.y + to.y) / 2))
  const name = screen.name[clock.language]
  return (
    <g transform={`translate(${x} ${y})`} textAnchor="middle">
      <text y="34" className="plan-bad">
        {screen.state === 'dark' ? t('plan.dark', { screen: name }) : t('plan.gone', { screen: name })}
      </text>
      {screen.since !== null && (
        <text y="52" className="plan-small">
          {t('plan.since', { time: makeSince(screen.since, now, clock) })}
        </text>
      )}
      <g fill="none" stroke="var(--color-trouble)" strokeWidth="2.2">
        <path d="M0-11 11 0 0 11-11 0z" className="fill-stage-0" />
        <path d="M0-5.5v6.5M0 3.6v2.6" />
      </g>
    </g>
  )
}
