import { describe, expect, test } from 'vitest'
import {
  getDay,
  getDayBefore,
  makeCalendarDay,
  makeDayRange,
  makeExactTime,
  makeSince,
  makeStopwatch,
  makeTime,
  makeWeekday,
} from './time'

const shanghai = { timeZone: 'Asia/Shanghai', language: 'en' } as const
/** Saturday 21 November 2026, 16:42:08 in Shanghai. */
const now = Date.parse('2026-11-21T08:42:08Z')

describe('times are told on the store’s clock', () => {
  test('time, exact time and weekday', () => {
    expect(makeTime(now, shanghai)).toBe('16:42')
    expect(makeExactTime(now, shanghai)).toBe('16:42:08')
    expect(makeWeekday(now, shanghai)).toBe('Saturday')
    expect(makeWeekday(now, { ...shanghai, language: 'zh' })).toBe('星期六')
  })

  test('midnight is 00, not 24', () => {
    expect(makeTime(Date.parse('2026-11-20T16:00:00Z'), shanghai)).toBe('00:00')
  })

  test('the store’s day begins at its own midnight', () => {
    expect(getDay(Date.parse('2026-11-20T15:59:59Z'), 'Asia/Shanghai')).toBe('2026-11-20')
    expect(getDay(Date.parse('2026-11-20T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-11-21')
  })

  test('days before count over months', () => {
    expect(getDayBefore('2026-03-01', 1)).toBe('2026-02-28')
  })

  test('since tells the date only when it was another day', () => {
    expect(makeSince(now - 11 * 60_000, now, shanghai)).toBe('16:31')
    expect(makeSince(now - 24 * 3_600_000, now, shanghai)).toBe('20 November 16:42')
  })

  test('a calendar day is the same everywhere', () => {
    expect(makeCalendarDay('2026-11-01', 'en')).toBe('1 November 2026')
    expect(makeCalendarDay('2026-11-01', 'zh')).toBe('2026年11月1日')
  })

  test.each([
    ['2026-11-01', '2026-11-21', '1 to 21 November 2026', '2026年11月1日至21日'],
    ['2026-10-24', '2026-12-03', '24 October to 3 December 2026', '2026年10月24日至12月3日'],
    ['2026-10-24', '2027-01-22', '24 October 2026 to 22 January 2027', '2026年10月24日至2027年1月22日'],
  ])('%s to %s says once what both share', (from, to, en, zh) => {
    expect(makeDayRange(from, to, 'en')).toBe(en)
    expect(makeDayRange(from, to, 'zh')).toBe(zh)
  })

  test('a stopwatch shows minutes and seconds and never goes below zero', () => {
    expect([168_000, 65_999, -5].map(makeStopwatch)).toEqual(['2:48', '1:05', '0:00'])
  })
})
