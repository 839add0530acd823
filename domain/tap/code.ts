import { isSame } from '../bytes'
import { makeBase64Url, parseBase64Url } from '../pass/jws'

/** A screen's code changes this often ... */
export const SLOT_MS = 15_000
/** ... and is good for this long after its slot began. */
export const CODE_GOOD_MS = 60_000
/** The parameter of a touchpoint's address that a code comes in. */
export const CODE_PARAMETER = 'c'
/** 96 bits: a guess is right once in 10^28. */
const MAC_BYTES = 12

/** HMAC-SHA-256 (RFC 2104) under the screen's own key, passed in. */
export type Hmac = (data: Uint8Array) => Uint8Array

export type ParsedTapCode = { slot: number; mac: Uint8Array }
export type TapCodeResult =
  | { ok: true; slot: number }
  | { ok: false; reason: 'code_wrong' | 'code_early' }
  /** A real code, this many seconds after its slot began: a photo, or a page opened late. */
  | { ok: false; reason: 'code_old'; ageS: number }

/** The slot of a time (Unix milliseconds), by a clock that follows the server's. */
export function getTapSlot(now: number): number {
  return Math.floor(now / SLOT_MS)
}

/** What the code of a slot is the MAC of. Apart from the MAC, so that a screen may compute it with WebCrypto. */
export function makeTapCodeMessage(touchpointId: string, slot: number): Uint8Array {
  return new TextEncoder().encode(`tap code|${slot}|${touchpointId}`)
}

/** The code: its slot, which is no secret, and the first 96 bits of the message's MAC, in base64url. */
export function makeTapCode(slot: number, mac: Uint8Array): string {
  return `${slot.toString(36)}.${makeBase64Url(mac.subarray(0, MAC_BYTES))}`
}

/** A code taken apart; null for what is none. One slot and MAC have one spelling. */
export function parseTapCode(text: string): ParsedTapCode | null {
  const [slotText = '', macText = ''] = text.split('.')
  const slot = Number.parseInt(slotText, 36)
  if (!Number.isSafeInteger(slot) || slot < 0) return null
  try {
    const mac = parseBase64Url(macText)
    return mac.length === MAC_BYTES && makeTapCode(slot, mac) === text ? { slot, mac } : null
  } catch {
    return null
  }
}

/**
 * Whether a code was shown by this touchpoint's screen, and not too long ago. A wrong code is told nothing else, in
 * constant time. A screen's clock may be one slot ahead.
 */
export function verifyTapCode(text: string, touchpointId: string, hmac: Hmac, now: number): TapCodeResult {
  const given = parseTapCode(text)
  if (!given) return { ok: false, reason: 'code_wrong' }
  const wanted = hmac(makeTapCodeMessage(touchpointId, given.slot)).subarray(0, MAC_BYTES)
  if (!isSame(given.mac, wanted)) return { ok: false, reason: 'code_wrong' }
  return decideTapCode(given.slot, now)
}

/** Whether a real code is good now. */
export function decideTapCode(slot: number, now: number): TapCodeResult {
  const age = now - slot * SLOT_MS
  if (age < -SLOT_MS) return { ok: false, reason: 'code_early' }
  if (age >= CODE_GOOD_MS) return { ok: false, reason: 'code_old', ageS: Math.floor(age / 1000) }
  return { ok: true, slot }
}
