import { describe, expect, test } from 'vitest'
import { CLICK_ID_NAMES, getNoClickReason, parseLandingQuery } from './click'

const PERSON = 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Safari/605.1.15'
const isBot = (userAgent: string) => /bot|curl/i.test(userAgent)
const judge = (headers: Record<string, string>, method = 'GET') =>
  getNoClickReason(method, new Headers({ 'user-agent': PERSON, ...headers }), isBot)

describe('what is no click', () => {
  test.each<[string, string | null, Record<string, string>, string?]>([
    ["a person's visit", null, {}],
    ['a HEAD request', 'not_get', {}, 'HEAD'],
    ['a POST', 'not_get', {}, 'POST'],
    ["Chrome's prefetch", 'prefetch', { 'sec-purpose': 'prefetch' }],
    ["Chrome's prerender", 'prefetch', { 'sec-purpose': 'prefetch;prerender' }],
    ["Firefox's prefetch", 'prefetch', { 'x-moz': 'prefetch' }],
    ['an old prefetch', 'prefetch', { purpose: 'prefetch' }],
    ["Safari's preview", 'preview', { 'x-purpose': 'preview' }],
    ['a link preview', 'preview', { purpose: 'preview' }],
    ['a bot', 'bot', { 'user-agent': 'Googlebot/2.1' }],
    ['no user agent', 'bot', { 'user-agent': '' }],
    ['a prefetch written in capitals', 'prefetch', { purpose: 'Prefetch' }],
  ])('%s: %s', (_what, reason, headers, method) => expect(judge(headers, method)).toBe(reason))
})

describe('a landing query', () => {
  test('gives every known click id as it was received, case and all', () => {
    const query = new URLSearchParams(CLICK_ID_NAMES.map((name) => [name, `${name}-AbC_1+/=%2B`]))
    const { clickIds } = parseLandingQuery(query)
    expect(clickIds).toEqual(Object.fromEntries(query))
    expect(Object.keys(clickIds)).toHaveLength(CLICK_ID_NAMES.length)
  })

  test('leaves out what it does not know, what is empty and what is too long', () => {
    const query = new URLSearchParams({
      password: 'secret',
      gclid: '',
      fbclid: 'x'.repeat(513),
      ttclid: 'x'.repeat(512),
      utm_source: 's'.repeat(201),
      utm_medium: 'm'.repeat(200),
      utm_unknown: 'x',
    })
    expect(parseLandingQuery(query)).toEqual({
      clickIds: { ttclid: 'x'.repeat(512) },
      utm: { medium: 'm'.repeat(200) },
    })
  })

  test('leaves out what no database text can hold', () => {
    const query = new URLSearchParams('gclid=a%00b&utm_source=%00&utm_campaign=%E2%80%AEspring')
    expect(parseLandingQuery(query)).toEqual({ clickIds: {}, utm: { campaign: '\u202Espring' } })
  })
})
