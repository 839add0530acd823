import { describe, expect, test } from 'vitest'
import { nodeAes } from '@/server/tap/aes'
import { makeHex } from '../../bytes'
import { makeSunMessage, type SunMode } from './message'
import { makeCounter, parseCounter } from './session'
import { bytes, key } from './testing'
import { parseSunUrl } from './url'
import { type SunOptions, verifySun } from './verify'

const ZEROS = key(0)
const KEYS = { metaKey: ZEROS, fileKey: ZEROS }
const FACTORY: SunOptions = { allowZeroKeys: true }

function verify(url: string, keys: { metaKey?: Uint8Array; fileKey?: Uint8Array } = KEYS, options = FACTORY) {
  const parsed = parseSunUrl(url)
  if (!parsed.ok) return parsed
  const result = verifySun(parsed.message, keys, nodeAes, options)
  if (!result.ok) return result
  const { fileData, ...proof } = result
  return { ...proof, ...(fileData && { fileData: makeHex(fileData) }) }
}

const X16 = '78787878787878787878787878787878'

describe('a published tap is verified', () => {
  test.each<[string, string, string, number, string | undefined, string]>([
    [
      'AN12196 §3.4.4.2.1: encrypted PICC data, empty input',
      'https://ntag.nxp.com/424?e=EF963FF7828658A599F3041510671E88&c=94EED9EE65337086',
      '04DE5F1EACC040',
      61,
      undefined,
      '',
    ],
    [
      'AN12196 §3.4.3.1: encrypted file data',
      'https://my424dna.com/?picc_data=FDE4AFA99B5C820A2C1BB0F1C792D0EB&enc=94592FDE69FA06E8E3B6CA686A22842B&cmac=C48B89C17A233B2C',
      '04958CAA5C5E80',
      1,
      X16,
      '94592FDE69FA06E8E3B6CA686A22842B&cmac=',
    ],
    [
      'AN12196 §3.4.4.2.2: encrypted file data',
      'https://www.my424dna.com/?picc_data=FD91EC264309878BE6345CBE53BADF40&enc=CEE9A53E3E463EF1F459635736738962&cmac=ECC1E7F6C6C73BF6',
      '04958CAA5C5E80',
      8,
      X16,
      'CEE9A53E3E463EF1F459635736738962&cmac=',
    ],
    [
      'nfc-developer/sdm-backend: plain mirror',
      'https://sdm.nfcdeveloper.com/tagpt?uid=041E3C8A2D6B80&ctr=000006&cmac=4B00064004B0B3D3',
      '041E3C8A2D6B80',
      6,
      undefined,
      '',
    ],
    [
      'johnnyb/ntag424-java: file data and a slash',
      'https://x.example/?p=379F7A361ED4728A13B70F2B591FFA6B&e=A0DED1861CC740B47240AC0C944DC2EF/4FF9720BC3FE5910',
      '04B07F12647380',
      1,
      '0102030405060708090A0B0C0D0E0F10',
      'A0DED1861CC740B47240AC0C944DC2EF/',
    ],
    [
      'icedevml/nfc-ev2-crypto, LRP: PICC data joined with its MAC by an x',
      'https://AAE1508939ECF6FF26BCE407959AB1A5EC022819A35CD293x5E3DB82C19E3865F',
      '042E1D222A6380',
      106,
      undefined,
      'AAE1508939ECF6FF26BCE407959AB1A5EC022819A35CD293x',
    ],
    [
      'icedevml/nfc-ev2-crypto, LRP: file data, the input starting with the host',
      'https://any.domain/?m=65628ED36888CF9C84797E43ECACF114C6ED9A5E101EB592x4ADE304B5AB9474CB40AFFCAB0607A85x87E287E8135BFC06',
      '042E1D222A6380',
      123,
      makeHex(new TextEncoder().encode('0102030400000000')),
      'any.domain/?m=65628ED36888CF9C84797E43ECACF114C6ED9A5E101EB592x4ADE304B5AB9474CB40AFFCAB0607A85x',
    ],
    [
      'nfc-developer/sdm-backend, LRP: no file data',
      'https://x.example/?picc_data=1FCBE61B3E4CAD980CBFDD333E7A4AC4A579569BAFD22C5F&cmac=4231608BA7B02BA9',
      '04940E2A2F7080',
      3,
      undefined,
      '',
    ],
    [
      'nfc-developer/sdm-backend, LRP: file data',
      'https://x.example/?picc_data=07D9CA2545881D4BFDD920BE1603268C0714420DD893A497&enc=D6E921C47DB4C17C56F979F81559BB83&cmac=F9481AC7D855BDB6',
      '049B112A2F7080',
      4,
      makeHex(new TextEncoder().encode('NTXXb7dz3PsYYBlU')),
      'D6E921C47DB4C17C56F979F81559BB83&cmac=',
    ],
    [
      'johnnyb/ntag424-java, LRP: file data and a slash',
      'https://x.example/B3EC473AD2BDB04A0B75065B8E775FEF2D08AD7E8D024DF2/A8335B51B0A252AFEAFEEB38FCA0D810/02E985A8AE05ED05',
      '04827F12647380',
      37,
      '0102030405060708090A0B0C0D0E0F10',
      'A8335B51B0A252AFEAFEEB38FCA0D810/',
    ],
    [
      'johnnyb/ntag424-java, LRP: PICC data',
      'https://x.example/?picc_data=B3373525DC0343DEDB5F8E89F5387402EDFB8C22186FC129&cmac=A3773D237775F892',
      '04827F12647380',
      30,
      undefined,
      '',
    ],
  ])('%s', (_source, url, uid, counter, fileData, macInput) => {
    expect(verify(url)).toEqual({ ok: true, uid, counter, macInput, ...(fileData && { fileData }) })
  })

  test('nfc-developer/sdm-backend: with two keys, the MAC made from the file data alone', () => {
    const keys = {
      metaKey: bytes('42AFF114F2CB3B6141BE6DC95DFC5416'),
      fileKey: bytes('B62A9BAF092439BD43C62AEE96B970C5'),
    }
    const url =
      'https://x.example/?picc_data=8ACADDEF0A9B62CDAE39A16B83FC14DE&enc=B8436E11F627BB7F543FCC0C1E0D1A89&cmac=238B2543A8DEBAD8'
    expect(verify(url, keys, {})).toEqual({
      ok: true,
      uid: '041D3C8A2D6B80',
      counter: 291,
      fileData: '4E545858716E6F5F6F42467077792D56',
      macInput: 'B8436E11F627BB7F543FCC0C1E0D1A89',
    })
  })

  test('johnnyb/ntag424-java, LRP: plain mirror, whose mode has to be told', () => {
    const url = 'https://x.example/?uid=04827F12647380&ctr=000007&cmac=A9DAF6E5B2E583ED'
    expect(verify(url, KEYS, { ...FACTORY, mode: 'lrp' })).toMatchObject({ ok: true, counter: 7 })
    expect(verify(url)).toEqual({ ok: false, reason: 'mac_wrong' })
  })

  test.each([
    ['E61CB056F52D34F9368F079D1814D2CF', 'FCC9A22201EA2298', 0],
    ['D798D011FA0BF5BD5ECE6F42265B02D5', 'B49D12860DA69E54', 1],
  ])('Amperstrand/ntag424-vectors: p and c, two keys', (picc, mac, counter) => {
    const keys = {
      metaKey: bytes('55DA174C9608993DC27BB3F30A4A7314'),
      fileKey: bytes('2AB74ABC1273FB43CAE97553A36D4D08'),
    }
    expect(verify(`lnurlw://card.example?p=${picc}&c=${mac}`, keys, {})).toMatchObject({
      ok: true,
      uid: '0425607A8F6980',
      counter,
    })
  })
})

describe('a message proves nothing', () => {
  const picc = bytes('EF963FF7828658A599F3041510671E88')
  const mac = bytes('94EED9EE65337086')
  const uid = bytes('041E3C8A2D6B80')
  const counter = bytes('000006')
  const plainMac = bytes('4B00064004B0B3D3')
  const real = key(7)

  test.each<[string, Parameters<typeof makeSunMessage>[0], object, SunOptions, string]>([
    ['with keys of zeros', { picc, mac }, KEYS, {}, 'zero_key'],
    ['with a file key of zeros', { uid, counter, mac: plainMac }, { fileKey: ZEROS }, {}, 'zero_key'],
    ['with another meta key', { picc, mac }, { ...KEYS, metaKey: real }, FACTORY, 'picc_unreadable'],
    ['with another file key', { picc, mac }, { ...KEYS, fileKey: real }, FACTORY, 'mac_wrong'],
    ['without a meta key', { picc, mac }, { fileKey: ZEROS }, FACTORY, 'no_meta_key'],
    ['without a file key', { picc, mac }, { metaKey: ZEROS }, FACTORY, 'no_file_key'],
    ['in the other mode', { picc, mac }, KEYS, { ...FACTORY, mode: 'lrp' }, 'mode_mismatch'],
    ['when told another input', { picc, mac }, KEYS, { ...FACTORY, macInput: 'PICC' }, 'mac_wrong'],
    ['when mirror and PICC data disagree', { picc, uid, mac }, KEYS, FACTORY, 'pieces_disagree'],
    ['when its counters disagree', { picc, counter, mac }, KEYS, FACTORY, 'pieces_disagree'],
    [
      'of file data that the MAC does not cover',
      { uid, counter, enc: key(9), mac: plainMac },
      { fileKey: ZEROS },
      { ...FACTORY, macInput: '' },
      'file_data_unproven',
    ],
    [
      'of file data added to a message that is good without it',
      { uid, counter, enc: key(9), mac: plainMac },
      { fileKey: ZEROS },
      FACTORY,
      'mac_wrong',
    ],
  ])('%s', (_when, pieces, keys, options, reason) => {
    expect(verifySun(makeSunMessage(pieces), keys, nodeAes, options)).toEqual({ ok: false, reason })
  })
})

test.each<[string, SunMode]>([
  ['ENC&cmac=', 'aes'],
  ['CEE9A53E3E463EF1F459635736738962&cmac=', 'aes'],
])('an input is told by its words or by itself: %s', (macInput, mode) => {
  const message = makeSunMessage({
    picc: bytes('FD91EC264309878BE6345CBE53BADF40'),
    enc: bytes('CEE9A53E3E463EF1F459635736738962'),
    mac: bytes('ECC1E7F6C6C73BF6'),
  })
  expect(verifySun(message, KEYS, nodeAes, { ...FACTORY, macInput, mode })).toMatchObject({
    ok: true,
    macInput: 'CEE9A53E3E463EF1F459635736738962&cmac=',
  })
})

test('a counter keeps its 24 bits', () => {
  for (const counter of [0, 1, 255, 256, 65_536, 0xffffff])
    expect(parseCounter(makeCounter(counter))).toBe(counter)
  expect(makeHex(makeCounter(0x010203))).toBe('030201')
})
