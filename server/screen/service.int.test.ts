import { randomBytes, webcrypto } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeBase64Url } from '@/domain/pass/jws'
import type { ScreenAuth } from '@/protocol/socket'
import { openTestHouse, type TestHouse } from '@/tests/support/house'
import { type PublicKey, publicKeySchema } from './service'

let house: TestHouse
let lin: string
beforeAll(async () => {
  house = await openTestHouse()
  lin = (await house.viewer('lin')).userId
})
afterAll(() => house.close())

const screens = () => house.staff.screens
const KIOSK = { zoneId: 'wall', kind: 'kiosk', name: { zh: '新屏', en: 'New screen' } } as const

/** A display with a key of its own. */
async function makeDevice() {
  const pair = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const publicKey: PublicKey = publicKeySchema.parse(await webcrypto.subtle.exportKey('jwk', pair.publicKey))
  const sign = async (
    screenId: string,
    keyId: string,
    given: Partial<ScreenAuth> = {},
  ): Promise<ScreenAuth> => {
    const at = given.at ?? house.deps.clock.now()
    const nonce = given.nonce ?? randomBytes(16).toString('base64url')
    const bytes = await webcrypto.subtle.sign(
      { name: 'ECDSA', hash: 'SHA-256' },
      pair.privateKey,
      new TextEncoder().encode(`${screenId}|${keyId}|${at}|${nonce}`),
    )
    const signature = makeBase64Url(new Uint8Array(bytes))
    return { protocol: 1, build: 'test', screenId, keyId, at, nonce, signature, ...given }
  }
  return { publicKey, sign }
}
async function pair(as: Parameters<ReturnType<typeof screens>['approve']>[2] = KIOSK) {
  const device = await makeDevice()
  const { pairingId, code } = await screens().askPairing(device.publicKey, 'a browser')
  const { screenId } = await screens().approve(code, lin, as, null)
  const { keyId = '' } = await screens().getPairing(pairingId)
  return { ...device, code, pairingId, screenId, keyId }
}
const enter = (auth: ScreenAuth) => screens().authenticate(auth)
const unknown = { code: 'screen_unknown' }

describe('a display', () => {
  test('asks, is approved, and is a screen of its zone from then on, as an event', async () => {
    const device = await makeDevice()
    const { pairingId, code } = await screens().askPairing(device.publicKey, 'a browser')
    expect(await screens().getPairing(pairingId)).toEqual({ status: 'waiting' })
    expect((await house.services.floor.getFloor('suzhou-creek')).pairings).toMatchObject([{ code }])
    const { screenId } = await screens().approve(code, lin, KIOSK, 'suzhou-creek')
    const { status, keyId = '' } = await screens().getPairing(pairingId)
    expect(status).toBe('approved')
    expect(await enter(await device.sign(screenId, keyId))).toMatchObject({ id: screenId, zoneId: 'wall' })
    const [enrolled] = (await house.events('screen.enrolled')).slice(-1)
    expect(enrolled).toMatchObject({ screenId, zoneId: 'wall', data: { userId: lin } })
    await expect(screens().approve(code, lin, KIOSK, null)).rejects.toMatchObject({ code: 'pairing_unknown' })
  })

  test('is approved once though two of the staff press at once', async () => {
    const { publicKey } = await makeDevice()
    const { code } = await screens().askPairing(publicKey, '')
    const all = await Promise.allSettled([1, 2, 3].map(() => screens().approve(code, lin, KIOSK, null)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('is turned away, or waits too long', async () => {
    const { publicKey } = await makeDevice()
    const refused = await screens().askPairing(publicKey, '')
    await screens().refuse(refused.code, lin)
    expect((await screens().getPairing(refused.pairingId)).status).toBe('refused')
    await expect(screens().approve(refused.code, lin, KIOSK, null)).rejects.toMatchObject({
      code: 'pairing_unknown',
    })
    const late = await screens().askPairing(publicKey, '')
    house.pass(10 * 60_000)
    expect((await screens().getPairing(late.pairingId)).status).toBe('expired')
    await expect(screens().approve(late.code, lin, KIOSK, null)).rejects.toMatchObject({
      code: 'pairing_expired',
    })
  })

  test('is not let into a zone of another store', async () => {
    const { publicKey } = await makeDevice()
    const { code } = await screens().askPairing(publicKey, '')
    const before = await house.sql.query('SELECT id FROM screen')
    await expect(screens().approve(code, lin, KIOSK, 'houhai')).rejects.toMatchObject({ code: 'forbidden' })
    expect(await house.sql.query('SELECT id FROM screen')).toEqual(before)
  })

  test('takes the place of a known screen, whose old key is dead then', async () => {
    const first = await pair({ screenId: 'kiosk-2' })
    await enter(await first.sign('kiosk-2', first.keyId))
    const second = await pair({ screenId: 'kiosk-2' })
    await expect(enter(await first.sign('kiosk-2', first.keyId))).rejects.toMatchObject({
      code: 'screen_revoked',
    })
    await enter(await second.sign('kiosk-2', second.keyId))
  })
})

describe('a handshake', () => {
  test('is refused with a foreign key, changed words, or a time too far from ours', async () => {
    const { sign, screenId, keyId } = await pair()
    const thief = await makeDevice()
    await expect(enter(await thief.sign(screenId, keyId))).rejects.toMatchObject(unknown)
    const good = await sign(screenId, keyId)
    await expect(enter({ ...good, nonce: `${good.nonce}x` })).rejects.toMatchObject(unknown)
    await expect(enter({ ...good, at: good.at + 1 })).rejects.toMatchObject(unknown)
    await expect(enter({ ...good, screenId: 'projector-1' })).rejects.toMatchObject(unknown)
    for (const minutes of [-6, 6]) {
      const at = house.deps.clock.now() + minutes * 60_000
      await expect(enter(await sign(screenId, keyId, { at }))).rejects.toMatchObject(unknown)
    }
    await enter(good)
  })

  test('counts once: replayed, also at the same moment, it is refused', async () => {
    const { sign, screenId, keyId } = await pair()
    const auth = await sign(screenId, keyId)
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => enter(auth)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(enter(auth)).rejects.toMatchObject(unknown)
  })

  test('of a screen that was revoked is refused, and its socket is told', async () => {
    const { sign, screenId, keyId } = await pair()
    const told: string[] = []
    const off = screens().onRevoked((id) => told.push(id))
    await screens().revoke(screenId, lin)
    off()
    expect(told).toEqual([screenId])
    await expect(enter(await sign(screenId, keyId))).rejects.toMatchObject({ code: 'screen_revoked' })
    expect((await house.events('screen.revoked')).at(-1)).toMatchObject({ screenId, data: { userId: lin } })
  })
})

test('beats are written down soon, together', async () => {
  const ids = await Promise.all([pair(), pair()]).then((both) => both.map(({ screenId }) => screenId))
  house.pass(60_000)
  const at = house.deps.clock.now()
  for (const id of [...ids, ...ids]) screens().beat(id)
  const seen = async () => {
    const rows = await house.sql.query<{ at: Date }>(
      'SELECT last_seen_at AS at FROM screen WHERE id = ANY($1) AND last_seen_at >= $2',
      [ids, new Date(at)],
    )
    return rows.length
  }
  await expect.poll(seen, { timeout: 10_000 }).toBe(2)
})

test('a key that is no point of the curve is refused at the door', () => {
  for (const x of ['', 'short', `${'A'.repeat(42)}=`, `${'A'.repeat(42)}\u0000`])
    expect(publicKeySchema.safeParse({ kty: 'EC', crv: 'P-256', x, y: 'A'.repeat(43) }).success).toBe(false)
})
