import { expect, test } from 'vitest'
import { makeBase64Url } from '@/domain/pass/jws'
import { makeTapCodeMessage, SLOT_MS, verifyTapCode } from '@/domain/tap/code'
import { followCodes, type TapCode } from './tap-code'

const key = new Uint8Array(32).fill(7)
const source = { touchpointId: 'wall-ring', key: makeBase64Url(key) }

/** What the server computes for a slot. */
async function makeMac(slot: number) {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign'])
  const message = Uint8Array.from(makeTapCodeMessage('wall-ring', slot))
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, message))
}

/** The first code that a screen shows whose clock says `now`. */
const show = (now: () => number) =>
  new Promise<TapCode>((resolve) => {
    const stop = followCodes(source, now, (code) => {
      resolve(code)
      queueMicrotask(() => stop())
    })
  })

test('a screen’s code is the one that the server believes, with the seconds it still stands', async () => {
  for (const [into, leftS] of [
    [0, 15],
    [4_200, 11],
    [14_999, 1],
  ] as const) {
    const now = 119_000_000 * SLOT_MS + into
    const code = await show(() => now)
    expect(code).toMatchObject({ touchpointId: 'wall-ring', leftS })
    const mac = await makeMac(119_000_000)
    expect(verifyTapCode(code.text, 'wall-ring', () => mac, now)).toEqual({ ok: true, slot: 119_000_000 })
  }
})

test('changes by itself when its time is over', async () => {
  const began = performance.now()
  const start = 119_000_001 * SLOT_MS - 60
  const seen: string[] = []
  await new Promise<void>((resolve) => {
    const stop = followCodes(
      source,
      () => start + performance.now() - began,
      ({ text }) => {
        seen.push(text)
        if (seen.length < 2) return
        queueMicrotask(() => stop())
        resolve()
      },
    )
  })
  expect(new Set(seen).size).toBe(2)
})
