import type { ReactNode } from 'react'
import type { Words } from '@/domain/language'
import { makeLangTag } from '@/ui/kits/words'
import { PHONE_CSS, VISIT_CSS } from './css'
import { href } from './href'
import { getLanguageName, type Voice } from './words'

const MARK = 'M8 60V30C8 15.6 18.7 5 32 5s24 10.6 24 25v30H46a14 14 0 0 0-28 0z'

/** How a page changes language: a link where nothing happened yet, a form where a visit goes on. */
export type Tongue = { link: string } | { form: string }

export type PageProps = {
  voice: Voice
  title: string
  brand?: Words | null
  store?: Words | null
  tongue?: Tongue
  /** External scripts, with their version in the address. */
  scripts?: string[]
  /** Without a script the page asks again after so many seconds. */
  refresh?: number | null
  /** `visit` brings its own style; `remote` is dark besides: nothing glows but the lamp. */
  look?: 'visit' | 'remote'
  kept?: boolean
  children: ReactNode
}

/** The document of every page a shopper sees: one file with its style, words and forms, and at most one script. */
export function Page({
  voice,
  title,
  scripts = [],
  refresh,
  look,
  kept = true,
  children,
  ...top
}: PageProps) {
  const { t, language, base } = voice
  return (
    <html lang={makeLangTag(language)}>
      {/* biome-ignore lint/style/noHeadElement: a route handler's own document; next/head does not reach it */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover" />
        <meta name="theme-color" content="#0b0a09" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="icon" href="/favicon.svg" />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant; as text React would escape its quotes */}
        <style dangerouslySetInnerHTML={{ __html: look ? VISIT_CSS : PHONE_CSS }} />
        {refresh ? (
          <noscript>
            <meta httpEquiv="refresh" content={String(refresh)} />
          </noscript>
        ) : null}
        {scripts.map((src) => (
          <script key={src} src={src} defer />
        ))}
      </head>
      <body className={look}>
        <Top voice={voice} {...top} />
        {look && (
          <p className="away" role="status" hidden>
            {t('top.away')}
          </p>
        )}
        {children}
        {kept && (
          <footer className="foot">
            <a className="q" href={href(base, '/me')}>
              {t('top.kept')}
            </a>
          </footer>
        )}
      </body>
    </html>
  )
}

function Top({ voice, brand, store, tongue }: Pick<PageProps, 'voice' | 'brand' | 'store' | 'tongue'>) {
  const { t, language } = voice
  const other = language === 'zh' ? 'en' : 'zh'
  const switchTo = { className: 'tongue', lang: makeLangTag(other) }
  const b = (words: ReactNode) => <b key="b">{words}</b>
  return (
    <header className="top">
      <svg viewBox="0 0 64 64" aria-hidden="true">
        <path fillRule="evenodd" d={MARK} fill="currentColor" />
      </svg>
      <span>
        {brand && store
          ? t.rich('top.at', { b, brand: brand[language], store: store[language] })
          : t.rich('top.brand', { b, brand: (brand ?? store)?.[language] ?? 'Footlight' })}
      </span>
      {tongue && 'link' in tongue && (
        <a {...switchTo} hrefLang={makeLangTag(other)} href={tongue.link}>
          {getLanguageName(other)}
        </a>
      )}
      {tongue && 'form' in tongue && (
        <form method="post" action={tongue.form}>
          <button type="submit" {...switchTo} name="language" value={other}>
            {getLanguageName(other)}
          </button>
        </form>
      )}
    </header>
  )
}
