'use client'
import { useEffect, useState } from 'react'
import type { Language } from '@/domain/language'
import { Icon } from '@/ui/light/icon'
import { getSpeaker } from './words'

export type Ask = 'again' | 'cup' | 'shelf'
type Cup = 'idle' | 'sending' | 'coming' | 'failed'

const LINE_MS = 8_000

/**
 * A kiosk's three buttons, each answered where it stands: the picker's words as captions, a cup from the staff
 * (said to come only once the server has it), the shelf. `onAsk` resolves to whether the server acknowledged.
 */
export function Asks({
  language,
  shelf,
  onAsk,
}: {
  language: Language
  shelf: string
  onAsk: (what: Ask) => Promise<boolean>
}) {
  const t = getSpeaker(language)
  const [telling, setTelling] = useState(false)
  const [cup, setCup] = useState<Cup>('idle')
  const [shelfShown, setShelfShown] = useState(false)

  const ask = (what: Ask) => onAsk(what).catch(() => false)
  const hear = () => {
    setTelling(true)
    void ask('again')
  }
  const askCup = async () => {
    if (cup === 'sending' || cup === 'coming') return
    setCup('sending')
    setCup((await ask('cup')) ? 'coming' : 'failed')
  }
  const askShelf = () => {
    setShelfShown(true)
    void ask('shelf')
  }
  const cupWords: Record<Cup, string> = {
    idle: t('ask.cup'),
    sending: t('ask.cupSending'),
    coming: t('ask.cupComing'),
    failed: t('ask.cupFailed'),
  }

  if (telling) return <Captions language={language} onClose={() => setTelling(false)} />
  return (
    <fieldset className="asks">
      <legend className="sr">{t('climb.actions')}</legend>
      <button type="button" className="first" onClick={hear}>
        <Icon name="play" size={60} />
        {t('ask.again')}
        <em>{t('ask.againTime')}</em>
      </button>
      <button type="button" onClick={askCup} data-state={cup} aria-live="polite">
        <Icon name={cup === 'coming' ? 'check-circle' : 'coffee'} size={60} />
        {cupWords[cup]}
      </button>
      <button
        type="button"
        onClick={askShelf}
        data-state={shelfShown ? 'answered' : 'idle'}
        aria-live="polite"
      >
        <Icon name="map-pin" size={60} />
        {shelfShown ? t('ask.shelfAnswer', { shelf }) : t('ask.shelf')}
      </button>
    </fieldset>
  )
}

function Captions({ language, onClose }: { language: Language; onClose: () => void }) {
  const t = getSpeaker(language)
  const lines = t('ask.words').split('\n')
  const [at, setAt] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => (at + 1 < lines.length ? setAt(at + 1) : onClose()), LINE_MS)
    return () => clearTimeout(timer)
  })
  return (
    <section className="captions" aria-label={t('ask.from')}>
      <p className="from">{t('ask.from')}</p>
      <p className="line" key={at} aria-live="polite">
        {lines[at]}
      </p>
      <p className="dots" aria-hidden="true">
        {lines.map((line, i) => (
          <i key={line} data-on={i <= at} />
        ))}
      </p>
      <button type="button" onClick={onClose}>
        <Icon name="x" size={48} />
        {t('ask.close')}
      </button>
    </section>
  )
}
