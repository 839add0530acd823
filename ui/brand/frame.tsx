import type { ReactNode } from 'react'
import type { Language, Words } from '@/domain/language'
import { LanguageSwitch } from '../house/language-switch'
import { makeAddress } from '../house/path'
import { Mark } from '../light/mark'
import { BrandLive } from './brand-live'
import { getPagePath, PAGES, type Page } from './pages'
import { getSpeaker } from './words'

/** The brand's house around a page. `here` is the page's whole address, to come back to after a change of language. */
export function BrandFrame(props: {
  page: Page
  brand: Words
  campaignId: string | null
  language: Language
  timeZone: string
  here: string
  children: ReactNode
}) {
  const { page, brand, campaignId, language, timeZone, here, children } = props
  const t = getSpeaker(language)
  return (
    <>
      <a
        href="#main"
        className="sr focus:[clip-path:none] focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:m-0 focus:h-auto focus:w-auto focus:bg-hall-1 focus:px-4 focus:py-2"
      >
        {t('nav.skip')}
      </a>
      <header className="flex min-h-[60px] flex-wrap items-center gap-x-7 gap-y-1 border-b border-hall-line px-5 text-[15px] md:px-12">
        <span className="flex items-center gap-3.5 max-md:pt-3">
          <Mark size={19} className="size-[26px]" />
          <b className="text-[16px] font-semibold">{brand[language]}</b>
        </span>
        <nav aria-label={t('nav.label')} className="-mx-1.5 flex flex-wrap gap-x-3">
          {PAGES.map((each) => (
            <a
              key={each}
              href={makeAddress(getPagePath(each), { campaign: campaignId })}
              aria-current={each === page ? 'page' : undefined}
              className="min-w-[44px] px-1.5 py-4 text-center text-ink-2 hover:text-ink aria-[current]:text-ink aria-[current]:shadow-[inset_0_-2px_0_var(--color-lamp-4)]"
            >
              {t(`nav.${each}`)}
            </a>
          ))}
        </nav>
        <span className="flex flex-wrap items-center gap-x-4 max-md:w-full max-md:justify-between max-md:pb-1 md:ml-auto">
          <BrandLive language={language} timeZone={timeZone} />
          <span className="flex items-center gap-4">
            <LanguageSwitch language={language} next={here} />
            <form method="post" action="/api/v1/sessions/end">
              <button type="submit" className="btn btn-plain">
                {t('nav.out')}
              </button>
            </form>
          </span>
        </span>
      </header>
      <main id="main" className="mx-auto max-w-[1440px] px-5 pb-16 md:px-12">
        {children}
      </main>
    </>
  )
}

/** A page's title in the stage's voice with a line beside it. */
export function PageTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-2 pt-7">
      <h1 className="voice-stage text-[34px] leading-none md:text-[44px]">{title}</h1>
      <p className="max-w-[90ch] text-[15px] text-ink-2">{children}</p>
    </div>
  )
}

/** What stands where nothing has happened yet. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="mt-6 border-t border-ink py-5 text-[17px]">{children}</p>
}
