'use client'

import { makeLightName } from '@/domain/visit/light'
import { useConsole } from './console-context'
import { Halts } from './playing-now'
import { sayScene } from './scene'
import { WithLight } from './taps'
import { useOrders } from './use-orders'
import { ScreenButtons, ZoneButtons } from './zone-orders'

/** Every zone with all its buttons, large enough for a Saturday. */
export function ShowsPage() {
  const { t, floor, language } = useConsole()
  const { send, busy } = useOrders()
  return (
    <main id="main" className="px-4 py-5 lg:px-6">
      <h2 className="sr">{t('shows.heading')}</h2>
      {floor.zones.length === 0 && <p className="text-lit-2">{t('zone.none')}</p>}
      {floor.zones.map((zone) => {
        const turns = [...(zone.leader ? [zone.leader] : []), ...zone.queue]
        return (
          <section key={zone.id} aria-labelledby={`zone-${zone.id}`} className="mb-10">
            <h3 id={`zone-${zone.id}`} className="text-[24px] font-semibold">
              {zone.name[language]}
            </h3>
            <p className="mb-4 text-[17px] text-lit-2" aria-live="polite">
              {sayScene(zone, language, t)}
            </p>
            <ZoneButtons zone={zone} large />
            <div className="mt-5 grid gap-8 lg:grid-cols-2">
              <div>
                {turns.length === 0 && (
                  <p className="border-t border-stage-3 py-3 text-lit-2">{t('zone.empty')}</p>
                )}
                <ol>
                  {turns.map((turn) => (
                    <li
                      key={turn.visitId}
                      className="flex min-h-[64px] items-center gap-4 border-t border-stage-3 text-[17px]"
                    >
                      <WithLight light={turn.light} />
                      <span className="ml-auto text-[15px] text-lit-2">
                        {turn === zone.leader ? <Halts {...turn} /> : t('shows.queue')}
                      </span>
                      <button
                        type="button"
                        className="btn min-h-[48px]"
                        disabled={busy !== null}
                        aria-label={t('now.removeWho', { light: makeLightName(turn.light, language) })}
                        onClick={() => void send({ order: 'remove', zone, visitId: turn.visitId })}
                      >
                        {t('zone.remove')}
                      </button>
                    </li>
                  ))}
                </ol>
              </div>
              <ScreenButtons zone={zone} large />
            </div>
          </section>
        )
      })}
    </main>
  )
}
