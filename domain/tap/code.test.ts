import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decideTapCode,
  getTapSlot,
  type Hmac,
  makeTapCode,
  makeTapCodeMessage,
  parseTapCode,
  verifyTapCode,
} from './code'

/** The beginning of a slot. */
const NOW = 1_700_000_010_000
const makeHmac =
  (key: string): Hmac =>
  (data) =>
    createHmac('sha256', key).update(data).digest()
const screen = makeHmac('screen')

function show(touchpointId: string, at: number, hmac = screen): string {
  const slot = getTapSlot(at)
  return makeTapCode(slot, hmac(makeTapCodeMessage(touchpointId, slot)))
}
const verify = (code: string, now: number) => verifyTapCode(code, 'wall-code', screen, now)

describe('a screen’s code', () => {
  test('is short enough for a small QR, and safe in a URL', () => {
    expect(show('wall-code', NOW)).toMatch(/^[0-9a-z]{6}\.[A-Za-z0-9_-]{16}$/)
  })

  test('changes every 15 seconds', () => {
    expect(show('wall-code', NOW + 14_999)).toBe(show('wall-code', NOW))
    expect(show('wall-code', NOW + 15_000)).not.toBe(show('wall-code', NOW))
  })

  const shown = show('wall-code', NOW)
  test.each<[string, number, object]>([
    ['as it appears', 0, { ok: true, slot: getTapSlot(NOW) }],
    ['as the next one appears', 15_000, { ok: true, slot: getTapSlot(NOW) }],
    ['just within its minute', 59_999, { ok: true, slot: getTapSlot(NOW) }],
    ['not after a minute', 60_000, { ok: false, reason: 'code_old', ageS: 60 }],
    ['not as a photo, opened 61 s later', 61_000, { ok: false, reason: 'code_old', ageS: 61 }],
    ['not the next day', 86_400_000, { ok: false, reason: 'code_old', ageS: 86_400 }],
    ['of a screen that is a slot ahead', -15_000, { ok: true, slot: getTapSlot(NOW) }],
    ['not of one that is further ahead', -15_001, { ok: false, reason: 'code_early' }],
  ])('is good %s', (_when, later, result) => expect(verify(shown, NOW + later)).toEqual(result))

  test('is one for each of 20 people who scan it while it is shown', () => {
    for (let person = 0; person < 20; person++) expect(verify(shown, NOW + person * 700).ok).toBe(true)
  })

  test('is good for its own touchpoint and under its own screen’s key alone', () => {
    expect(verify(show('other-code', NOW), NOW)).toEqual({ ok: false, reason: 'code_wrong' })
    expect(verify(show('wall-code', NOW, makeHmac('other')), NOW)).toEqual({
      ok: false,
      reason: 'code_wrong',
    })
  })

  test.each([
    '',
    '.',
    'abc',
    shown.slice(0, -1),
    `${shown}A`,
    shown.toUpperCase(),
    `0${shown}`,
    `-${shown}`,
    `${shown}.`,
    ` ${shown}`,
    `9${'z'.repeat(20)}.${shown.slice(7)}`,
  ])('is not %j', (text) => expect(verify(text, NOW)).toEqual({ ok: false, reason: 'code_wrong' }))
})

test('what is made of any slot and MAC is read back as them', () => {
  fc.assert(
    fc.property(fc.nat(), fc.uint8Array({ minLength: 12, maxLength: 32 }), (slot, mac) => {
      expect(parseTapCode(makeTapCode(slot, mac))).toEqual({ slot, mac: mac.slice(0, 12) })
    }),
  )
})

test('10,000 guesses, and every code with one bit changed, are refused', { timeout: 30_000 }, () => {
  const slot = getTapSlot(NOW)
  let guessed = 0
  fc.assert(
    fc.property(
      fc.integer({ min: slot - 3, max: slot + 1 }),
      fc.uint8Array({ minLength: 12, maxLength: 12 }),
      (near, mac) => {
        guessed++
        expect(verify(makeTapCode(near, mac), NOW)).toEqual({ ok: false, reason: 'code_wrong' })
      },
    ),
    { numRuns: 10_000 },
  )
  expect(guessed).toBe(10_000)
  const mac = screen(makeTapCodeMessage('wall-code', slot))
  for (let bit = 0; bit < 96; bit++) {
    const changed = Uint8Array.from(mac)
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(verify(makeTapCode(slot, changed), NOW)).toEqual({ ok: false, reason: 'code_wrong' })
  }
})

test('no code is good for more than a minute after its slot began, or before the slot before it', () => {
  fc.assert(
    fc.property(fc.integer({ min: -200_000, max: 200_000 }), (later) => {
      expect(decideTapCode(getTapSlot(NOW), NOW + later).ok).toBe(later >= -15_000 && later < 60_000)
    }),
  )
})
