'use client'

import { useState } from 'react'
import { z } from 'zod'
import { tapRefusalSchema } from '@/domain/tap/event'
import { makeLightName } from '@/domain/visit/light'
import type { Floor } from '@/protocol/floor'
import { makeTime } from '../house/time'
import { Wide } from '../house/wide'
import { GelShape } from '../light/gel'
import { askServer } from './api'
import { useConsole } from './console-context'
import type { Speak } from './words'

const answerSchema = z.looseObject({})

/** Today's newest taps, refused ones with the reason. */
export function Taps() {
  const { t, floor, language, clock } = useConsole()
  return (
    <section aria-labelledby="taps-heading" className="max-lg:order-7 max-lg:px-4">
      <h2 id="taps-heading" className="mb-2 text-[15px] font-semibold">
        {t('taps.heading')}
      </h2>
      {floor.taps.length === 0 ? (
        <p className="border-t border-stage-3 py-3 text-lit-2">{t('taps.none')}</p>
      ) : (
        <Wide label={t('taps.heading')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('taps.when')}</th>
                <th scope="col">{t('taps.where')}</th>
                <th scope="col">{t('taps.who')}</th>
                <th scope="col">{t('taps.result')}</th>
              </tr>
            </thead>
            <tbody>
              {floor.taps.map((tap) => (
                <tr key={tap.eventId}>
                  <td className="tabular-nums">{makeTime(tap.at, clock)}</td>
                  <td>{tap.touchpoint[language]}</td>
                  <td className="whitespace-nowrap">{tap.light && <WithLight light={tap.light} />}</td>
                  <td className={tap.outcome === 'refused' ? 'text-trouble' : 'text-lit-2'}>
                    {sayOutcome(tap, t)}
                    {tap.confirmable && <Confirm visitId={tap.confirmable} light={tap.light} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  )
}

/** Who cannot see the wall is seen by a person: that counts as much. */
function Confirm({ visitId, light }: { visitId: string; light: Floor['taps'][number]['light'] }) {
  const { t, floor, language, tell } = useConsole()
  const [busy, setBusy] = useState(false)
  const who = light ? makeLightName(light, language) : ''
  const confirm = async () => {
    setBusy(true)
    const answer = await askServer(`/stores/${floor.storeId}/visits/${visitId}/confirm`, {
      schema: answerSchema,
      body: {},
      language,
    })
    setBusy(false)
    if (answer.ok) tell({ text: t('did.confirm', { light: who }) })
    else tell({ text: answer.message ? t('did.failed', { reason: answer.message }) : t('did.away') })
  }
  return (
    <button
      type="button"
      className="btn btn-small ml-3"
      disabled={busy}
      aria-label={t('taps.confirmWho', { light: who })}
      onClick={() => void confirm()}
    >
      {t('taps.confirm')}
    </button>
  )
}

/** A visitor's light with its name, as it stands in tables. */
export function WithLight({ light }: { light: NonNullable<Floor['taps'][number]['light']> }) {
  const { language } = useConsole()
  return (
    <span className="inline-flex items-center gap-2.5">
      <GelShape gel={light.gel} size={15} />
      {makeLightName(light, language)}
    </span>
  )
}

function sayOutcome({ outcome, proven, reason }: Floor['taps'][number], t: Speak): string {
  if (outcome === 'accepted') return t(proven ? 'taps.accepted' : 'taps.unproven')
  const known = tapRefusalSchema.safeParse(reason)
  return t('taps.refused', { reason: known.success ? t(`refusal.${known.data}`) : (reason ?? '') })
}
