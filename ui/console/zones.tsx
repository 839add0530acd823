'use client'

import { useConsole } from './console-context'
import { sayScene } from './scene'
import { ScreenButtons, ZoneButtons } from './zone-orders'

/** Every zone with its buttons, under the plan. */
export function Zones() {
  const { t, floor, language } = useConsole()
  return (
    <section aria-labelledby="zones-heading" className="max-lg:order-6 max-lg:px-4">
      <h2 id="zones-heading" className="mb-2 text-[15px] font-semibold">
        {t('zone.heading')}
      </h2>
      {floor.zones.length === 0 && <p className="text-lit-2">{t('zone.none')}</p>}
      {floor.zones.map((zone) => (
        <div
          key={zone.id}
          className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-stage-3 py-2.5"
        >
          <div className="min-w-[170px] grow">
            <h3 className="font-semibold">{zone.name[language]}</h3>
            <p className="text-lit-2">
              {sayScene(zone, language, t)}
              {' · '}
              {t('zone.queue', { count: zone.queue.length })}
            </p>
          </div>
          <ZoneButtons zone={zone} />
          <details className="w-full">
            <summary className="min-h-7 py-0.5 text-lit-2">{t('zone.walls')}</summary>
            <div className="max-w-[520px] py-1.5">
              <ScreenButtons zone={zone} />
            </div>
          </details>
        </div>
      ))}
    </section>
  )
}
