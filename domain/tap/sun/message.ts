import { makeHex } from '../../bytes'

/** What a chip's URL is verified with: AES (NXP AN12196) or the Leakage Resilient Primitive (AN12304, AN12321). */
export const SUN_MODES = ['aes', 'lrp'] as const
export type SunMode = (typeof SUN_MODES)[number]

/** Why a URL, or its pieces, is no SUN message. */
export const SUN_UNREADABLE = [
  'bad_hex',
  'bad_length',
  'given_twice',
  'no_mac',
  'no_uid',
  'no_counter',
] as const
export type SunUnreadable = (typeof SUN_UNREADABLE)[number]

/** The pieces of a SUN message, as bytes, and what its MAC may have been made from. */
export type SunMessage = {
  /** Encrypted PICC data: 16 bytes by AES, 24 by LRP. */
  picc?: Uint8Array
  /** Plain mirrors: 7 bytes, and 3 as the URL has them, most significant first. */
  uid?: Uint8Array
  counter?: Uint8Array
  /** Encrypted file data, whole blocks. */
  enc?: Uint8Array
  mac: Uint8Array
  /** The inputs that tags are documented with, likeliest first. */
  macInputs: readonly string[]
  /** The URL's text up to the MAC, in the chip's upper case. */
  before?: string
}

export type SunPieces = Omit<SunMessage, 'macInputs' | 'before'>

/** Lengths in bytes. File data comes in blocks. */
export const fitsPiece: Record<keyof SunPieces, (length: number) => boolean> = {
  picc: (length) => length === 16 || length === 24,
  uid: (length) => length === 7,
  counter: (length) => length === 3,
  enc: (length) => length > 0 && length % 16 === 0,
  mac: (length) => length === 8,
}

/**
 * What a chip makes the MAC from is the text between two offsets of its settings. A tag without encrypted file data
 * usually starts where the MAC stands: the input is empty. With file data the chip insists that the input covers it.
 */
const EMPTY_FIRST = ['', 'PICC&cmac=', 'UID&ctr=CTR&cmac=', 'PICCx', 'UIDxCTRx'] as const
const FILE_FIRST = [
  'ENC&cmac=',
  'ENC',
  'ENC/',
  'ENCx',
  'ENC&mac=',
  'ENC&m=',
  'ENC&c=',
  'ENC&s=',
  'PICC&enc=ENC&cmac=',
  'PICCxENCx',
] as const

/** A message from its pieces alone: the MAC's input can only be one that is documented. */
export function makeSunMessage(pieces: SunPieces): SunMessage {
  return { ...pieces, macInputs: listUsualInputs(pieces) }
}

/** The documented inputs that these pieces can make. */
export function listUsualInputs(pieces: SunPieces): string[] {
  const has = { PICC: pieces.picc, UID: pieces.uid, CTR: pieces.counter, ENC: pieces.enc }
  return [...(pieces.enc ? FILE_FIRST : EMPTY_FIRST)]
    .filter((input) => Object.entries(has).every(([word, piece]) => piece || !input.includes(word)))
    .map((input) => fillInput(input, pieces))
}

/** An input with `PICC`, `UID`, `CTR` and `ENC` replaced by the hex that the URL has there. */
export function fillInput(input: string, { picc, uid, counter, enc }: SunPieces): string {
  const hex = (piece: Uint8Array | undefined) => makeHex(piece ?? new Uint8Array())
  return input
    .replaceAll('PICC', hex(picc))
    .replaceAll('UID', hex(uid))
    .replaceAll('CTR', hex(counter))
    .replaceAll('ENC', hex(enc))
}
