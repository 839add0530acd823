'use client'

import type { Floor } from '@/protocol/floor'
import { useConsole } from './console-context'
import { makePath, makeThrow, placeLabel } from './plan-geometry'

type Screen = Floor['screens'][number]

/** What a screen does to the floor: throws light, lies hatched when broken, or waits in outline to be paired. */
export function PlanScreenLight({ screen }: { screen: Screen }) {
  const { place, facing, state, id } = screen
  const { corners, from, to } = makeThrow(place, facing)
  if (state === 'never') return null
  if (state !== 'online') return <path d={makePath(corners)} fill="url(#plan-hatch)" />
  return (
    <>
      <linearGradient
        id={`light-${id}`}
        gradientUnits="userSpaceOnUse"
        x1={from.x}
        y1={from.y}
        x2={to.x}
        y2={to.y}
      >
        <stop offset="0" stopColor="var(--color-lamp-6)" stopOpacity=".58" />
        <stop offset=".3" stopColor="var(--color-lamp-4)" stopOpacity=".25" />
        <stop offset="1" stopColor="var(--color-lamp-2)" stopOpacity="0" />
      </linearGradient>
      <path d={makePath(corners)} fill={`url(#light-${id})`} />
    </>
  )
}

/** The screen itself, seen from above. */
export function PlanScreenEdge({ screen: { place, state } }: { screen: Screen }) {
  const edge = { x: place.x, y: place.y, width: place.w, height: place.h, rx: 2 }
  if (state === 'online') return <rect {...edge} className="fill-lamp-7" />
  const never = state === 'never'
  return (
    <rect
      {...edge}
      className="fill-stage-3"
      stroke={never ? 'var(--color-control)' : 'var(--color-trouble)'}
      strokeDasharray={never ? '3 3' : undefined}
    />
  )
}

/** A screen's name on the plan; a broken one is named by its trouble instead. */
export function PlanScreenLabel({ screen }: { screen: Screen }) {
  const { t, language } = useConsole()
  if (screen.state !== 'online' && screen.state !== 'never') return null
  const { x, y, anchor } = placeLabel(screen.place, screen.facing)
  const name = screen.name[language]
  return (
    <text x={x} y={y} textAnchor={anchor} className="plan-screen">
      {screen.state === 'never' ? t('plan.never', { screen: name }) : name}
    </text>
  )
}
