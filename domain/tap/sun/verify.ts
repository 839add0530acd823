import { isSame, makeHex } from '../../bytes'
import { type Aes, ZERO } from './aes'
import { fillInput, type SunMessage, type SunMode } from './message'
import { parseSunClaim, type SunClaimless } from './picc'
import { makeSunSession, type SunClaim } from './session'

/** Why a message that can be read proves nothing. */
export const SUN_UNPROVEN = ['no_file_key', 'zero_key', 'mac_wrong', 'file_data_unproven'] as const
export type SunUnproven = (typeof SUN_UNPROVEN)[number]
export type SunRefusal = SunClaimless | SunUnproven

export type SunOptions = {
  mode?: SunMode
  /** What this tag makes its MAC from. `PICC`, `UID`, `CTR` and `ENC` stand for the hex in the URL. */
  macInput?: string
  /** Also tries every other place of the URL where an input may start: for finding out a tag's settings. */
  anyInput?: boolean
  /** Keys of zeros are those of a tag that nobody provisioned. */
  allowZeroKeys?: boolean
}

/** A reading that its chip has proven. UIDs are 14 digits of upper-case hex. */
export type SunProof = {
  ok: true
  uid: string
  counter: number
  fileData?: Uint8Array
  /** What the MAC was made from. */
  macInput: string
}
export type SunResult = SunProof | { ok: false; reason: SunRefusal }

/**
 * Whether a chip with these keys made the message (NXP AN12196; LRP: AN12304, AN12321). It proves the chip, not the
 * moment: whether the counter has risen is decided apart.
 */
export function verifySun(
  message: SunMessage,
  keys: { metaKey?: Uint8Array; fileKey?: Uint8Array },
  aes: Aes,
  options: SunOptions = {},
): SunResult {
  const { metaKey, fileKey } = keys
  if (metaKey && message.picc && isZero(metaKey) && !options.allowZeroKeys)
    return { ok: false, reason: 'zero_key' }
  const parsed = parseSunClaim(message, metaKey ?? null, aes, options.mode)
  if (!parsed.ok) return parsed
  if (!fileKey) return { ok: false, reason: 'no_file_key' }
  return decideSun(message, parsed.claim, fileKey, aes, options)
}

/** The second half of `verifySun`, for whoever had to look up the claimed chip's file key. */
export function decideSun(
  message: SunMessage,
  claim: SunClaim,
  fileKey: Uint8Array,
  aes: Aes,
  options: SunOptions = {},
): SunResult {
  if (isZero(fileKey) && !options.allowZeroKeys) return { ok: false, reason: 'zero_key' }
  const session = makeSunSession(claim, fileKey, aes)
  const macInput = listMacInputs(message, options).find((input) =>
    isSame(session.makeMac(new TextEncoder().encode(input)), message.mac),
  )
  if (macInput === undefined) return { ok: false, reason: 'mac_wrong' }
  const proof = { ok: true, uid: makeHex(claim.uid), counter: claim.counter, macInput } as const
  if (!message.enc) return proof
  // File data that the MAC does not cover could be anybody's.
  if (!macInput.includes(makeHex(message.enc))) return { ok: false, reason: 'file_data_unproven' }
  return { ...proof, fileData: Uint8Array.from(session.decrypt(message.enc)) }
}

/** In the order in which they are tried: the one given, as it is and filled in; else the documented ones. */
function listMacInputs(message: SunMessage, { macInput, anyInput }: SunOptions): string[] {
  if (macInput !== undefined) return [macInput, fillInput(macInput, message)]
  const { before, enc, macInputs } = message
  if (!anyInput || before === undefined) return [...macInputs]
  const last = enc ? before.lastIndexOf(makeHex(enc)) : before.length
  return [...macInputs, ...Array.from({ length: last + 1 }, (_, start) => before.slice(start))]
}

const isZero = (key: Uint8Array) => isSame(key, ZERO)
