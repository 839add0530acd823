'use client'
import { useEffect, useState } from 'react'
import type { Language } from '@/domain/language'
import { LightCanvas } from '@/ui/kits/light-canvas'
import type { LightScene } from '@/ui/kits/light-follow'
import { type Shape, Stage } from '@/ui/kits/stage'
import { getSpeaker, makeLangTag } from '@/ui/kits/words'
import { Mark } from '@/ui/light/mark'
import { Qr } from '@/ui/light/qr'
import type { PairingStep } from './pairing'

const LIGHT: LightScene = {
  scene: 'attract',
  gel: '#ffb02e',
  lamp: { x: 0.5, y: 0 },
  awake: 0,
  brightness: 0.45,
  dawn: 0,
  halts: [],
  lamps: 11,
  closer: false,
}

/** How staff let a new display in: its code, large, and the same as a QR code for a phone. */
export function PairingPage({
  step,
  revoked,
  language,
  still,
  onAgain,
}: {
  step: PairingStep
  revoked: boolean
  language: Language
  still: boolean
  onAgain: () => void
}) {
  const t = getSpeaker(language)
  const shape = useShape()
  const scene = { ...LIGHT, lamps: shape === 'kiosk' ? 5 : 11 }
  return (
    <main>
      <Stage key={shape} shape={shape} light={<LightCanvas scene={scene} now={Date.now} still={still} />}>
        <div className={`kit pairing ${shape}`} lang={makeLangTag(language)} data-step={step.step}>
          <Mark size={72} />
          <h1>{t('pairing.title')}</h1>
          <p className="body">{revoked ? t('pairing.revoked') : t('pairing.body')}</p>
          <div className="answer" aria-live="polite">
            {step.step === 'asking' && <p className="wait">{t('pairing.asking')}</p>}
            {step.step === 'unreachable' && <p className="wait">{t('pairing.unreachable')}</p>}
            {step.step === 'refused' && (
              <>
                <p className="wait">{t('pairing.refused')}</p>
                <button type="button" onClick={onAgain}>
                  {t('pairing.retry')}
                </button>
              </>
            )}
            {step.step === 'showing' && (
              <>
                <div>
                  <p className="label">{t('pairing.code')}</p>
                  <p className="code">{step.pairing.code}</p>
                  <p className="label">{t('pairing.renews')}</p>
                </div>
                <Qr
                  size={360}
                  title={t('pairing.qr')}
                  text={`${location.origin}/console/devices?code=${encodeURIComponent(step.pairing.code)}`}
                />
              </>
            )}
          </div>
        </div>
      </Stage>
    </main>
  )
}

/** Over plain http a browser gives no keys: says what that means and what to do. */
export function InsecurePage({ language, address }: { language: Language; address: string }) {
  const t = getSpeaker(language)
  return (
    <main className="screen-page insecure" lang={makeLangTag(language)}>
      <Mark size={56} />
      <h1>{t('insecure.title')}</h1>
      <p>{t('insecure.body')}</p>
      <p>{t('insecure.todo')}</p>
      <p className="address">{t('insecure.here', { address })}</p>
    </main>
  )
}

function useShape(): Shape {
  const read = (): Shape => (innerHeight > innerWidth ? 'kiosk' : 'wall')
  const [shape, setShape] = useState(read)
  useEffect(() => {
    const resized = () => setShape(read())
    addEventListener('resize', resized)
    return () => removeEventListener('resize', resized)
  })
  return shape
}
