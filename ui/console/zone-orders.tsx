'use client'

import type { StaffOrder } from '@/domain/show/event'
import type { Floor } from '@/protocol/floor'
import { Icon } from '../light/icon'
import type { IconName } from '../light/icon-paths'
import { useConsole } from './console-context'
import { useOrders } from './use-orders'

type Zone = Floor['zones'][number]
type Button = { order: StaffOrder; icon: IconName; on?: boolean; off?: boolean }

/** The orders a zone takes right now. What is switched on shows its way back. */
export function getZoneButtons(
  zone: Pick<Zone, 'leader' | 'queue' | 'muted' | 'paused' | 'offerStopped'>,
): Button[] {
  const idle = !zone.leader
  return [
    { order: 'next', icon: 'skip-forward', off: idle && zone.queue.length === 0 },
    { order: 'restart', icon: 'arrow-counter-clockwise', off: idle },
    zone.muted
      ? { order: 'unmute', icon: 'speaker-slash', on: true }
      : { order: 'mute', icon: 'speaker-high' },
    zone.paused ? { order: 'resume', icon: 'play', on: true } : { order: 'pause', icon: 'pause' },
    zone.offerStopped
      ? { order: 'allow_offer', icon: 'ticket', on: true }
      : { order: 'stop_offer', icon: 'ticket' },
  ]
}

/** A zone's buttons of a Saturday. Nothing asks "are you sure": what was switched switches back. */
export function ZoneButtons({ zone, large = false }: { zone: Zone; large?: boolean }) {
  const { t } = useConsole()
  const { send, busy } = useOrders()
  return (
    <div
      className={large ? 'grid grid-cols-2 gap-2.5 sm:grid-cols-3 xl:grid-cols-5' : 'flex flex-wrap gap-2'}
    >
      {getZoneButtons(zone).map(({ order, icon, on, off }) => (
        <button
          key={order}
          type="button"
          className={`btn ${large ? 'min-h-[72px] flex-col text-[17px]' : 'btn-small max-lg:min-h-[44px]'} ${on ? 'btn-on' : ''}`}
          disabled={off || busy !== null}
          onClick={() => void send({ order, zone })}
        >
          <Icon name={icon} size={large ? 22 : 18} />
          {t(`zone.${order}`)}
        </button>
      ))}
    </div>
  )
}

/** Each screen of a zone with "this wall is dark", or its way back. */
export function ScreenButtons({ zone, large = false }: { zone: Zone; large?: boolean }) {
  const { t, floor, language } = useConsole()
  const { send, busy } = useOrders()
  const screens = floor.screens.filter(({ zoneId, state }) => zoneId === zone.id && state !== 'revoked')
  return (
    <ul className="grid gap-1.5">
      {screens.map((screen) => {
        const dark = screen.state === 'dark'
        return (
          <li key={screen.id} className="flex items-center gap-4 border-t border-stage-3 pt-1.5">
            <span className={dark ? 'text-trouble' : undefined}>{screen.name[language]}</span>
            <button
              type="button"
              className={`btn ml-auto ${large ? 'min-h-[56px]' : 'btn-small max-lg:min-h-[44px]'} ${dark ? 'btn-on' : ''}`}
              disabled={busy !== null || screen.state === 'never'}
              onClick={() => void send({ order: dark ? 'lit' : 'dark', zone, screen })}
            >
              <Icon name={dark ? 'lightbulb-filament' : 'lightbulb'} size={18} />
              {t(dark ? 'zone.lit' : 'zone.dark')}
              <span className="sr">{screen.name[language]}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
