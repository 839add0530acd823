'use client'

import type { ConsentMode } from '@/domain/consent/consent'
import type { Floor } from '@/protocol/floor'
import type { RetentionRow } from '@/protocol/retention'
import { makeSince } from '../house/time'
import { Wide } from '../house/wide'
import { ApproveForm } from './approve-form'
import { ConsentForm } from './consent-form'
import { useConsole } from './console-context'
import { RetentionTable } from './retention-table'
import { useDevice } from './use-device'
import type { Speak } from './words'

/** Displays that want to join, and those that have. `code` comes from a display's QR; `address` is where displays begin. */
export function DevicesPage({
  code,
  address,
  consent,
  retention,
}: {
  code: string | null
  address: string
  /** How visitors are asked; null for those who may not change it. */
  consent: ConsentMode | null
  /** How long what is kept; null for those whose business it is not. */
  retention: RetentionRow[] | null
}) {
  const { t, floor } = useConsole()
  return (
    <main id="main" className="grid grid-cols-1 gap-10 px-4 py-5 lg:px-6">
      <section aria-labelledby="waiting-heading">
        <h2 id="waiting-heading" className="text-[20px] font-semibold">
          {t('devices.waiting')}
        </h2>
        <ApproveForm given={code} address={address} />
      </section>
      <section aria-labelledby="screens-heading">
        <h2 id="screens-heading" className="mb-3 text-[20px] font-semibold">
          {t('devices.screens')}
        </h2>
        {floor.screens.length === 0 ? (
          <p className="border-t border-stage-3 py-3 text-lit-2">{t('devices.none')}</p>
        ) : (
          <Wide label={t('devices.screens')}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('devices.screen')}</th>
                  <th scope="col">{t('devices.kind')}</th>
                  <th scope="col">{t('devices.zone')}</th>
                  <th scope="col">{t('devices.state')}</th>
                  <th scope="col">{t('devices.do')}</th>
                </tr>
              </thead>
              <tbody>
                {floor.screens.map((screen) => (
                  <ScreenRow key={screen.id} screen={screen} />
                ))}
              </tbody>
            </table>
          </Wide>
        )}
      </section>
      {consent && <ConsentForm mode={consent} />}
      {retention && <RetentionTable rows={retention} />}
    </main>
  )
}

type Screen = Floor['screens'][number]

function ScreenRow({ screen }: { screen: Screen }) {
  const { t, floor, language, clock } = useConsole()
  const { send, busy } = useDevice()
  const name = screen.name[language]
  const zone = floor.zones.find(({ id }) => id === screen.zoneId)
  const broken = screen.state === 'offline' || screen.state === 'dark'
  const since = screen.since === null ? '' : makeSince(screen.since, floor.now, clock)
  return (
    <tr>
      <th scope="row" className="whitespace-nowrap">
        {name}
      </th>
      <td className="whitespace-nowrap">{t(`devices.kinds.${screen.kind}`)}</td>
      <td className="whitespace-nowrap">{zone?.name[language]}</td>
      <td className={broken ? 'text-trouble' : 'text-lit-2'}>{sayState(screen, since, t)}</td>
      <td>
        <span className="flex gap-2">
          <button
            type="button"
            className="btn btn-small whitespace-nowrap"
            disabled={busy || screen.state !== 'online'}
            aria-label={t('devices.identifyWho', { screen: name })}
            onClick={() => void send(`/screens/${screen.id}/identify`, {}, 'identify', name)}
          >
            {t('devices.identify')}
          </button>
          <button
            type="button"
            className="btn btn-small whitespace-nowrap"
            disabled={busy || screen.state === 'revoked' || screen.state === 'never'}
            aria-label={t('devices.revokeWho', { screen: name })}
            onClick={() => void send(`/screens/${screen.id}/revoke`, {}, 'revoke', name)}
          >
            {t('devices.revoke')}
          </button>
        </span>
      </td>
    </tr>
  )
}

function sayState({ state }: Screen, since: string, t: Speak): string {
  switch (state) {
    case 'online':
    case 'never':
      return t(`devices.${state}`)
    case 'offline':
    case 'dark':
    case 'revoked':
      return t(`devices.${state}`, { since })
    default:
      return state satisfies never
  }
}
