import { parseHex } from '../../bytes'
import { fitsPiece, listUsualInputs, type SunMessage, type SunPieces, type SunUnreadable } from './message'

export type ParsedSunUrl = { ok: true; message: SunMessage } | { ok: false; reason: SunUnreadable }

type Piece = keyof SunPieces
/** A part of the URL that may hold a piece. `at` is where its text starts. */
type Field = { name: string; text: string; at: number }
type Found = Partial<Record<Piece, Field>>

/** Names in use, in the order in which they are believed. A name of one letter is believed only if its value fits. */
const NAMES: Record<Piece, readonly string[]> = {
  mac: ['cmac', 'mac', 'sdmmac', 'c', 'm', 's'],
  picc: ['picc_data', 'piccdata', 'picc', 'p', 'e', 'd'],
  uid: ['uid', 'u'],
  counter: ['ctr', 'counter', 'c', 'n'],
  enc: ['enc', 'enc_data', 'x', 'f', 'file', 'e', 'd'],
}
/** A word, but one that any link may have a use for. */
const WEAK = ['file']
const PIECES = ['mac', 'picc', 'uid', 'counter', 'enc'] as const
/** Values of these hold everything in a row when there is no MAC of its own. */
const BULK = ['e', 'd', 'm', 'sun']
/** A chip's file holds 256 bytes; what comes behind it is nobody's. */
const LONGEST = 1_000

/**
 * The SUN message in a URL, from its raw text: an address that was parsed and put together again is another MAC input.
 * Hex is upper case, as the chip writes it, or lower, as links that passed through other hands are.
 */
export function parseSunUrl(raw: string): ParsedSunUrl {
  if (raw.length > LONGEST) return { ok: false, reason: 'bad_length' }
  const fields = listFields(raw)
  const found = findPieces(fields)
  if (!found.ok) return found
  const { mac, picc, uid, counter, enc } = found.found
  if (!mac) return { ok: false, reason: 'no_mac' }
  if (!picc && !uid) return { ok: false, reason: 'no_uid' }
  if (!picc && !counter) return { ok: false, reason: 'no_counter' }
  const pieces = {
    mac: readHex(mac),
    ...(picc && { picc: readHex(picc) }),
    ...(uid && { uid: readHex(uid) }),
    ...(counter && { counter: readHex(counter) }),
    ...(enc && { enc: readHex(enc) }),
  }
  const before = makeTextBefore(raw, found.found, mac)
  return { ok: true, message: { ...pieces, before, macInputs: listInputs(before, found.found, pieces) } }
}

/** Path segments, parameters and what `x` joins, with where they stand. */
function listFields(raw: string): Field[] {
  const start = getHostStart(raw)
  return [...raw.slice(start).matchAll(/[^/?&#;]+/g)].flatMap((match) => {
    const [name, ...value] = match[0].split('=')
    const text = value.length > 0 ? value.join('=') : (name ?? '')
    const at = start + match.index + match[0].length - text.length
    if (/^[0-9a-f]+(?:x[0-9a-f]+)+$/i.test(text)) return splitJoined(text, at)
    return [{ name: value.length > 0 ? (name ?? '').toLowerCase() : '', text, at }]
  })
}

function splitJoined(text: string, at: number): Field[] {
  let next = at
  return text.split(/x/i).map((part) => {
    const field = { name: '', text: part, at: next }
    next += part.length + 1
    return field
  })
}

function findPieces(
  fields: readonly Field[],
): { ok: true; found: Found } | { ok: false; reason: SunUnreadable } {
  const found: Found = {}
  for (const piece of PIECES) {
    // A parameter that calls itself `uid` may be anybody's, once the chip's own is encrypted.
    const needed = !found.picc || piece === 'mac' || piece === 'enc'
    const left = fields.filter((field) => !Object.values(found).includes(field))
    const named = NAMES[piece].flatMap((name) => left.filter((field) => field.name === name))
    const fitting = named.filter((field) => fits(piece, field))
    const sure = named.filter(({ name }) => name.length > 1 && !WEAK.includes(name))
    const [first] = fitting
    const odd = first && sure.includes(first) ? undefined : sure.find((field) => !fits(piece, field))
    if (odd && needed) return { ok: false, reason: parseHex(odd.text) ? 'bad_length' : 'bad_hex' }
    if (first && fitting.some((field) => field !== first && field.name === first.name))
      return { ok: false, reason: 'given_twice' }
    if (!first) continue
    // `p`, `e` and `d` mean PICC data to one and file data to another: PICC data comes first in all of them.
    const weak = first.name.length === 1 && piece === 'picc'
    found[piece] = weak ? fitting.reduce((one, other) => (other.at < one.at ? other : one)) : first
  }
  const whole = found.mac && (found.picc || (found.uid && found.counter))
  return { ok: true, found: whole ? found : findNameless(fields, found) }
}

/** Pieces without names of their own: by their lengths, in the order in which a chip writes them. */
function findNameless(fields: readonly Field[], named: Found): Found {
  const bulk = named.mac
    ? undefined
    : fields.find(({ name, text }) => BULK.includes(name) && text.length >= 48 && parseHex(text))
  const row = bulk ? splitBulk(bulk) : fields.filter(({ name }) => name === '')
  const found: Found = bulk ? {} : { ...named }
  for (const field of row) {
    const piece = (['picc', 'uid', 'counter', 'mac', 'enc'] as const).find(
      (candidate) => !found[candidate] && fits(candidate, field),
    )
    if (piece) found[piece] = field
  }
  return found
}

/** PICC data, file data and MAC without anything between them: LRP's PICC data is half a block longer. */
function splitBulk({ text, at }: Field): Field[] {
  const picc = text.length % 32 === 0 ? 48 : 32
  const mac = text.length - 16
  return [
    { name: '', text: text.slice(0, picc), at },
    { name: '', text: text.slice(picc, mac), at: at + picc },
    { name: '', text: text.slice(mac), at: at + mac },
  ]
}

/** The text up to the MAC; a chip writes upper case, and makes its MAC from what it writes. */
function makeTextBefore(raw: string, found: Found, mac: Field): string {
  return Object.values(found)
    .reduce(
      (text, field) =>
        text.slice(0, field.at) + field.text.toUpperCase() + text.slice(field.at + field.text.length),
      raw,
    )
    .slice(0, mac.at)
}

/** From each place where an input may start, up to the MAC; never starting behind file data, which it must cover. */
function listInputs(before: string, { picc, uid, counter, enc }: Found, pieces: SunPieces): string[] {
  const host = getHostStart(before)
  const starts = [
    enc ? enc.at : before.length,
    ...[picc, uid, counter].flatMap((field) => (field ? [field.at] : [])),
    before.indexOf('?') + 1,
    host,
    before.startsWith('www.', host) ? host + 4 : host,
  ]
  const last = enc ? enc.at : before.length
  const sliced = starts.filter((start) => start <= last).map((start) => before.slice(start))
  return [...new Set([...sliced, ...listUsualInputs(pieces)])]
}

function getHostStart(url: string): number {
  const scheme = url.indexOf('://')
  return scheme < 0 ? 0 : scheme + '://'.length
}

const fits = (piece: Piece, { text }: Field) => {
  const parsed = parseHex(text)
  return parsed !== null && fitsPiece[piece](parsed.length)
}
const readHex = ({ text }: Field): Uint8Array => parseHex(text) ?? new Uint8Array()
