'use client'

import { makeLightName } from '@/domain/visit/light'
import type { Floor } from '@/protocol/floor'
import { makeStopwatch, makeTime } from '../house/time'
import { Wide } from '../house/wide'
import { useConsole } from './console-context'
import { WithLight } from './taps'
import { useNow } from './use-now'
import { useOrders } from './use-orders'

/** Who is playing and who waits, zone by zone. */
export function PlayingNow() {
  const { t, floor } = useConsole()
  const rows = floor.zones.flatMap((zone) => [
    ...(zone.leader ? [{ zone, turn: zone.leader, waits: false }] : []),
    ...zone.queue.map((turn) => ({ zone, turn, waits: true })),
  ])
  return (
    <section aria-labelledby="now-heading" className="max-lg:order-5 max-lg:px-4">
      <h2 id="now-heading" className={rows.length > 0 ? 'sr' : 'mb-2 text-[15px] font-semibold'}>
        {t('now.heading')}
      </h2>
      {rows.length === 0 ? (
        <p className="border-t border-stage-3 py-3 text-lit-2">{t('now.nobody')}</p>
      ) : (
        <Wide label={t('now.heading')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('now.heading')}</th>
                <th scope="col">{t('now.where')}</th>
                <th scope="col">{t('now.story')}</th>
                <th scope="col">{t('now.reached')}</th>
                <th scope="col" className="num">
                  {t('now.time')}
                </th>
                <th scope="col">{t('now.state')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map(({ zone, turn, waits }) => (
                <TurnRow key={turn.visitId} zone={zone} turn={turn} waits={waits} />
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  )
}

type Zone = Floor['zones'][number]

function TurnRow({ zone, turn, waits }: { zone: Zone; turn: Zone['queue'][number]; waits: boolean }) {
  const { t, floor, language, clock } = useConsole()
  const { send, busy } = useOrders()
  const now = useNow(floor.now)
  return (
    <tr className="whitespace-nowrap">
      <th scope="row">
        <WithLight light={turn.light} />
      </th>
      <td>{zone.name[language]}</td>
      <td>{t('now.brand', { brand: turn.brand[language], campaign: turn.campaign[language] })}</td>
      <td>{waits ? <span className="text-lit-2">{t('now.waits')}</span> : <Halts {...turn} />}</td>
      <td className="num">{makeStopwatch(now - turn.since)}</td>
      <td className="text-lit-2">
        {turn.couponAt !== null && t('now.coupon', { time: makeTime(turn.couponAt, clock) })}
      </td>
      <td className="num py-1!">
        <button
          type="button"
          className="btn btn-small"
          disabled={busy !== null}
          aria-label={t('now.removeWho', { light: makeLightName(turn.light, language) })}
          onClick={() => void send({ order: 'remove', zone, visitId: turn.visitId })}
        >
          {t('now.remove')}
        </button>
      </td>
    </tr>
  )
}

/** How far the story has come: one lamp a halt, lit or not. */
export function Halts({ lit, halts }: { lit: number; halts: number }) {
  const { t } = useConsole()
  return (
    <span className="inline-flex gap-[5px]" role="img" aria-label={t('now.of', { lit, halts })}>
      {Array.from({ length: halts }, (_, place) => (
        <i
          // biome-ignore lint/suspicious/noArrayIndexKey: halts have no other name here and never change places
          key={place}
          className={`size-[9px] rounded-full border-[1.5px] ${place < lit ? 'border-lamp-6 bg-lamp-6' : 'border-control'}`}
        />
      ))}
    </span>
  )
}
