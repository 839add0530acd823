import type { Words } from '@/domain/language'
import { Hill } from './hill'
import { href } from './href'
import { makeHeadline, type Voice } from './words'

export type GreetingProps = {
  voice: Voice
  touchpoint: { id: string; line: Words; sub: Words; attempt: string }
  /** A pass in the page's address, carried on to the tap. */
  pass: string | null
}

/** The greeting of a touchpoint. Tells nothing of anybody's past; its POST is the tap, sent once by script at once. */
export function Greeting({ voice, touchpoint, pass }: GreetingProps) {
  const { t, language, base } = voice
  return (
    <main>
      <h1>{makeHeadline(touchpoint.line, language)}</h1>
      <p className="lead">{touchpoint.sub[language]}</p>
      <Hill />
      <form className="push" method="post" action={href(base, '/api/v1/taps')} data-tap={href(base, '/v/')}>
        <input type="hidden" name="touchpoint" value={touchpoint.id} />
        <input type="hidden" name="attempt" value={touchpoint.attempt} />
        {pass && <input type="hidden" name="pass" value={pass} />}
        <input type="hidden" name="lang" value={language} />
        <p
          className="waking"
          role="status"
          data-waking={t('greeting.waking')}
          data-failed={t('greeting.failed')}
        >
          {'\u00a0'}
        </p>
        <button type="submit" className="b go" data-primary>
          {t('greeting.begin')}
        </button>
      </form>
    </main>
  )
}
