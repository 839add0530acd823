import type { Language } from '@/domain/language'
import type { StaffOrder } from '@/domain/show/event'
import type { Floor } from '@/protocol/floor'
import { makeSince } from '../house/time'
import type { Speak } from './words'

export type Alert = Floor['alerts'][number]
/** An alert as staff read it: what is broken, since when, what visitors notice, one thing to do, a button that ends it. */
export type Need = {
  alert: Alert
  /** Known again after it was set aside: the same trouble at another time is a new one. */
  key: string
  good: boolean
  title: string
  /** Since when, and what visitors notice. */
  said: string
  todo: string
  end: string
  /** The order behind the button; null: the button sets the alert aside on this console. */
  order: StaffOrder | null
}

/** Tells an alert in words. `notice` follows from what else plays in the zone. */
export function sayNeed(alert: Alert, floor: Floor, language: Language, t: Speak): Need {
  const { kind, subject, since, screenId, zoneId } = alert
  const zone = floor.zones.find(({ id }) => id === zoneId)?.name[language] ?? ''
  const screen = subject[language]
  const others = floor.screens.filter(
    (each) => each.zoneId === zoneId && each.id !== screenId && each.state === 'online',
  )
  const told = { since: makeSince(since, floor.now, { timeZone: floor.timeZone, language }) }
  const notice =
    others.length > 0
      ? t('need.goesOn', {
          others: makeList(
            others.map(({ name }) => name[language]),
            language,
          ),
        })
      : t('need.goesDark', { zone })
  const shared = { alert, key: `${alert.id} ${since}`, good: false }
  const join = (...sentences: string[]) => sentences.join(language === 'zh' ? '' : ' ')
  switch (kind) {
    case 'screen_gone':
      return {
        ...shared,
        title: t('need.gone', { screen, zone }),
        said: join(t('need.goneSince', told), notice),
        todo: t('need.goneDo'),
        end: t('need.goneEnd'),
        order: 'dark',
      }
    case 'screen_dark':
      return {
        ...shared,
        title: t('need.dark', { screen, zone }),
        said: join(t('need.darkSince', told), notice),
        todo: t('need.darkDo'),
        end: t('need.darkEnd'),
        order: 'lit',
      }
    case 'stock_low':
      return {
        ...shared,
        // Stock has no hour it ran low at: once told, it stays told.
        key: alert.id,
        title: t('need.stock', { offer: subject[language] }),
        said: t('need.stockSince'),
        todo: t('need.stockDo'),
        end: t('need.stockEnd'),
        order: null,
      }
    case 'recovered':
      return {
        ...shared,
        good: true,
        title: t('need.recovered', { screen }),
        said: t('need.recoveredSince', told),
        todo: '',
        end: t('need.recoveredEnd'),
        order: null,
      }
    default:
      return kind satisfies never
  }
}

const makeList = (names: readonly string[], language: Language) =>
  language === 'zh' ? names.join('、') : new Intl.ListFormat(language).format(names)
