import { describe, expect, test } from 'vitest'
import { type Alert, sayNeed } from './need'
import { SAMPLE_FLOOR, SAMPLE_NOW } from './sample-floor'
import { getSpeaker } from './words'

const alert = (kind: Alert['kind'], rest: Partial<Alert> = {}): Alert => ({
  id: `${kind} projector-2`,
  kind,
  subject: { zh: '投影 2', en: 'Projector 2' },
  since: SAMPLE_NOW - 11 * 60_000,
  screenId: 'projector-2',
  zoneId: 'wall',
  ...rest,
})
const say = (given: Alert, language: 'zh' | 'en' = 'en') =>
  sayNeed(given, SAMPLE_FLOOR, language, getSpeaker(language))

describe('an alert says what is broken, since when, what visitors notice, and what ends it', () => {
  test('a dark wall whose neighbours play', () => {
    expect(say(alert('screen_dark'))).toMatchObject({
      title: 'Projector 2 in The Wall is dark',
      said: 'Marked dark 16:31. The show goes on at Projector 1 and Kiosk 1; visitors notice little.',
      order: 'lit',
    })
  })

  test('in Chinese', () => {
    expect(say(alert('screen_gone'), 'zh')).toMatchObject({
      title: '光墙的投影 2 没有回应',
      said: '16:31 起没有回应。演出在投影 1、互动屏 1 继续，客人不太看得出。',
      order: 'dark',
    })
  })

  test('the only screen of a zone leaves it dark', () => {
    const { said } = say(alert('screen_gone', { screenId: 'kiosk-2', zoneId: 'listening' }))
    expect(said).toContain('dark wall')
  })

  test('a dark wall that goes dark again is a new alert, low stock stays told', () => {
    expect(say(alert('screen_dark')).key).not.toBe(say(alert('screen_dark', { since: SAMPLE_NOW })).key)
    expect(say(alert('stock_low')).key).toBe(say(alert('stock_low', { since: SAMPLE_NOW })).key)
  })

  test('what recovered needs nothing', () => {
    expect(say(alert('recovered'))).toMatchObject({ good: true, todo: '', order: null })
  })
})
