import type { SunMessage, SunUnreadable } from '@/domain/tap/sun/message'
import { type SunOptions, type SunRefusal, type SunResult, verifySun } from '@/domain/tap/sun/verify'
import { nodeAes } from './aes'

type Keys = { metaKey?: Uint8Array; fileKey?: Uint8Array }

const ADVICE: Record<SunUnreadable | SunRefusal, string> = {
  bad_hex: 'a value is not hex, or mixes upper and lower case',
  bad_length: 'a value has a length that no chip makes',
  given_twice: 'a value is there twice',
  no_mac: 'there is no MAC (16 hex digits), and nothing is proven without one',
  no_uid: 'there is neither PICC data (32 or 48 hex digits) nor a UID (14)',
  no_counter:
    'there is a UID but no counter (6 hex digits): mirror it too, else a copy of the URL stays good',
  no_meta_key: 'encrypted PICC data needs --meta-key',
  no_file_key: 'the MAC needs --file-key',
  zero_key: 'the key is all zeros',
  mode_mismatch: 'PICC data of 32 hex digits is AES, of 48 is LRP: leave --mode out',
  picc_unreadable: 'the PICC data is from another --meta-key, or does not hold both UID and counter',
  pieces_disagree: 'UID or counter differ from those in the PICC data',
  mac_wrong: 'the MAC does not fit: another --file-key, a changed value, or another --mac-input',
  file_data_unproven: 'the MAC fits but does not cover the encrypted file data, which could be anybody’s',
}

/** A refusal as code and sentence. */
export function makeSunReason(code: SunUnreadable | SunRefusal, found?: string): string {
  return `${code}: ${ADVICE[code]}${found ? `; ${found}` : ''}`
}

/** Verifies as a diagnosis may: with keys of zeros, and with the MAC's input starting anywhere. */
export function tryToVerify(message: SunMessage, keys: Keys, options: SunOptions): SunResult {
  return verifySun(message, keys, nodeAes, { ...options, allowZeroKeys: true, anyInput: true })
}

/** With what else the message would verify, for the faults that are made most often. */
export function findFault(message: SunMessage, keys: Keys, options: SunOptions): string | undefined {
  const { metaKey, fileKey } = keys
  const zeros = new Uint8Array(16)
  const { macInput: _, ...anyInput } = options
  const tries: [string, Keys, SunOptions?][] = [
    [
      'it verifies with the keys the other way round',
      { ...(fileKey && { metaKey: fileKey }), ...(metaKey && { fileKey: metaKey }) },
    ],
    ['it verifies with --meta-key as both keys', { ...(metaKey && { metaKey, fileKey: metaKey }) }],
    ['it verifies with --file-key as both keys', { ...(fileKey && { metaKey: fileKey, fileKey }) }],
    ['it verifies with keys of zeros: nobody has provisioned this tag', { metaKey: zeros, fileKey: zeros }],
    ['it verifies with --meta-key of zeros', { ...keys, metaKey: zeros }],
    ['it verifies with --file-key of zeros', { ...keys, fileKey: zeros }],
    ['it verifies with --mode lrp', keys, { ...options, mode: 'lrp' }],
    ['it verifies without --mode', keys, { ...options, mode: undefined }],
    ['it verifies without --mac-input', keys, anyInput],
  ]
  return tries.find(([, other, others]) => tryToVerify(message, other, others ?? options).ok)?.[0]
}
