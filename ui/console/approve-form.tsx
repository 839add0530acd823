'use client'

import { useState } from 'react'
import { parseCode } from '@/domain/offer/code'
import { SCREEN_KINDS, type ScreenKind } from '@/domain/screen/screen'
import { makeSince } from '../house/time'
import { useConsole } from './console-context'
import { useDevice } from './use-device'

const NEW = 'new'

/** Lets a display in: its code, then either a known screen it replaces or a name, kind and zone of its own. */
export function ApproveForm({ given, address }: { given: string | null; address: string }) {
  const { t, floor, language, clock } = useConsole()
  const { send, busy } = useDevice()
  const [code, setCode] = useState(given ?? '')
  const [as, setAs] = useState(NEW)
  const [zh, setZh] = useState('')
  const [en, setEn] = useState('')
  const [kind, setKind] = useState<ScreenKind>('kiosk')
  const [zoneId, setZoneId] = useState(floor.zones[0]?.id ?? '')
  const [told, setTold] = useState<string | null>(null)
  const known = floor.screens.find(({ id }) => id === as)

  async function approve() {
    const parsed = parseCode(code)
    const name = { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() }
    if (!parsed) return setTold(t('devices.badCode'))
    if (!known && !name.en) return setTold(t('devices.badName'))
    setTold(null)
    const path = `/screens/pairings/${parsed}/approve`
    const body = known ? { screenId: known.id } : { zoneId, kind, name }
    const done = await send(path, body, 'approve', known?.name[language] ?? name[language])
    if (!done) return
    setCode('')
    setZh('')
    setEn('')
  }

  return (
    <>
      <div aria-live="polite">
        {floor.pairings.length === 0 && (
          <p className="py-2 text-lit-2">{t('devices.waitingNone', { address })}</p>
        )}
        <ul>
          {floor.pairings.map((pairing) => (
            <li
              key={pairing.code}
              className="flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-stage-3 py-3"
            >
              <span className="voice-figure text-[20px]">
                {t('devices.asked', {
                  code: pairing.code,
                  time: makeSince(pairing.askedAt, floor.now, clock),
                })}
              </span>
              <span className="max-w-[60ch] text-[13px] wrap-anywhere text-lit-2">
                {t('devices.agent', { agent: pairing.userAgent })}
              </span>
              <span className="ml-auto flex gap-2">
                <button type="button" className="btn" onClick={() => setCode(pairing.code)}>
                  {t('devices.take')}
                </button>
                <button
                  type="button"
                  className="btn"
                  disabled={busy}
                  onClick={() => void send(`/screens/pairings/${pairing.code}/refuse`, {}, 'refuse', '')}
                >
                  {t('devices.refuse')}
                </button>
              </span>
            </li>
          ))}
        </ul>
      </div>
      <form
        className="mt-4 grid max-w-[760px] grid-cols-1 gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault()
          void approve()
        }}
      >
        <p className="text-[15px] sm:col-span-2">{t('devices.match')}</p>
        <label className="grid content-start gap-1">
          {t('devices.code')}
          <input
            className="field voice-figure uppercase"
            value={code}
            maxLength={12}
            autoComplete="off"
            spellCheck={false}
            required
            onChange={(event) => setCode(event.target.value)}
          />
        </label>
        <label className="grid content-start gap-1">
          {t('devices.as')}
          <select className="field" value={as} onChange={(event) => setAs(event.target.value)}>
            <option value={NEW}>{t('devices.asNew')}</option>
            {floor.screens.map(({ id, name }) => (
              <option key={id} value={id}>
                {t('devices.asOld', { screen: name[language] })}
              </option>
            ))}
          </select>
        </label>
        {!known && (
          <>
            <label className="grid content-start gap-1">
              {t('devices.zh')}
              <input
                className="field"
                value={zh}
                maxLength={60}
                onChange={(event) => setZh(event.target.value)}
              />
            </label>
            <label className="grid content-start gap-1">
              {t('devices.en')}
              <input
                className="field"
                value={en}
                maxLength={60}
                onChange={(event) => setEn(event.target.value)}
              />
              <span className="text-[13px] text-lit-2">{t('devices.oneName')}</span>
            </label>
            <label className="grid content-start gap-1">
              {t('devices.kind')}
              <select
                className="field"
                value={kind}
                onChange={(event) =>
                  setKind(SCREEN_KINDS.find((each) => each === event.target.value) ?? kind)
                }
              >
                {SCREEN_KINDS.map((each) => (
                  <option key={each} value={each}>
                    {t(`devices.kinds.${each}`)}
                  </option>
                ))}
              </select>
            </label>
            <label className="grid content-start gap-1">
              {t('devices.zone')}
              <select className="field" value={zoneId} onChange={(event) => setZoneId(event.target.value)}>
                {floor.zones.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name[language]}
                  </option>
                ))}
              </select>
            </label>
          </>
        )}
        {told && (
          <p role="alert" className="border-l-2 border-trouble pl-3 text-[15px] sm:col-span-2">
            {told}
          </p>
        )}
        <button
          type="submit"
          className="btn btn-go min-h-[48px] sm:col-span-2 sm:justify-self-start"
          disabled={busy}
        >
          {t('devices.approve')}
        </button>
      </form>
    </>
  )
}
