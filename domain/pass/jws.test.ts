import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CONSENT_SCOPES } from '../consent/consent'
import {
  lengthen,
  makeBase64Url,
  makePassJws,
  parseBase64Url,
  parsePassJws,
  type Sign,
  shorten,
  type Verify,
} from './jws'
import { PASS_LIFETIME_MS, type Pass } from './pass'

const NOW = 1_700_000_000_000
const keys = ['7f3a', '91cc'].map((kid) => ({ kid, ...generateKeyPairSync('ed25519') }))
const signWith = (index: number): Sign => {
  const { kid, privateKey } = keys[index] ?? { kid: '', privateKey: createPrivateKey('') }
  return { kid, sign: (data) => sign(null, data, privateKey) }
}
const verifies: Verify = (kid, data, signature) => {
  const key = keys.find((known) => known.kid === kid)
  return key ? verify(null, data, createPublicKey(key.privateKey), signature) : false
}
const PASS: Pass = {
  passId: '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b',
  visitorId: '0190a1b2-c3d4-7e5f-9a9b-0c1d2e3f4a5c',
  brandId: 'mistleaf',
  campaignId: 'first-frost',
  linkId: 'frost-video',
  clickId: '0190a1b2-c3d4-7e5f-aa9b-0c1d2e3f4a5d',
  scopes: ['story', 'measurement', 'ads'],
  language: 'zh',
  issuedAt: NOW,
  expiresAt: NOW + PASS_LIFETIME_MS,
}
const parse = (jws: string, now = NOW) => parsePassJws(jws, verifies, now)
const invalid = { ok: false, reason: 'pass_invalid' }
/** A JWS over anything, rightly signed. */
function forge(header: unknown, payload: unknown) {
  const part = (value: unknown) => makeBase64Url(new TextEncoder().encode(JSON.stringify(value)))
  const text = `${part(header)}.${part(payload)}`
  return `${text}.${makeBase64Url(signWith(0).sign(new TextEncoder().encode(text)))}`
}

describe('a pass', () => {
  test('says again what it was made of', () => {
    const anyPass = fc.record(
      {
        passId: fc.uuid({ version: 7 }),
        visitorId: fc.uuid({ version: 7 }),
        brandId: fc.string(),
        campaignId: fc.string(),
        linkId: fc.string({ minLength: 1 }),
        clickId: fc.uuid({ version: 7 }),
        scopes: fc.subarray([...CONSENT_SCOPES]),
        language: fc.constantFrom('zh' as const, 'en' as const),
        issuedAt: fc.nat().map((seconds) => seconds * 1000),
        expiresAt: fc.nat().map((seconds) => NOW + seconds * 1000),
      },
      {
        requiredKeys: [
          'passId',
          'visitorId',
          'brandId',
          'campaignId',
          'scopes',
          'language',
          'issuedAt',
          'expiresAt',
        ],
      },
    )
    fc.assert(
      fc.property(anyPass, (pass) => {
        const parsed = parse(makePassJws(pass, signWith(0)), NOW - 1)
        expect(parsed).toEqual({ ok: true, pass: { linkId: undefined, clickId: undefined, ...pass } })
      }),
    )
  })

  test('of an earlier release says what was agreed to then, which is not the same as now', () => {
    expect(parse(makePassJws({ ...PASS, scopes: ['story', 'feedback'] }, signWith(0)))).toMatchObject({
      ok: true,
      pass: { scopes: ['story', 'feedback'] },
    })
  })

  test('with its address fits an NFC tag: 400 bytes with an origin of 40', () => {
    const origin = `https://${'x'.repeat(32)}`
    expect(Buffer.byteLength(`${origin}/p/${makePassJws(PASS, signWith(0))}`)).toBeLessThanOrEqual(400)
  })

  test('is refused when any one character of it is another', () => {
    const jws = makePassJws(PASS, signWith(0))
    for (let at = 0; at < jws.length; at++)
      for (const other of ['A', 'b', '_', '.', '=', ' ', '\u202E']) {
        if (jws[at] === other) continue
        expect(parse(jws.slice(0, at) + other + jws.slice(at + 1)), `${other} at ${at}`).toEqual(invalid)
      }
  })

  test('is refused when cut, extended or doubled', () => {
    const jws = makePassJws(PASS, signWith(0))
    for (const other of [
      jws.slice(0, -1),
      `${jws}A`,
      `${jws}=`,
      `${jws}.`,
      `${jws}.${jws}`,
      `.${jws}`,
      '',
      '..',
      'a.b.c',
    ])
      expect(parse(other)).toEqual(invalid)
  })

  test('is refused under another key or an unknown one', () => {
    const other = { ...signWith(1), kid: '7f3a' }
    expect(parse(makePassJws(PASS, other))).toEqual(invalid)
    expect(parse(makePassJws(PASS, { ...signWith(0), kid: 'gone' }))).toEqual(invalid)
    expect(parse(makePassJws(PASS, signWith(1)))).toMatchObject({ ok: true })
  })

  test('is refused under another algorithm, though rightly signed', () => {
    const payload = JSON.parse(
      Buffer.from(makePassJws(PASS, signWith(0)).split('.')[1] ?? '', 'base64url').toString(),
    )
    expect(parse(forge({ alg: 'EdDSA', kid: '7f3a' }, payload))).toMatchObject({ ok: true })
    for (const alg of ['none', 'HS256', 'ES256', 'eddsa', '', null])
      expect(parse(forge({ alg, kid: '7f3a' }, payload))).toEqual(invalid)
  })

  test('is refused when rightly signed but of another shape', () => {
    const header = { alg: 'EdDSA', kid: '7f3a' }
    for (const payload of [
      {},
      [],
      null,
      'pass',
      [1, 2, 3],
      ['a', 'b', 'c', 'd', '', '', 's', 'zh', 1, 9e12],
      [...'0123456789'],
    ])
      expect(parse(forge(header, payload))).toEqual(invalid)
  })

  test('expires in the very second it says', () => {
    const jws = makePassJws(PASS, signWith(0))
    expect(parse(jws, PASS.expiresAt - 1)).toMatchObject({ ok: true })
    expect(parse(jws, PASS.expiresAt)).toEqual({ ok: false, reason: 'pass_expired' })
  })

  test('never throws, whatever is brought', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parse(text)).toEqual(invalid)
      }),
    )
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) => {
        expect(parse(`${a}.${b}.${c}`).ok).toBe(false)
      }),
    )
  })
})

describe('base64url', () => {
  test('gives bytes back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(parseBase64Url(makeBase64Url(bytes))).toEqual(bytes)
      }),
    )
  })

  test.each(['AB', 'A', 'AA==', 'A+', 'A/', 'AAAA AAAA', 'Zh', 'é'])(
    '%j is not the one way to write it',
    (text) => expect(() => parseBase64Url(text)).toThrow(),
  )

  test('a UUID is 22 characters and back; anything else is refused', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(shorten(id)).toHaveLength(22)
        expect(lengthen(shorten(id))).toBe(id)
      }),
    )
    expect(() => lengthen('AAAA')).toThrow(RangeError)
  })
})
