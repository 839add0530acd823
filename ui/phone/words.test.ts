import { describe, expect, it } from 'vitest'
import en from '@/messages/shopper.en.json'
import zh from '@/messages/shopper.zh.json'
import { findErrorCode, makeClock, makeDate, makeVoice, sayError } from './words'

const keysOf = (words: object, path = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keysOf(value, `${path}${key}.`),
  )

describe('the words a shopper reads', () => {
  it('are the same ones in both languages', () => {
    expect(keysOf(zh)).toEqual(keysOf(en))
  })

  it('never shout', () => {
    expect(JSON.stringify([zh, en])).not.toMatch(/[!！]/)
  })

  it('tell a date in the time of the store', () => {
    const evening = Date.UTC(2026, 10, 28, 17, 30)
    expect(makeDate(makeVoice('en', '', 'Asia/Shanghai'), evening, true)).toBe('29 November at 01:30')
    expect(makeDate(makeVoice('zh', '', 'Asia/Shanghai'), evening)).toBe('11月29日')
  })

  it('say UTC where the store’s time is unknown', () => {
    expect(makeDate(makeVoice('en', ''), Date.UTC(2026, 10, 28, 17, 30), true)).toBe(
      '28 November at 17:30 UTC',
    )
  })

  it('count a rest of time up to whole seconds, never below nothing', () => {
    expect([makeClock(71_001), makeClock(60_000), makeClock(-5)]).toEqual(['1:12', '1:00', '0:00'])
  })

  it('know an error of ours by its code and nothing else', () => {
    expect(findErrorCode({ code: 'pass_expired' })).toBe('pass_expired')
    expect(findErrorCode({ code: 'ECONNREFUSED' })).toBeNull()
    expect(findErrorCode('pass_expired')).toBeNull()
    expect(sayError('unknown_link', 'zh')).toContain('链接')
  })
})
