import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nodeAes } from '@/server/tap/aes'
import { makeHex } from '../../bytes'
import { makeSunUrl } from './make'
import { SUN_MODES } from './message'
import { parseSunUrl } from './url'
import { verifySun } from './verify'

const block = fc.uint8Array({ minLength: 16, maxLength: 16 })
const key = block.filter((bytes) => bytes.some((byte) => byte !== 0))
const tag = fc.record({
  mode: fc.constantFrom(...SUN_MODES),
  uid: fc.uint8Array({ minLength: 7, maxLength: 7 }),
  counter: fc.integer({ min: 0, max: 0xffffff }),
  metaKey: key,
  fileKey: key,
  fileData: fc
    .array(block, { minLength: 1, maxLength: 3 })
    .map((all) => Uint8Array.from(all.flatMap((b) => [...b]))),
  random: fc.uint8Array({ minLength: 13, maxLength: 13 }),
})
const template = fc.constantFrom(
  'https://x.example/t/ring?picc_data={picc}&cmac={mac}',
  'https://x.example/t/ring?e={from}{picc}&c={mac}',
  'https://x.example/t/ring?picc_data={picc}&enc={enc}&cmac={mac}',
  'https://{from}x.example/t/ring?p={picc}&e={enc}&m={mac}',
  'https://x.example/t/ring?m={picc}x{enc}x{mac}',
  'https://x.example/t/ring?e={picc}{enc}{mac}',
  'https://x.example/t/ring?uid={uid}&ctr={ctr}&cmac={mac}',
  'https://x.example/t/ring?u={uid}&n={ctr}&x={enc}&s={mac}',
  'https://x.example/t/ring?{from}uid={uid}&ctr={ctr}&enc={enc}&cmac={mac}',
)
type Tag = typeof tag extends fc.Arbitrary<infer T> ? T : never

function verify(url: string, { mode, metaKey, fileKey }: Tag) {
  const parsed = parseSunUrl(url)
  return parsed.ok ? verifySun(parsed.message, { metaKey, fileKey }, nodeAes, { mode }) : parsed
}

test('a virtual tag’s URL is verified and says what the tag said, in upper and in lower case', () => {
  fc.assert(
    fc.property(template, tag, (text, chip) => {
      const url = makeSunUrl(text, chip, nodeAes)
      for (const shown of [url, url.toLowerCase()]) {
        const result = verify(shown, chip)
        expect(result).toMatchObject({ ok: true, uid: makeHex(chip.uid), counter: chip.counter })
        if (result.ok && text.includes('{enc}'))
          expect(makeHex(result.fileData ?? new Uint8Array())).toBe(makeHex(chip.fileData))
      }
    }),
    { numRuns: 150 },
  )
}, 30_000)

test('an input that starts in an unusual place is found when every place is tried', () => {
  fc.assert(
    fc.property(tag, (chip) => {
      const text = 'https://x.example/t/{from}ring?uid={uid}&ctr={ctr}&enc={enc}&cmac={mac}'
      const parsed = parseSunUrl(makeSunUrl(text, chip, nodeAes))
      if (!parsed.ok) throw new Error(parsed.reason)
      const { mode, fileKey } = chip
      const verifyBy = (options: object) =>
        verifySun(parsed.message, { fileKey }, nodeAes, { mode, ...options })
      expect(verifyBy({})).toEqual({ ok: false, reason: 'mac_wrong' })
      expect(verifyBy({ anyInput: true })).toMatchObject({ ok: true, counter: chip.counter })
      expect(verifyBy({ macInput: 'ring?uid=UID&ctr=CTR&enc=ENC&cmac=' })).toMatchObject({ ok: true })
    }),
    { numRuns: 20 },
  )
}, 30_000)

describe('a SUN URL is refused', { timeout: 30_000 }, () => {
  test('when a bit is flipped anywhere in its values', () => {
    fc.assert(
      fc.property(template, tag, fc.nat(), fc.integer({ min: 0, max: 3 }), (text, chip, place, bit) => {
        const url = makeSunUrl(text, chip, nodeAes)
        const digits = listValueDigits(url, text)
        const at = digits[place % digits.length] ?? 0
        const flipped = (Number.parseInt(url.charAt(at), 16) ^ (1 << bit)).toString(16).toUpperCase()
        expect(verify(url.slice(0, at) + flipped + url.slice(at + 1), chip)).toMatchObject({ ok: false })
      }),
      { numRuns: 400 },
    )
  })

  test('when any one bit of its PICC data, file data or MAC is flipped, in every place', () => {
    const chip: Tag = {
      mode: 'aes',
      uid: Uint8Array.of(4, 1, 2, 3, 4, 5, 6),
      counter: 61,
      metaKey: new Uint8Array(16).fill(1),
      fileKey: new Uint8Array(16).fill(2),
      fileData: new Uint8Array(16).fill(0x78),
      random: new Uint8Array(13).fill(9),
    }
    const text = 'https://x.example/t/ring?picc_data={picc}&enc={enc}&cmac={mac}'
    const url = makeSunUrl(text, chip, nodeAes)
    const digits = listValueDigits(url, text)
    expect(digits).toHaveLength(32 + 32 + 16)
    for (const at of digits)
      for (const bit of [1, 2, 4, 8]) {
        const flipped = (Number.parseInt(url.charAt(at), 16) ^ bit).toString(16).toUpperCase()
        expect(verify(url.slice(0, at) + flipped + url.slice(at + 1), chip)).toMatchObject({ ok: false })
      }
  })

  test('when a character of its values becomes any other, but for the case of a whole value', () => {
    fc.assert(
      fc.property(
        template,
        tag,
        fc.nat(),
        fc.constantFrom(1, 2, 4, 8, 16, 32, 64),
        (text, chip, place, bit) => {
          const url = makeSunUrl(text, chip, nodeAes)
          const digits = listValueDigits(url, text)
          const at = digits[place % digits.length] ?? 0
          const changed = url.slice(0, at) + String.fromCharCode(url.charCodeAt(at) ^ bit) + url.slice(at + 1)
          const result = verify(changed, chip)
          // One letter alone in its value: its lower case is the value itself.
          if (result.ok) expect(changed.toUpperCase()).toBe(url.toUpperCase())
        },
      ),
      { numRuns: 400 },
    )
  })

  test('under the keys of another tag', () => {
    fc.assert(
      fc.property(template, tag, key, (text, chip, other) => {
        fc.pre(makeHex(other) !== makeHex(chip.fileKey))
        expect(verify(makeSunUrl(text, chip, nodeAes), { ...chip, fileKey: other })).toMatchObject({
          ok: false,
        })
      }),
      { numRuns: 100 },
    )
  })
})

/** Where in the URL the digits stand that the tag filled in. */
function listValueDigits(url: string, text: string): number[] {
  const literals = text.replace('{from}', '').split(/\{[a-z]+\}/)
  let at = 0
  const places: number[] = []
  for (const [i, literal] of literals.entries()) {
    const next = i === literals.length - 1 ? url.length : findLiteral(url, literal, at)
    for (; at < next; at++) places.push(at)
    at += literal.length
  }
  return places
}

/** An empty literal stands between two values: there is nothing to step over. */
const findLiteral = (url: string, literal: string, from: number) =>
  literal === '' ? from : url.indexOf(literal, from)
