import { isSame, join } from '../../bytes'
import { type Aes, ZERO } from './aes'
import { makeLrp } from './lrp'
import type { SunMessage, SunMode } from './message'
import { encryptCbc, makeCounter, parseCounter, type SunClaim } from './session'

/** Why a message does not even say which chip it is from. */
export const SUN_CLAIMLESS = ['no_meta_key', 'mode_mismatch', 'picc_unreadable', 'pieces_disagree'] as const
export type SunClaimless = (typeof SUN_CLAIMLESS)[number]

/** UID and counter are both there, and the UID has seven bytes. */
const TAG = 0xc7
const PICC_RANDOM = 8

/**
 * Which chip a message says it is from, and its counter. Nothing is proven yet: it is for finding the tag's file key.
 * Encrypted PICC data is AES's in 16 bytes and LRP's in 24 (NT4H2421Gx §9.3.4); a plain mirror does not say which, so
 * it is `mode`, or AES.
 */
export function parseSunClaim(
  message: SunMessage,
  metaKey: Uint8Array | null,
  aes: Aes,
  mode?: SunMode,
): { ok: true; claim: SunClaim } | { ok: false; reason: SunClaimless } {
  const plain = parsePlain(message, mode ?? 'aes')
  if (!message.picc) return plain ? { ok: true, claim: plain } : { ok: false, reason: 'picc_unreadable' }
  const found = message.picc.length === 16 ? 'aes' : 'lrp'
  if (mode && mode !== found) return { ok: false, reason: 'mode_mismatch' }
  if (!metaKey) return { ok: false, reason: 'no_meta_key' }
  const data = decryptPicc(message.picc, metaKey, aes)
  if (data[0] !== TAG) return { ok: false, reason: 'picc_unreadable' }
  const claim = { mode: found, uid: data.slice(1, 8), counter: parseCounter(data.slice(8, 11)) } as const
  const disagrees =
    (message.uid && !isSame(message.uid, claim.uid)) ||
    (message.counter && parseMirrored(message.counter) !== claim.counter)
  return disagrees ? { ok: false, reason: 'pieces_disagree' } : { ok: true, claim }
}

/** PICC data as a chip encrypts it; for virtual tags. `random` is 13 bytes. */
export function makePicc(
  { mode, uid, counter }: SunClaim,
  metaKey: Uint8Array,
  random: Uint8Array,
  aes: Aes,
) {
  const data = join(Uint8Array.of(TAG), uid, makeCounter(counter), random.slice(PICC_RANDOM, PICC_RANDOM + 5))
  if (mode === 'aes') return encryptCbc(metaKey, ZERO, data, aes)
  const start = random.slice(0, PICC_RANDOM)
  return join(start, makeLrp(metaKey, aes).encrypt(0, start, data))
}

function decryptPicc(picc: Uint8Array, metaKey: Uint8Array, aes: Aes): Uint8Array {
  if (picc.length === 16) return aes.decrypt(metaKey, ZERO, picc)
  return makeLrp(metaKey, aes).decrypt(0, picc.subarray(0, PICC_RANDOM), picc.subarray(PICC_RANDOM))
}

function parsePlain({ uid, counter }: SunMessage, mode: SunMode): SunClaim | null {
  return uid && counter ? { mode, uid, counter: parseMirrored(counter) } : null
}

/** A mirrored counter has its most significant byte first, unlike everywhere else. */
const parseMirrored = (counter: Uint8Array) => parseCounter(counter.toReversed())
