import type { Language } from '@/domain/language'
import { Mark } from '../light/mark'
import { getSpeaker } from './words'

/** What staff see who belong to no store yet. */
export function NoStore({ language }: { language: Language }) {
  const t = getSpeaker(language)
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-[520px] flex-col justify-center gap-4 px-6">
      <Mark size={30} />
      <h1 className="voice-stage text-[34px]">{t('none.heading')}</h1>
      <p className="text-[17px] text-lit-2">{t('none.body', { retailer: t('retailer') })}</p>
      <form method="post" action="/api/v1/sessions/end">
        <button type="submit" className="btn">
          {t('head.out')}
        </button>
      </form>
    </main>
  )
}
