'use client'
import { type CSSProperties, type Ref, useState } from 'react'
import type { Language } from '@/domain/language'
import { AdView } from './ad-view'
import { getBase } from './frame'
import type { Phone } from './phones'
import type { StageView } from './stage-view'
import { getSpeaker } from './words'

export type Place = 'front' | 'back' | 'closer'

type PhoneProps = {
  phone: Phone
  stage: StageView
  language: Language
  place: Place
  /** How far the ring is, in CSS pixels, while the phone is on its way there; else null. */
  reach: { x: number; y: number } | null
  ready: boolean
  frame: Ref<HTMLIFrameElement>
  link: Ref<HTMLAnchorElement>
  onGo: () => void
  onShown: (frame: HTMLIFrameElement) => void
  onFront: () => void
}

/** A drawn phone with a real page in it: the ad first, then whatever the visitor opens. */
export function PhoneDevice({
  phone,
  stage,
  language,
  place,
  reach,
  ready,
  frame,
  link,
  onGo,
  onShown,
  onFront,
}: PhoneProps) {
  const t = getSpeaker(language)
  // What the tab held before is shown again; from then on the page goes its own way.
  const [first] = useState(phone.live ? phone.path : null)
  const medium = stage.ads.find(({ slug }) => slug === phone.slug)?.medium ?? 'other'
  const target = `phone-${phone.id}`
  const style = reach && ({ '--dx': `${reach.x}px`, '--dy': `${reach.y}px` } as CSSProperties)
  const back = place === 'back'
  return (
    <div
      className="phone"
      id={back ? undefined : 'phone'}
      data-place={place}
      data-reach={reach !== null}
      data-gel={phone.visit?.light.gel}
      style={style ?? undefined}
    >
      <div className="glass" inert={back}>
        <iframe
          ref={frame}
          name={target}
          title={t(back ? 'frame.second' : 'frame.phone')}
          src={(ready && first) || undefined}
          data-live={phone.live}
          inert={!phone.live}
          onLoad={(event) => onShown(event.currentTarget)}
        />
        {!phone.live && (
          <AdView
            language={language}
            medium={medium}
            href={`${getBase(phone.id)}/l/${phone.slug}`}
            target={target}
            onGo={onGo}
            link={link}
          />
        )}
      </div>
      {back && (
        <button type="button" className="take" onClick={onFront}>
          <span>{t('do.switch')}</span>
        </button>
      )}
    </div>
  )
}
