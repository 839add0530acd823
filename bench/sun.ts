// The CPU of one SUN verification, from the URL's text to the verdict, with the tag's file key made from the retailer's
// master key. The collector's share is in it, so the mean is what is judged. Argument: how many (default 2,000).
import { makeTagKey } from '../domain/tap/sun/key'
import { makeSunUrl } from '../domain/tap/sun/make'
import type { SunMode } from '../domain/tap/sun/message'
import { parseSunUrl } from '../domain/tap/sun/url'
import { verifySun } from '../domain/tap/sun/verify'
import { nodeAes } from '../server/tap/aes'
import { getQuantile, judge, printTable } from './table'

const WARM = 500
/** LRP is shown, not judged: it takes thirty AES calls a block, each under another key, and has to be switched on. */
const BUDGET_MS: Record<SunMode, number | null> = { aes: 1, lrp: null }
const MASTER = new Uint8Array(16).fill(7)
const UID = Uint8Array.of(0x04, 0xde, 0x5f, 0x1e, 0xac, 0xc0, 0x40)
const metaKey = makeTagKey(MASTER, Uint8Array.of(0), 'footlight/meta', nodeAes)

const KINDS: [string, SunMode, string, string | undefined][] = [
  ['PICC data', 'aes', '?picc_data={picc}&cmac={mac}', ''],
  ['PICC and file data', 'aes', '?picc_data={picc}&enc={enc}&cmac={mac}', 'ENC&cmac='],
  ['the same, input unknown', 'aes', '?picc_data={picc}&enc={enc}&cmac={mac}', undefined],
  ['plain mirror', 'aes', '?uid={uid}&ctr={ctr}&cmac={mac}', ''],
  ['PICC data', 'lrp', '?picc_data={picc}&cmac={mac}', ''],
  ['PICC and file data', 'lrp', '?picc_data={picc}&enc={enc}&cmac={mac}', 'ENC&cmac='],
]

const rounds = Number(process.argv[2]) || 2_000
const rows = [['', 'p50', 'p99', 'mean', 'budget', '']]
for (const [what, mode, template, macInput] of KINDS) {
  const urls = Array.from({ length: WARM + rounds }, (_, counter) =>
    makeSunUrl(`https://store.example/t/ring${template}`, makeTag(mode, counter), nodeAes),
  )
  for (const url of urls.slice(0, WARM)) verify(url, mode, macInput)
  const taken = urls.slice(WARM).map((url) => {
    const from = process.cpuUsage()
    verify(url, mode, macInput)
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1_000
  })
  const mean = taken.reduce((sum, ms) => sum + ms, 0) / taken.length
  const figures = [getQuantile(taken, 0.5), getQuantile(taken, 0.99), mean].map((ms) => `${ms.toFixed(3)} ms`)
  const budget = BUDGET_MS[mode]
  const verdict = budget === null ? ['', ''] : [`<= ${budget} ms`, judge(mean <= budget)]
  rows.push([`${mode.toUpperCase()}, ${what}`, ...figures, ...verdict])
}
printTable(`CPU of a SUN URL's verification (${rounds.toLocaleString('en')} each)`, rows)

function makeTag(mode: SunMode, counter: number) {
  const random = Uint8Array.from({ length: 13 }, (_, i) => (counter >> i) & 0xff)
  return {
    mode,
    uid: UID,
    counter,
    metaKey,
    fileKey: getFileKey(),
    fileData: new Uint8Array(16).fill(0x78),
    random,
  }
}

function verify(url: string, mode: SunMode, macInput: string | undefined) {
  const parsed = parseSunUrl(url)
  const options = { mode, ...(macInput !== undefined && { macInput }) }
  if (!parsed.ok || !verifySun(parsed.message, { metaKey, fileKey: getFileKey() }, nodeAes, options).ok)
    throw new Error(`a good URL was refused: ${url}`)
}

function getFileKey(): Uint8Array {
  return makeTagKey(MASTER, UID, 'footlight/file', nodeAes)
}
