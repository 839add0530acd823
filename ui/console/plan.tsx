'use client'

import { makeLightName } from '@/domain/visit/light'
import { useConsole } from './console-context'
import { PLAN, placeLeader, placeQueue } from './plan-geometry'
import { PlanLight, PlanTrouble } from './plan-marks'
import { PlanScreenEdge, PlanScreenLabel, PlanScreenLight } from './plan-screen'
import { sayScene } from './scene'

const INSIDE = `M${PLAN.margin} ${PLAN.margin}H${PLAN.w - PLAN.margin}V${PLAN.h - PLAN.margin}H${PLAN.margin}z`

/** The floor from above: rooms, walls, the light that screens throw, touchpoints, and who is there. */
export function Plan() {
  const { t, floor, language, clock } = useConsole()
  const screens = floor.screens.filter(({ state }) => state !== 'revoked')
  const broken = screens.filter(({ state }) => state === 'offline' || state === 'dark')
  return (
    <svg
      role="img"
      viewBox={`0 0 ${PLAN.w} ${PLAN.h}`}
      className="plan block w-full"
      aria-label={t('plan.label', {
        store: floor.store[language],
        lit: screens.filter(({ state }) => state === 'online').length,
        all: screens.length,
        broken: broken.length,
        visitors: floor.zones.filter(({ leader }) => leader).length,
      })}
    >
      <defs>
        <pattern
          id="plan-hatch"
          width="7"
          height="7"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0V7" stroke="var(--color-trouble)" strokeWidth="2" opacity=".4" />
        </pattern>
      </defs>
      <path d={INSIDE} className="fill-stage-1" opacity=".55" />
      {screens.map((screen) => (
        <PlanScreenLight key={screen.id} screen={screen} />
      ))}
      {floor.walls.map((wall) => (
        <path
          key={wall}
          d={wall}
          fill="none"
          stroke="var(--color-control)"
          strokeWidth="5"
          strokeLinecap="square"
        />
      ))}
      {screens.map((screen) => (
        <PlanScreenEdge key={screen.id} screen={screen} />
      ))}
      {floor.zones.map((zone) => (
        <text key={zone.id} x={zone.place.x + 26} y={zone.place.y + 36}>
          <tspan className="plan-name">{zone.name[language]}</tspan>
          <tspan className="plan-small" x={zone.place.x + 26} dy="20">
            {sayScene(zone, language, t)}
          </tspan>
        </text>
      ))}
      {floor.touchpoints.map(({ id, x, y, name }) => (
        <circle key={id} cx={x} cy={y} r="6" fill="none" stroke="var(--color-lamp-5)" strokeWidth="2">
          <title>{name[language]}</title>
        </circle>
      ))}
      {screens.map((screen) => (
        <PlanScreenLabel key={screen.id} screen={screen} />
      ))}
      {broken.map((screen) => (
        <PlanTrouble key={screen.id} screen={screen} now={floor.now} clock={clock} t={t} />
      ))}
      {floor.zones.map((zone) => (
        <g key={zone.id}>
          {placeQueue(zone.place, zone.queue.length).map(({ x, y }) => (
            <circle key={x} cx={x} cy={y} r="6" fill="none" stroke="var(--color-lit-2)" strokeWidth="1.5" />
          ))}
          {zone.queue.length > 0 && (
            <text x={zone.place.x + 38} y={zone.place.y + zone.place.h - 24} className="plan-small">
              {t('plan.waitingCount', { count: zone.queue.length })}
            </text>
          )}
          {zone.leader && (
            <PlanLight
              light={zone.leader.light}
              name={makeLightName(zone.leader.light, language)}
              at={placeLeader(zone, screens)}
            />
          )}
        </g>
      ))}
    </svg>
  )
}

/** What the marks on the plan mean. */
export function PlanLegend() {
  const { t } = useConsole()
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-[14px] text-lit-2 [&>li]:flex [&>li]:items-center [&>li]:gap-2">
      <li>
        <i className="h-[10px] w-4 rounded-hair bg-[linear-gradient(var(--color-lamp-7)_0_3px,#f58b3a88_3px,#8c371433)]" />
        {t('plan.playing')}
      </li>
      <li>
        <i className="h-[10px] w-4 rounded-hair bg-[repeating-linear-gradient(45deg,var(--color-trouble)_0_1.5px,transparent_1.5px_4px)] outline outline-trouble" />
        {t('plan.broken')}
      </li>
      <li>
        <i className="size-[11px] rounded-full border-2 border-lamp-5" />
        {t('plan.touchpoint')}
      </li>
      <li>
        <i className="size-[11px] rounded-full border-[1.5px] border-lit-2" />
        {t('plan.waiting')}
      </li>
    </ul>
  )
}
