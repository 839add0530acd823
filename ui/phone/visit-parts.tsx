import type { ReactNode } from 'react'
import { makeLightName } from '@/domain/visit/light'
import type { VisitView } from '@/protocol/visit'
import { makePrice } from '@/ui/kits/words'
import { GelShape } from '@/ui/light/gel'
import type { VisitProps } from './visit'
import { makeClock, makeDate } from './words'

/** Who the visitor is: the light's shape and name, and the time left where there is one. */
export function Me({ voice: { t, language }, visit, until }: VisitProps & { until?: number | null }) {
  const { gel } = visit.light
  return (
    <div className="me">
      <GelShape gel={gel} size={26} />
      <span>{t('light.you', { light: makeLightName(visit.light, language) })}</span>
      {until && (
        <span className="time">
          {t.rich('light.left', { n: () => <Countdown key="n" now={visit.now} until={until} as="clock" /> })}
        </span>
      )}
    </div>
  )
}

/** A time left that the script counts down; without it, the time left when the page was made. */
export function Countdown({ now, until, as }: { now: number; until: number; as: 'clock' | 'seconds' }) {
  const rest = Math.max(0, until - now)
  return (
    <span data-until={until} data-as={as}>
      {as === 'clock' ? makeClock(rest) : Math.ceil(rest / 1000)}
    </span>
  )
}

/** A form of one button. `fields` are sent along, hidden. */
export function Act({
  action,
  fields,
  className,
  primary,
  children,
}: {
  action: string
  fields: Record<string, string>
  className: string
  primary?: boolean
  children: ReactNode
}) {
  return (
    <form method="post" action={action}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={className} data-primary={primary}>
        {children}
      </button>
    </form>
  )
}

/** When the ad was clicked: told here only, and only to who agreed. */
export function Clicked({ voice, visit }: VisitProps) {
  const told = visit.stage !== 'asking' && (visit.answer === 'yes' || visit.kept)
  if (!told || visit.clickedAt === null) return null
  return <p className="small lead">{voice.t('story.clicked', { date: makeDate(voice, visit.clickedAt) })}</p>
}

/** Whether a coupon may be spoken of at all: never where this visit cannot earn one. */
export function mayMentionCoupon({ offerState }: VisitView): boolean {
  return offerState !== 'not_earned'
}

/** How much is left to light, and what for. A coupon that cannot be earned is not mentioned; one that is gone is. */
export function sayGain({ voice: { t, language }, visit }: VisitProps): string {
  const count = visit.halts.filter(({ key }) => !visit.lit.includes(key)).length
  if (visit.offerState === 'sold_out') return t('story.soldOut')
  if (visit.offerState === 'stopped') return t('story.stopped')
  if (visit.offerState === 'open' && visit.discount !== null) {
    return t('story.gain', { count, amount: makePrice(visit.discount, visit.currency, language) })
  }
  return t('story.more', { count })
}

/** The places to light, in their order, with the newest one striking. */
export function Halts({ voice: { t, language }, visit }: VisitProps) {
  const newest = visit.lit.at(-1)
  return (
    <ul className="halts" aria-label={t('leading.halts')} data-part="halts">
      {visit.halts.map(({ key, name }) => {
        const on = visit.lit.includes(key)
        const halt = name[language]
        return (
          <li key={key} className={on ? (key === newest ? 'on new' : 'on') : 'off'}>
            <i />
            <span aria-hidden="true">{halt}</span>
            <span className="sr">{t(on ? 'leading.lit' : 'leading.dark', { halt })}</span>
          </li>
        )
      })}
    </ul>
  )
}
