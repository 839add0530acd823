import type { Language } from '@/domain/language'
import { getSpeaker } from './words'

/** Small things to do with phones: hold one closer, take a second one. */
export function Tools({
  language,
  closer,
  second,
  offer,
  onCloser,
  onSecond,
}: {
  language: Language
  closer: boolean
  second: boolean
  /** A second phone makes sense once the first has come into the store. */
  offer: boolean
  onCloser: () => void
  onSecond: () => void
}) {
  const t = getSpeaker(language)
  return (
    <div className="tools">
      {(offer || second) && (
        <button type="button" onClick={onSecond}>
          {t(second ? 'do.dismiss' : 'do.second')}
        </button>
      )}
      <button type="button" className="closer" aria-pressed={closer} onClick={onCloser}>
        {t(closer ? 'do.farther' : 'do.closer')}
      </button>
    </div>
  )
}
