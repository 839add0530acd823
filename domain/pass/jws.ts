import { z } from 'zod'
import { consentScopeSchema } from '../consent/consent'
import { languageSchema } from '../language'
import { type Pass, passSchema } from './pass'

/** Cryptography, passed in: Ed25519 over bytes (RFC 8032). `verify` answers false for an unknown key id. */
export type Sign = { kid: string; sign: (data: Uint8Array) => Uint8Array }
export type Verify = (kid: string, data: Uint8Array, signature: Uint8Array) => boolean

export type ParsedPass = { ok: true; pass: Pass } | { ok: false; reason: 'pass_invalid' | 'pass_expired' }

// An array and 22-character ids keep the whole URL under 400 bytes: it must fit an NTAG215 and a small QR.
const claimsSchema = z.tuple([
  z.string(), // pass id
  z.string(), // visitor id
  z.string(), // brand
  z.string(), // campaign
  z.string(), // link, or empty
  z.string(), // click id, or empty
  z.string(), // scopes, a letter each
  languageSchema,
  z.int(), // issued, Unix seconds
  z.int(), // expires, Unix seconds
])
const SCOPES = { s: 'story', m: 'measurement', a: 'ads', c: 'contact', f: 'feedback' } as const
const text = new TextEncoder()

/** A pass as a compact JWS (RFC 7515), `EdDSA` (RFC 8037); its payload is a JSON array. Times are rounded down to seconds. */
export function makePassJws(pass: Pass, { kid, sign }: Sign): string {
  const claims: z.infer<typeof claimsSchema> = [
    shorten(pass.passId),
    shorten(pass.visitorId),
    pass.brandId,
    pass.campaignId,
    pass.linkId ?? '',
    pass.clickId ? shorten(pass.clickId) : '',
    pass.scopes.map((scope) => scope.charAt(0)).join(''),
    pass.language,
    Math.floor(pass.issuedAt / 1000),
    Math.floor(pass.expiresAt / 1000),
  ]
  const head = makeBase64Url(text.encode(JSON.stringify({ alg: 'EdDSA', kid })))
  const body = makeBase64Url(text.encode(JSON.stringify(claims)))
  return `${head}.${body}.${makeBase64Url(sign(text.encode(`${head}.${body}`)))}`
}

/** Checks signature, shape and time. Anything that is not a pass of ours is `pass_invalid`. */
export function parsePassJws(jws: string, verify: Verify, now: number): ParsedPass {
  const invalid = { ok: false, reason: 'pass_invalid' } as const
  const [head, body, signature, more] = jws.split('.')
  if (!head || !body || !signature || more !== undefined || jws.length > 1_000) return invalid
  try {
    const header = z.object({ alg: z.literal('EdDSA'), kid: z.string() }).parse(parseJson(head))
    if (!verify(header.kid, text.encode(`${head}.${body}`), parseBase64Url(signature))) return invalid
    const [passId, visitorId, brandId, campaignId, linkId, clickId, letters, language, issued, expires] =
      claimsSchema.parse(parseJson(body))
    const scopes = z
      .array(consentScopeSchema)
      .parse([...letters].map((letter) => SCOPES[letter as keyof typeof SCOPES]))
    const pass = passSchema.parse({
      passId: lengthen(passId),
      visitorId: lengthen(visitorId),
      brandId,
      campaignId,
      linkId: linkId || undefined,
      clickId: clickId ? lengthen(clickId) : undefined,
      scopes,
      language,
      issuedAt: issued * 1000,
      expiresAt: expires * 1000,
    })
    return pass.expiresAt <= now ? { ok: false, reason: 'pass_expired' } : { ok: true, pass }
  } catch {
    return invalid
  }
}

/** A UUID as 22 characters. */
export function shorten(uuid: string): string {
  const hex = uuid.replaceAll('-', '')
  return makeBase64Url(
    Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16)),
  )
}

/** The UUID that `shorten` made 22 characters of; anything else throws. */
export function lengthen(short: string): string {
  const bytes = parseBase64Url(short)
  if (bytes.length !== 16) throw new RangeError('not a shortened UUID')
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Bytes as base64url without padding (RFC 4648 §5). */
export function makeBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The bytes of base64url; anything that is not its one canonical form throws. */
export function parseBase64Url(value: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(value)) throw new RangeError('not base64url')
  const binary = atob(value.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0))
  // Two spellings of one signature would make two passes of one.
  if (makeBase64Url(bytes) !== value) throw new RangeError('not canonical base64url')
  return bytes
}

const parseJson = (part: string): unknown => JSON.parse(new TextDecoder().decode(parseBase64Url(part)))
