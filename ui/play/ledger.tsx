import type { Language } from '@/domain/language'
import type { Light } from '@/domain/visit/light'
import { makeLightName } from '@/domain/visit/light'
import type { Halt } from '@/protocol/cue'
import { makeMoney } from '@/ui/house/money'
import { GelShape } from '@/ui/light/gel'
import type { Line } from './story'
import { getSpeaker, type Speak } from './words'

export type Told = { line: Line; light: Light | null; halts: readonly Halt[] }

/** The ledger as it is written: newest last. `marked` shows whose line it is, when two phones are on stage. */
export function Ledger({
  told,
  language,
  connected,
  marked,
}: {
  told: readonly Told[]
  language: Language
  connected: boolean | null
  marked: boolean
}) {
  const t = getSpeaker(language)
  const state = connected === false ? 'away' : told.length > 0 ? 'writing' : 'empty'
  return (
    <section className="ledger" id="ledger" aria-labelledby="ledger-title">
      <h2 id="ledger-title">
        {t('ledger.title')} <span>{t(`ledger.${state}`)}</span>
      </h2>
      {told.length === 0 && <p>{t('ledger.nothing')}</p>}
      <ol
        aria-live="polite"
        ref={followEnd}
        tabIndex={told.length > 7 ? 0 : undefined}
        data-count={told.length}
      >
        {told.map(({ line, light, halts }, i) => (
          <li key={line.id} data-now={i === told.length - 1}>
            <time dateTime={new Date(line.at).toISOString()}>{makeClock(line.at)}</time>
            <span>
              {marked && light && <GelShape gel={light.gel} size={13} />}
              {sayLine(t, line, language, halts)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Keeps the newest line in sight. */
function followEnd(list: HTMLOListElement | null) {
  if (!list) return
  const toEnd = () => list.scrollTo({ top: list.scrollHeight })
  const watch = new MutationObserver(toEnd)
  watch.observe(list, { childList: true, subtree: true, characterData: true })
  const sized = new ResizeObserver(toEnd)
  sized.observe(list)
  return () => {
    watch.disconnect()
    sized.disconnect()
  }
}

const makeClock = (at: number) => new Date(at).toTimeString().slice(0, 8)

/** One line in words. */
function sayLine(t: Speak, line: Line, language: Language, halts: readonly Halt[]): string {
  switch (line.what) {
    case 'clicked':
      return t('told.clicked', { medium: line.medium, again: String(line.again) })
    case 'kept':
      return t(line.walkIn ? 'told.keptWalkIn' : 'told.kept')
    case 'joined':
      return t('told.joined', { medium: line.medium ?? 'other' })
    case 'opened':
      return t('told.opened', { light: makeLightName(line.light, language) })
    case 'queued':
      return t('told.queued', { place: line.place })
    case 'lit':
      return line.apartMs === null ? t('told.lit') : t('told.litApart', { ms: line.apartMs })
    case 'halt':
      return t('told.halt', {
        halt: halts.find(({ key }) => key === line.halt)?.name[language] ?? line.halt,
        left: line.left,
      })
    case 'issued':
    case 'ordered':
    case 'refunded':
      return t(`told.${line.what}`, { amount: makeMoney(line.amount, line.currency, language) })
    default:
      return t(`told.${line.what}`)
  }
}
