import { parseArgs } from 'node:util'
import { parseHex } from '@/domain/bytes'
import { fitsPiece, makeSunMessage, SUN_MODES, type SunMessage, type SunMode } from '@/domain/tap/sun/message'
import { parseSunUrl } from '@/domain/tap/sun/url'
import { makeSunReason } from './sun-advice'

/** What the command line asks to be verified. */
export type SunQuestion = {
  message: SunMessage
  keys: { metaKey?: Uint8Array; fileKey?: Uint8Array }
  options: { mode?: SunMode; macInput?: string }
  explain: boolean
}

/** Thrown for what cannot be tried; the message says what to do. */
export class SunUsage extends Error {}

const TEXT = { type: 'string', multiple: true } as const
const TEXTS = {
  'meta-key': TEXT,
  'file-key': TEXT,
  picc: TEXT,
  uid: TEXT,
  ctr: TEXT,
  enc: TEXT,
  mac: TEXT,
  'mac-input': TEXT,
  mode: TEXT,
}
type Flag = keyof typeof TEXTS
const FLAGS = Object.keys(TEXTS) as Flag[]
type Flags = Partial<Record<Flag, string>>

const USAGE =
  "give '<url>' or --mac with --picc (or --uid and --ctr), and --file-key (and --meta-key for --picc); see docs/sun.md"
const PIECES = { picc: 'picc', uid: 'uid', ctr: 'counter', enc: 'enc', mac: 'mac' } as const
const LENGTHS: Record<keyof typeof PIECES, string> = {
  picc: '32 hex digits, or 48 in LRP mode',
  uid: '14 hex digits',
  ctr: '6 hex digits as in the URL, the most significant first: 00003D is 61',
  enc: 'a multiple of 32 hex digits',
  mac: '16 hex digits',
}

/** @throws SunUsage */
export function parseSunArguments(args: readonly string[]): SunQuestion {
  const { url, flags, explain } = readFlags(args)
  const metaKey = readKey('meta-key', flags)
  const fileKey = readKey('file-key', flags)
  const mode = SUN_MODES.find((known) => known === flags.mode)
  if (flags.mode !== undefined && !mode) throw new SunUsage('--mode is aes or lrp')
  return {
    message: url === undefined ? readPieces(flags) : readUrl(url, flags),
    keys: { ...(metaKey && { metaKey }), ...(fileKey && { fileKey }) },
    options: {
      ...(mode && { mode }),
      ...(flags['mac-input'] !== undefined && { macInput: flags['mac-input'] }),
    },
    explain,
  }
}

function readFlags(args: readonly string[]): { url: string | undefined; flags: Flags; explain: boolean } {
  const { values, positionals } = readArgs(args)
  if (positionals.length > 1) throw new SunUsage(`one URL at a time, in quotes: ${USAGE}`)
  const flags: Flags = {}
  for (const flag of FLAGS) {
    const [value, more] = values[flag] ?? []
    if (more !== undefined) throw new SunUsage(`--${flag} is there twice`)
    if (value !== undefined) flags[flag] = value
  }
  return { url: positionals[0], flags, explain: values.explain === true }
}

function readArgs(args: readonly string[]) {
  try {
    const options = { ...TEXTS, explain: { type: 'boolean' } as const }
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch {
    const names = FLAGS.map((flag) => `--${flag}`).join(' ')
    throw new SunUsage(`each of ${names} takes a value, --explain none: ${USAGE}`)
  }
}

function readUrl(url: string, flags: Flags): SunMessage {
  if (Object.keys(PIECES).some((flag) => flags[flag as keyof typeof PIECES] !== undefined))
    throw new SunUsage(`give a URL or its pieces, not both: ${USAGE}`)
  const parsed = parseSunUrl(url.trim())
  if (!parsed.ok) throw new SunUsage(makeSunReason(parsed.reason))
  return parsed.message
}

function readPieces(flags: Flags): SunMessage {
  const read = (flag: keyof typeof PIECES) => {
    const value = flags[flag]
    if (value === undefined) return undefined
    const bytes = readHex(value)
    if (!bytes || !fitsPiece[PIECES[flag]](bytes.length)) throw new SunUsage(`--${flag} is ${LENGTHS[flag]}`)
    return bytes
  }
  const [picc, uid, counter, enc, mac] = [read('picc'), read('uid'), read('ctr'), read('enc'), read('mac')]
  if (!(mac || picc || uid)) throw new SunUsage(`nothing to verify: ${USAGE}`)
  if (!mac) throw new SunUsage(makeSunReason('no_mac'))
  if (!picc && !uid) throw new SunUsage(makeSunReason('no_uid'))
  if (!picc && !counter) throw new SunUsage(makeSunReason('no_counter'))
  return makeSunMessage({
    mac,
    ...(picc && { picc }),
    ...(uid && { uid }),
    ...(counter && { counter }),
    ...(enc && { enc }),
  })
}

function readKey(flag: 'meta-key' | 'file-key', flags: Flags): Uint8Array | undefined {
  const value = flags[flag]
  if (value === undefined) return undefined
  const bytes = readHex(value)
  if (bytes?.length !== 16) throw new SunUsage(`--${flag} is 32 hex digits, an AES-128 key`)
  return bytes
}

/** Hex as people type it: in any case, in groups. */
const readHex = (value: string) => parseHex(value.replaceAll(/[\s:-]/g, '').toUpperCase())
