import type { Language } from '@/domain/language'
import { getSpeaker, makeLangTag } from './words'

/** A surface that is dark on purpose: nothing to see, and that said to those who do not see. */
export function Dark({ language }: { language: Language }) {
  return (
    <div className="kit dark" data-kit="dark" lang={makeLangTag(language)}>
      <h1 className="sr">{getSpeaker(language)('dark.title')}</h1>
    </div>
  )
}
