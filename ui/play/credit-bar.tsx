'use client'
import { WALK_IN } from '@/domain/campaign/channel'
import type { Language } from '@/domain/language'
import { makeMoney } from '@/ui/house/money'
import { type Credit, printSplit } from './credit'
import { getMedium } from './medium'
import { useSettled } from './use-settled'
import { getSpeaker, type Speak } from './words'

/** An event lands, and so much later its number moves. */
const TRAVEL_MS = 700
/** The places that position-based credit would fill. */
const EMPTY = [
  { key: 'first', part: 40 },
  { key: 'between', part: 20 },
  { key: 'last', part: 40 },
]

/** Who would earn the order now: the parts, what they were before as a thin bracket, and their names. */
export function CreditBar({ credit, language }: { credit: Credit | null; language: Language }) {
  const t = getSpeaker(language)
  const key = credit ? JSON.stringify([credit.split, credit.ordered]) : ''
  const { shown, was } = useSettled(credit, key, TRAVEL_MS)
  const split = shown?.split ?? []
  const printed = printSplit(split)
  const before = was?.split ?? []
  const beforePrinted = printSplit(before)
  const moved = was !== null && JSON.stringify(before) !== JSON.stringify(split)
  const parts = split.map(({ channel }, i) => `${sayChannel(t, channel)} ${printed[i]}`).join(', ')
  return (
    <section className="credit" id="credit" aria-labelledby="credit-title">
      <h2 id="credit-title">
        {shown?.ordered
          ? `${t('credit.done')} ${makeMoney(shown.ordered.amount, shown.ordered.currency, language)}`
          : t('credit.title')}
        <span>{t('credit.model')}</span>
      </h2>
      <p className="sr" aria-live="polite">
        {shown ? t('credit.now', { parts }) : t('credit.none')}
      </p>
      <div className="bar" aria-hidden="true" data-empty={split.length === 0}>
        {split.length === 0
          ? EMPTY.map(({ key, part }) => <i key={key} style={{ flexGrow: part }} />)
          : split.map(({ channel, credit: part }, i) => (
              <i
                key={channel}
                data-tone={channel === WALK_IN ? 'walk-in' : Math.min(3, i)}
                data-last={i === split.length - 1}
                style={{ flexGrow: part * 100 }}
              />
            ))}
      </div>
      <div className="was" aria-hidden="true">
        {moved &&
          before.map(({ channel, credit: part }) => <i key={channel} style={{ flexGrow: part * 100 }} />)}
      </div>
      <ul className="parts" aria-hidden="true">
        {split.map(({ channel }, i) => {
          const at = before.findIndex((part) => part.channel === channel)
          const old = beforePrinted[at]
          return (
            <li key={channel} data-last={i === split.length - 1}>
              <b>
                {printed[i]} {channel === WALK_IN ? t('credit.walkIn') : channel}
              </b>
              <span className="what">
                {channel === WALK_IN ? '' : t(`medium.${getMedium(channel)}`)}
                {moved && old && old !== printed[i] ? ` · ${t('credit.was', { share: old })}` : ''}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const sayChannel = (t: Speak, channel: string) =>
  channel === WALK_IN ? t('credit.walkIn') : t(`medium.${getMedium(channel)}`)
