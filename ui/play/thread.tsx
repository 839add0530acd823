import type { Language } from '@/domain/language'
import type { Credit } from './credit'
import { getSpeaker } from './words'

/** How far the thread from ad to ring is spun: contexts join by a carrier only, and the stage shows it. */
export function decideThread(credit: Credit | null) {
  if (!credit)
    return { ad: false, pass: false, ring: false, first: false, second: false, say: 'before' } as const
  const { joined, loose, kept, tapped, carrier } = credit
  const ad = joined + loose > 0
  const first = joined > 0
  const second = first && tapped && (carrier !== null || kept)
  const state = { ad, pass: kept, ring: tapped, first, second }
  if (second) return { ...state, say: 'joined' } as const
  if (tapped) return { ...state, say: 'walkIn' } as const
  if (first) return { ...state, say: 'kept' } as const
  return { ...state, say: ad ? 'loose' : 'before' } as const
}

/** Ad, pass and ring on one line: lit where something carries the way on, broken where nothing does. */
export function Thread({ credit, language }: { credit: Credit | null; language: Language }) {
  const t = getSpeaker(language)
  const { ad, pass, ring, first, second, say } = decideThread(credit)
  return (
    <div className="thread">
      <ol aria-hidden="true">
        <li data-on={ad}>{t('thread.ad')}</li>
        <li className="way" data-on={first} />
        <li data-on={pass}>{t('thread.pass')}</li>
        <li className="way" data-on={second} />
        <li data-on={ring}>{t('thread.ring')}</li>
      </ol>
      <p aria-live="polite">{t(`thread.${say}`)}</p>
    </div>
  )
}
