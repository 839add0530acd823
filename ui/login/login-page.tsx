import type { Language } from '@/domain/language'
import { LanguageSwitch } from '../house/language-switch'
import { makeAddress } from '../house/path'
import { Mark } from '../light/mark'
import { getSpeaker } from './words'

/**
 * The log-in: one form that works without script. `error` is the code a failed try came back with, `next` the page
 * that was asked for, `demo` whether the log-ins were printed in a terminal.
 */
export function LoginPage(props: {
  language: Language
  error: string | null
  next: string | null
  demo: boolean
}) {
  const { language, error, next, demo } = props
  const t = getSpeaker(language)
  const told = error === 'signed_out' ? t('wrong') : error === 'too_many' ? t('tooMany') : t('other')
  return (
    <div className="login-light flex min-h-dvh flex-col">
      <header className="flex items-center gap-3 px-6 py-5">
        <Mark size={30} />
        <span className="text-[17px] font-semibold">Footlight</span>
        <span className="ml-auto">
          <LanguageSwitch language={language} next={makeAddress('/login', { error, next })} />
        </span>
      </header>
      <main className="mx-auto flex w-full max-w-[420px] grow flex-col justify-center px-6 pb-24">
        <h1 className="voice-stage text-[34px] text-balance sm:text-[44px]">{t('heading')}</h1>
        <p className="mt-4 text-[17px] text-lit-2">{t('sub')}</p>
        <form method="post" action="/api/v1/sessions" className="mt-8 grid gap-5">
          {next && <input type="hidden" name="next" value={next} />}
          {error && (
            <p role="alert" id="login-error" className="border-l-2 border-trouble pl-3 text-[15px]">
              {told}
            </p>
          )}
          <label className="grid gap-1.5 text-[15px]">
            {t('email')}
            <input
              className="field"
              type="email"
              name="email"
              autoComplete="username"
              required
              maxLength={200}
              aria-describedby={error ? 'login-error' : undefined}
            />
          </label>
          <label className="grid gap-1.5 text-[15px]">
            {t('password')}
            <input
              className="field"
              type="password"
              name="password"
              autoComplete="current-password"
              required
              maxLength={200}
              aria-describedby={error ? 'login-error' : undefined}
            />
          </label>
          <button type="submit" className="btn btn-go mt-1 min-h-[56px] text-[17px]">
            {t('go')}
          </button>
        </form>
        {demo && (
          <p className="mt-8 border-t border-stage-3 pt-4 text-lit-2">
            {t.rich('demo', {
              command: (words) => <code className="voice-figure text-[13px] text-lit">{words}</code>,
            })}
          </p>
        )}
      </main>
    </div>
  )
}
