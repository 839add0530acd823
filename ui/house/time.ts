import type { Language } from '@/domain/language'

type Zone = { timeZone: string; language: Language }
const LOCALES = { zh: 'zh-CN', en: 'en-GB' } as const

const format = (at: number, { timeZone, language }: Zone, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(LOCALES[language], { timeZone, hourCycle: 'h23', ...options }).format(at)

/** "16:42" on the clock of a time zone. `at` is Unix milliseconds. */
export const makeTime = (at: number, zone: Zone) => format(at, zone, { hour: '2-digit', minute: '2-digit' })

/** "16:42:08". */
export const makeExactTime = (at: number, zone: Zone) =>
  format(at, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** "Saturday" or 星期六. */
export const makeWeekday = (at: number, zone: Zone) => format(at, zone, { weekday: 'long' })

/** "21 November" or 11月21日. */
export const makeDate = (at: number, zone: Zone) => format(at, zone, { day: 'numeric', month: 'long' })

/** "21 November 2026" from a calendar day (YYYY-MM-DD), whatever the time zone. */
export function makeCalendarDay(day: string, language: Language): string {
  return format(
    Date.parse(`${day}T00:00:00Z`),
    { timeZone: 'UTC', language },
    {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    },
  )
}

/** "1 to 21 November 2026" or 2026年11月1日至21日 from two calendar days (YYYY-MM-DD); what both share is said once. */
export function makeDayRange(from: string, to: string, language: Language): string {
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  const sameMonth = from.slice(0, 7) === to.slice(0, 7)
  const say = (day: string, { month, year }: { month: boolean; year: boolean }) =>
    format(
      Date.parse(`${day}T00:00:00Z`),
      { timeZone: 'UTC', language },
      {
        day: 'numeric',
        ...(month && { month: 'long' }),
        ...(year && { year: 'numeric' }),
      },
    )
  const whole = { month: true, year: true }
  const part = { month: !sameMonth, year: !sameYear }
  return language === 'zh'
    ? `${say(from, whole)}至${say(to, part)}`
    : `${say(from, part)} to ${say(to, whole)}`
}

/** The calendar day (YYYY-MM-DD) that it is at `at` in a time zone. */
export function getDay(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)
}

/** The day so many days before a calendar day. */
export function getDayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
}

/** "16:42" when `at` is on the same day as `now`, else the date with it. */
export function makeSince(at: number, now: number, zone: Zone): string {
  const time = makeTime(at, zone)
  return getDay(at, zone.timeZone) === getDay(now, zone.timeZone) ? time : `${makeDate(at, zone)} ${time}`
}

/** "2:48": minutes and seconds, never negative. */
export function makeStopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
