import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeHex } from '../../bytes'
import type { SunMessage } from './message'
import { parseSunUrl } from './url'

const PICC = 'EF963FF7828658A599F3041510671E88'
const ENC = '94592FDE69FA06E8E3B6CA686A22842B'
const MAC = '94EED9EE65337086'
const UID = '041E3C8A2D6B80'
const CTR = '00003D'
const LRP = 'AAE1508939ECF6FF26BCE407959AB1A5EC022819A35CD293'

const KEYS = ['picc', 'uid', 'counter', 'enc', 'mac'] as const
function read(url: string): Record<string, string> | string {
  const parsed = parseSunUrl(url)
  if (!parsed.ok) return parsed.reason
  const { message } = parsed
  return Object.fromEntries(KEYS.flatMap((key) => (message[key] ? [[key, makeHex(message[key])]] : [])))
}
function getInputs(url: string): SunMessage['macInputs'] {
  const parsed = parseSunUrl(url)
  return parsed.ok ? parsed.message.macInputs : []
}

describe('pieces are found', () => {
  const encrypted = { picc: PICC, mac: MAC }
  const whole = { picc: PICC, enc: ENC, mac: MAC }
  const plain = { uid: UID, counter: CTR, mac: MAC }
  test.each<[string, object]>([
    [`https://x.example/t?picc_data=${PICC}&cmac=${MAC}`, encrypted],
    [`https://x.example/t?picc=${PICC}&mac=${MAC}`, encrypted],
    [`https://x.example/t?e=${PICC}&c=${MAC}`, encrypted],
    [`https://x.example/t?p=${PICC}&m=${MAC}`, encrypted],
    [`https://x.example/t?d=${PICC}&s=${MAC}&utm_source=wall`, encrypted],
    [`https://x.example/t/${PICC}/${MAC}`, encrypted],
    [`https://x.example/t/${PICC}?cmac=${MAC}`, encrypted],
    [`https://x.example/t#picc_data=${PICC}&cmac=${MAC}`, encrypted],
    [`x.example/t?picc_data=${PICC}&cmac=${MAC}`, encrypted],
    [`https://x.example/t?e=${PICC}${MAC}`, encrypted],
    [`https://x.example/t?m=${PICC}x${MAC}`, encrypted],
    [`https://x.example/t?picc_data=${PICC.toLowerCase()}&cmac=${MAC}`, encrypted],
    [`https://x.example/t?PICC_DATA=${PICC}&CMAC=${MAC.toLowerCase()}`, encrypted],
    [`https://x.example/t?uid=7&picc_data=${PICC}&cmac=${MAC}`, encrypted],
    [`https://x.example/t?picc_data=${LRP}&cmac=${MAC}`, { picc: LRP, mac: MAC }],
    [`https://x.example/t?e=${LRP}${ENC}${MAC}`, { picc: LRP, enc: ENC, mac: MAC }],
    [`https://x.example/t?e=${PICC}${ENC}${MAC}`, whole],
    [`https://x.example/t?picc_data=${PICC}&enc=${ENC}&cmac=${MAC}`, whole],
    [`https://x.example/t?p=${PICC}&e=${ENC}&c=${MAC}`, whole],
    [`https://x.example/t?p=${PICC}&x=${ENC}&m=${MAC}`, whole],
    [`https://x.example/t?picc=${PICC}&file=${ENC}&s=${MAC}`, whole],
    [`https://x.example/t?file=report.pdf&picc=${PICC}&cmac=${MAC}`, encrypted],
    [`https://x.example/t?m=${PICC}x${ENC}x${MAC}`, whole],
    [`https://x.example/t?uid=${UID}&ctr=${CTR}&cmac=${MAC}`, plain],
    [`https://x.example/t?u=${UID}&n=${CTR}&m=${MAC}`, plain],
    [`https://x.example/t?u=${UID}&c=${CTR}&m=${MAC}`, plain],
    [`https://x.example/t?m=${UID}x${CTR}x${MAC}`, plain],
  ])('in %s', (url, pieces) => expect(read(url)).toEqual(pieces))
})

describe('what is no SUN message is refused in a word', () => {
  test.each([
    ['', 'no_mac'],
    ['https://x.example/', 'no_mac'],
    ['%%%?&&==#', 'no_mac'],
    [`https://x.example/?picc_data=${PICC}`, 'no_mac'],
    [`https://x.example/?cmac=${MAC}`, 'no_uid'],
    [`https://x.example/?uid=${UID}&cmac=${MAC}`, 'no_counter'],
    [`https://x.example/?picc_data=${PICC}&cmac=${MAC}00`, 'bad_length'],
    [`https://x.example/?picc_data=${PICC.slice(2)}&cmac=${MAC}`, 'bad_length'],
    [`https://x.example/?picc_data=${PICC}&enc=${ENC}00&cmac=${MAC}`, 'bad_length'],
    [`https://x.example/?picc_data=${PICC}&cmac=${MAC.slice(1)}`, 'bad_hex'],
    [`https://x.example/?picc_data=${PICC.replace('E', 'G')}&cmac=${MAC}`, 'bad_hex'],
    [`https://x.example/?picc_data=${PICC.replace('E', 'e')}&cmac=${MAC}`, 'bad_hex'],
    [`https://x.example/?picc_data=${PICC}&cmac=${MAC}&cmac=${MAC}`, 'given_twice'],
    [`https://x.example/?picc_data=${PICC}&cmac=${MAC}&picc_data=${PICC}`, 'given_twice'],
    [`https://x.example/?picc_data=${PICC}&cmac=${MAC}#${'0'.repeat(1_000)}`, 'bad_length'],
  ])('%s: %s', (url, reason) => expect(read(url)).toBe(reason))

  test('and nothing makes it throw', () => {
    const part = fc.constantFrom(
      'picc_data=',
      'cmac=',
      'uid=',
      '&',
      '?',
      '#',
      '/',
      'x',
      '=',
      PICC,
      MAC,
      UID,
      '://',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (url) => {
          parseSunUrl(url)
        },
      ),
    )
  })
})

describe('the MAC may be made from the URL’s own text', () => {
  test('nothing first when there is no file data, then from each place where an input may start', () => {
    expect(getInputs(`https://www.x.example/t?picc_data=${PICC}&cmac=${MAC}`)).toEqual([
      '',
      `${PICC}&cmac=`,
      `picc_data=${PICC}&cmac=`,
      `www.x.example/t?picc_data=${PICC}&cmac=`,
      `x.example/t?picc_data=${PICC}&cmac=`,
      `${PICC}x`,
    ])
  })

  test('file data first when there is some, and never without all of it', () => {
    const inputs = getInputs(`https://x.example/t?picc_data=${PICC}&enc=${ENC}&cmac=${MAC}`)
    expect(inputs.slice(0, 3)).toEqual([
      `${ENC}&cmac=`,
      `${PICC}&enc=${ENC}&cmac=`,
      `picc_data=${PICC}&enc=${ENC}&cmac=`,
    ])
    for (const input of inputs) expect(input).toContain(ENC)
  })

  test('in the upper case that the chip wrote, however the link was passed on', () => {
    const url = `https://x.example/t?picc_data=${PICC}&enc=${ENC}&cmac=${MAC}`
    expect(getInputs(url.toLowerCase())).toEqual(getInputs(url))
  })
})
