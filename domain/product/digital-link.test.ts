import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DigitalLink, makeCanonicalDigitalLink, makeDigitalLink, parseDigitalLink } from './digital-link'
import { makeCheckDigit, parseGtin } from './gtin'

// Addresses from GS1 Digital Link URI Syntax and the wiki of bwipp/postscriptbarcode; 952 is GS1's prefix for examples.
const GTIN = '09521234543213'

describe('an address names a product', () => {
  test.each<[string, object]>([
    [`https://id.gs1.org/01/${GTIN}`, {}],
    ['https://id.gs1.org/01/9521234543213', {}],
    [`http://example.com/01/${GTIN}/`, {}],
    [`HTTPS://EXAMPLE.COM/01/${GTIN}`, {}],
    [`/01/${GTIN}/21/12345`, { serial: '12345' }],
    [`https://id.gs1.org/01/${GTIN}/10/ABC123/21/12345`, { batch: 'ABC123', serial: '12345' }],
    [
      `https://id.gs1.org/01/${GTIN}/22/2A/10/ABC123/21/12345`,
      { variant: '2A', batch: 'ABC123', serial: '12345' },
    ],
    [`https://id.gs1.org/01/${GTIN}/235/TPX5`, { thirdPartySerial: 'TPX5' }],
    [`https://id.gs1.org/01/${GTIN}/10/ABC123?17=261231`, { batch: 'ABC123', attributes: { 17: '261231' } }],
    [`https://id.gs1.org/01/${GTIN}?17=261200;3103=000195`, { attributes: { 17: '261200', 3103: '000195' } }],
    [`https://example.com/products/01/${GTIN}`, {}],
    [`https://example.com/shop/01/shelf/01/${GTIN}/21/01`, { serial: '01' }],
    [`https://example.com/gtin/${GTIN}/lot/A1/ser/7`, { batch: 'A1', serial: '7' }],
    [`https://id.gs1.org/01/${GTIN}/10/A%2FB%2d1`, { batch: 'A/B-1' }],
    [`https://id.gs1.org/01/${GTIN}/21/a%25b+c`, { serial: 'a%b+c' }],
    [`https://id.gs1.org/01/${GTIN}?linkType=gs1:pip`, { linkType: 'gs1:pip' }],
    [`https://id.gs1.org/01/${GTIN}?linkType=all&utm_source=wall&picc_data=00`, { linkType: 'all' }],
    [`https://id.gs1.org/01/${GTIN}#top`, {}],
  ])('%s', (uri, rest) => {
    expect(parseDigitalLink(uri)).toEqual({ ok: true, link: { gtin: GTIN, attributes: {}, ...rest } })
  })
})

describe('an address is refused in a word', () => {
  test.each([
    ['', 'no_gtin'],
    ['https://example.com/', 'no_gtin'],
    ['https://example.com/01', 'no_gtin'],
    ['https://example.com/00/106141411234567897', 'no_gtin'],
    [`ftp://example.com/01/${GTIN}`, 'not_http'],
    [`javascript://01/${GTIN}`, 'not_http'],
    ['https://example.com/01/123456789', 'bad_gtin_length'],
    ['https://example.com/01/0952123454321A', 'bad_gtin_length'],
    ['https://example.com/01/０９５２１２３４５４３２１３', 'bad_gtin_length'],
    ['https://example.com/01/09521234543214', 'bad_check_digit'],
    [`https://example.com/01/${GTIN}/21/1/10/A`, 'bad_order'],
    [`https://example.com/01/${GTIN}/10/A/22/1`, 'bad_order'],
    [`https://example.com/01/${GTIN}/21/1/21/2`, 'given_twice'],
    [`https://example.com/01/${GTIN}/21/`, 'bad_value'],
    [`https://example.com/01/${GTIN}/21/${'9'.repeat(21)}`, 'bad_value'],
    [`https://example.com/01/${GTIN}/21/a b`, 'bad_value'],
    [`https://example.com/01/${GTIN}/21/%E9%9C%9C`, 'bad_value'],
    [`https://example.com/01/${GTIN}/21/%00`, 'bad_value'],
    [`https://example.com/01/${GTIN}/21/%E9`, 'bad_encoding'],
    [`https://example.com/01/${GTIN}?17=%`, 'bad_encoding'],
    [`https://example.com/01/${GTIN}/17/261231`, 'misplaced'],
    [`https://example.com/01/${GTIN}?21=12345`, 'misplaced'],
    [`https://example.com/01/${GTIN}/21/1/235/2`, 'misplaced'],
    [`https://example.com/01/${GTIN}/story/1`, 'unknown_qualifier'],
    [`https://example.com/01/${GTIN}?17=261301`, 'bad_date'],
    [`https://example.com/01/${GTIN}?17=270229`, 'bad_date'],
    [`https://example.com/01/${GTIN}?17=today`, 'bad_date'],
    [`https://example.com/01/${GTIN}?17=261231&17=261230`, 'given_twice'],
    [`https://example.com/01/${GTIN}?linkType=a&linkType=b`, 'given_twice'],
    [`https://example.com/01/${GTIN}?linkType=`, 'bad_value'],
  ])('%s: %s', (uri, reason) => expect(parseDigitalLink(uri)).toEqual({ ok: false, reason }))

  test('and nothing makes it throw', () => {
    const part = fc.constantFrom('/01/', GTIN, '/21/', '/', '?', '17=', '&', '%', '%2F', '#', 'https://', 'x')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (uri) => {
          parseDigitalLink(uri)
        },
      ),
    )
  })
})

const CSET = [...`!"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`]
const value = (maxLength: number) =>
  fc.array(fc.constantFrom(...CSET), { minLength: 1, maxLength }).map((characters) => characters.join(''))
const gtin = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 13, maxLength: 13 })
  .map((digits) => digits.join('') + makeCheckDigit(digits.join('')))
const link = fc.record(
  {
    gtin,
    variant: value(20),
    batch: value(20),
    serial: value(20),
    attributes: fc.dictionary(fc.constantFrom('30', '240', '3103', '8008', '99'), value(90)),
    linkType: fc.constantFrom('gs1:pip', 'gs1:instructions', 'https://example.com/voc/story?x=1&y=2'),
  },
  { requiredKeys: ['gtin', 'attributes'], noNullPrototype: true },
)

describe('a link', () => {
  test('is read back from what was made of it, at any resolver', () => {
    fc.assert(
      fc.property(
        link,
        fc.constantFrom(undefined, 'https://store.example/p', 'http://01.example'),
        (made, base) => {
          expect(parseDigitalLink(makeDigitalLink(made as DigitalLink, base))).toEqual({
            ok: true,
            link: made,
          })
        },
      ),
    )
  })

  test('has one canonical address, however it was written', () => {
    const canonical = `https://id.gs1.org/01/${GTIN}/10/A%2FB/21/7?17=261231&3103=000195`
    for (const written of [
      canonical,
      `http://shop.example/p/01/${GTIN.slice(1)}/10/A%2fB/21/7?3103=000195&linkType=gs1:pip&17=261231#x`,
      `/gtin/${GTIN}/lot/A%2FB/ser/%37?utm_medium=nfc&17=261231;3103=000195`,
    ]) {
      const parsed = parseDigitalLink(written)
      expect(parsed.ok && makeCanonicalDigitalLink(parsed.link)).toBe(canonical)
    }
  })
})

describe('a GTIN', () => {
  test.each([
    ['96385074', '00000096385074'],
    ['614141000036', '00614141000036'],
    ['4006381333931', '04006381333931'],
    ['10614141000415', '10614141000415'],
  ])('%s is %s', (digits, made) => expect(parseGtin(digits)).toEqual({ ok: true, gtin: made }))

  test('with one digit changed, or two different neighbours swapped but for 5 apart, is refused', () => {
    fc.assert(
      fc.property(gtin, fc.nat({ max: 13 }), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const all = [...digits].map(Number)
        const changed = all.with(at, ((all[at] ?? 0) + by) % 10).join('')
        expect(parseGtin(changed)).toEqual({ ok: false, reason: 'bad_check_digit' })
        const [one, other] = [all[at], all[at + 1]]
        if (one === undefined || other === undefined || Math.abs(one - other) % 5 === 0) return
        expect(
          parseGtin(
            all
              .with(at, other)
              .with(at + 1, one)
              .join(''),
          ).ok,
        ).toBe(false)
      }),
    )
  })
})
