import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getTapSlot, makeTapCode, makeTapCodeMessage, SLOT_MS } from '@/domain/tap/code'
import { openTestHouse, type TestHouse } from '@/tests/support/house'

let house: TestHouse
let keyId: string
beforeAll(async () => {
  house = await openTestHouse()
  keyId = house.deps.clock.id()
  await house.sql.query(
    "INSERT INTO screen_key (id, screen_id, public_key, created_at) VALUES ($1, 'kiosk-1', '{}', now())",
    [keyId],
  )
})
afterAll(() => house.close())
/** A minute passes, so that no rate limit of one test reaches into the next. */
beforeEach(() => house.pass(61_000))

/** What the kiosk shows now, or showed `ago` milliseconds before. */
async function show(ago = 0): Promise<string> {
  const source = await house.presences.getScreenCode('kiosk-1', 'wall-ring')
  if (!source) throw new Error('the kiosk has no key')
  const slot = getTapSlot(house.deps.clock.now() - ago)
  const mac = createHmac('sha256', Buffer.from(source.key, 'base64url'))
  return `?c=${makeTapCode(slot, mac.update(makeTapCodeMessage(source.touchpointId, slot)).digest())}`
}

describe('the code on a kiosk', () => {
  test('proves that somebody is there', async () => {
    const { visitId, token } = await house.tap({ search: await show() })
    const [tap] = (await house.events('tap.accepted')).filter((event) => event.visitId === visitId)
    expect(tap?.data).toMatchObject({ proof: 'code', proven: true, slot: expect.any(Number) })
    const [row] = await house.sql.query('SELECT proven FROM visit WHERE id = $1', [visitId])
    expect(row).toEqual({ proven: true })
    expect(await house.view(token)).toMatchObject({ offerState: 'open' })
  })

  test('is good for several people, and for each of them once', async () => {
    const search = await show()
    const { visitorId } = await house.keepPass('frost-tv')
    await house.tap({ search, visitorId })
    await house.tap({ search })
    await expect(house.tap({ search, visitorId })).rejects.toMatchObject({ code: 'code_used' })
    house.pass(SLOT_MS)
    await house.tap({ search: await show(), visitorId })
  })

  test('as a photo is refused after a minute, and told how old it is', async () => {
    const search = await show()
    const slotBegan = getTapSlot(house.deps.clock.now()) * SLOT_MS
    house.pass(75_000)
    const seconds = Math.floor((house.deps.clock.now() - slotBegan) / 1000)
    const answer = await house.api.inject({
      method: 'POST',
      url: '/api/v1/taps',
      headers: { 'accept-language': 'en' },
      payload: {
        touchpoint: 'wall-ring',
        attempt: house.shopper.taps.makeAttempt('wall-ring', undefined, search),
      },
    })
    expect(answer.statusCode).toBe(410)
    expect(answer.json().error).toMatchObject({ code: 'code_old' })
    expect(answer.json().error.message).toMatch(
      new RegExp(
        `^This code is (${seconds}|${seconds + 1}) seconds old\\. Scan the new one on the screen\\.$`,
      ),
    )
    expect((await house.events('tap.refused')).at(-1)?.data).toEqual({ reason: 'code_old' })
  })

  test('that was taken in time stays taken, however late its page asks again', async () => {
    const attempt = house.shopper.taps.makeAttempt('wall-ring', undefined, await show())
    const first = await house.tap({ attempt })
    house.pass(120_000)
    expect(await house.tap({ attempt })).toEqual(first)
  })

  test('is refused when it is made up, of another touchpoint, or from a clock that runs ahead', async () => {
    const search = await show()
    await expect(house.tap({ search: '?c=abc.def' })).rejects.toMatchObject({ code: 'code_wrong' })
    await expect(house.tap({ search, touchpoint: 'tea-shelf-1' })).rejects.toMatchObject({
      code: 'code_wrong',
    })
    await expect(house.tap({ search: await show(-60_000) })).rejects.toMatchObject({ code: 'code_early' })
  })

  test('dies with the display’s key', async () => {
    const search = await show()
    await house.sql.query('UPDATE screen_key SET revoked_at = now() WHERE id = $1', [keyId])
    await expect(house.tap({ search })).rejects.toMatchObject({ code: 'code_wrong' })
    expect(await house.presences.getScreenCode('kiosk-1', 'wall-ring')).toBeNull()
  })
})
