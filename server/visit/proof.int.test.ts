import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MAX_QUESTIONS, QUESTION_MS } from '@/domain/tap/proof'
import { PROVEN_PER_HOUR } from '@/domain/tap/second'
import { GELS, type Gel } from '@/domain/visit/light'
import { openTestHouse, type TestHouse } from '@/tests/support/house'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())
/** The last test's question has gone out, and its rate limits with it. */
beforeEach(async () => {
  house.pass(61_000)
  await ask('full')
})

async function ask(proof: 'full' | 'light' | 'none') {
  await house.sql.query("UPDATE campaign SET unproven = 'story', proof = $1 WHERE id = 'first-frost'", [
    proof,
  ])
  await house.refresh()
}
const getGlow = async () => (await house.shows.getZone('wall'))?.state.glow ?? null
/** What somebody before the wall would pick, and what they would not. */
async function look(): Promise<{ right: Gel; wrong: Gel }> {
  const right = (await getGlow())?.gel
  const wrong = GELS.find((gel) => gel !== right)
  if (!right || !wrong) throw new Error('the wall is dark')
  return { right, wrong }
}
const finish = async (touchpoint = 'wall-ring') => (await house.finish({ touchpoint })).token
const pick = (token: string, given: Parameters<typeof house.visits.pick>[1]['pick'], asked?: number) =>
  house.visits.pick(token, { pick: given, asked })
const proven = async (visitId: string) =>
  (await house.events('tap.proven')).filter((event) => event.visitId === visitId)

describe('a tap that proves nothing', () => {
  test('gets the coupon that waits for it by two right picks in a row', async () => {
    const token = await finish()
    const before = await house.view(token)
    expect(before).toMatchObject({ stage: 'finished', coupon: null, offerState: 'open' })
    expect(before.proof).toMatchObject({ state: 'offered', needed: 2, tries: 3 })
    expect(await getGlow()).toBeNull()
    await pick(token, 'start')
    expect((await house.view(token)).proof).toMatchObject({ state: 'open', right: 0, was: null, asked: 1 })
    await pick(token, (await look()).right, 1)
    expect((await house.view(token)).proof).toMatchObject({ state: 'open', right: 1, was: 'right', asked: 2 })
    await pick(token, (await look()).right, 2)
    const after = await house.view(token)
    expect(after).toMatchObject({ proof: null, coupon: { status: 'issued' } })
    expect(await getGlow()).toBeNull()
    const events = await proven(after.visitId)
    expect(events.map(({ data, touchpointId }) => [data.by, data.asked, touchpointId])).toEqual([
      ['wall', 2, 'wall-ring'],
    ])
  })

  test('may be proven before the story, and the coupon comes with its end', async () => {
    const { token, visitId } = await house.tap({})
    await house.visits.act(token, 'phone')
    await pick(token, 'start')
    await pick(token, (await look()).right)
    await pick(token, (await look()).right)
    expect(await proven(visitId)).toHaveLength(1)
    expect((await house.view(token)).coupon).toBeNull()
    const origin = { at: house.deps.clock.now(), simulated: false }
    for (const { key } of (await house.view(token)).halts) await house.visits.light(token, key, origin)
    expect((await house.view(token)).coupon).toMatchObject({ status: 'issued' })
  })

  test('takes one pick where little is at stake', async () => {
    await ask('light')
    const token = await finish()
    await pick(token, 'start')
    await pick(token, (await look()).right)
    expect((await house.view(token)).coupon).not.toBeNull()
  })

  test('is asked nothing where the campaign asks for none, and hears of no coupon', async () => {
    await ask('none')
    const token = await finish()
    expect(await house.view(token)).toMatchObject({ proof: null, offerState: 'not_earned', discount: null })
    await pick(token, 'start')
    expect(await getGlow()).toBeNull()
  })

  test('is never asked for the visitor’s own light, and never told the answer', async () => {
    const token = await finish()
    const { light } = await house.view(token)
    await pick(token, 'start')
    for (let asked = 1; asked < MAX_QUESTIONS; asked++) {
      expect((await look()).right).not.toBe(light.gel)
      const { proof } = await house.view(token)
      expect(Object.keys(proof ?? {}).toSorted()).toEqual(
        ['asked', 'needed', 'right', 'state', 'tries', 'until', 'was'].toSorted(),
      )
      await pick(token, 'another', asked)
    }
    await pick(token, 'another')
    expect(await house.view(token)).toMatchObject({ proof: { state: 'failed' }, offerState: 'not_earned' })
  })

  test('fails after its last try, and earns nothing from then on', async () => {
    const token = await finish()
    await pick(token, 'start')
    for (let i = 0; i < 3; i++) await pick(token, (await look()).wrong)
    const view = await house.view(token)
    expect(view).toMatchObject({ proof: { state: 'failed' }, offerState: 'not_earned', discount: null })
    await expect(pick(token, 'amber')).rejects.toMatchObject({ code: 'offer_not_earned' })
    expect(await getGlow()).toBeNull()
    expect(await proven(view.visitId)).toEqual([])
  })

  test('counts a pick once that was sent twice, also at the same time', async () => {
    const token = await finish()
    await pick(token, 'start')
    const { right } = await look()
    await Promise.all(Array.from({ length: 5 }, () => pick(token, right, 1)))
    expect((await house.view(token)).proof).toMatchObject({ right: 1, asked: 2, tries: 3 })
  })

  test('loses nothing by a pick that comes too late', async () => {
    const token = await finish()
    await pick(token, 'start')
    const { wrong } = await look()
    house.pass(QUESTION_MS + 1)
    expect((await house.view(token)).proof).toMatchObject({ state: 'open', until: null })
    await pick(token, wrong, 1)
    expect((await house.view(token)).proof).toMatchObject({ was: 'late', tries: 3, asked: 2 })
  })
})

describe('the wall', () => {
  test('glows for one at a time, and is free again when the question is over', async () => {
    const [one, other] = [await finish(), await finish()]
    await pick(one, 'start')
    await expect(pick(other, 'start')).rejects.toMatchObject({ code: 'proof_busy' })
    house.pass(QUESTION_MS + 1)
    await pick(other, 'start')
    await expect(pick(one, 'another')).rejects.toMatchObject({ code: 'proof_busy' })
  })

  test('proves so many taps of one touchpoint in an hour, and no more', async () => {
    const { visitId } = await house.view(await finish('tea-shelf-1'))
    await house.sql.query(
      `INSERT INTO visit SELECT (v.r).* FROM (SELECT jsonb_populate_record(visit, jsonb_build_object(
         'id', gen_random_uuid(), 'tap_id', gen_random_uuid(), 'proven', true, 'closed_at', opened_at,
         'proof', jsonb_build_object('status', 'proven', 'by', 'wall', 'at', $2::float8))) AS r
       FROM visit, generate_series(1, $3) WHERE id = $1) v`,
      [visitId, house.deps.clock.now(), PROVEN_PER_HOUR],
    )
    const token = await finish('tea-shelf-1')
    expect(await house.view(token)).toMatchObject({ proof: null, offerState: 'not_earned' })
    await expect(pick(token, 'start')).rejects.toMatchObject({ code: 'offer_not_earned' })
    house.pass(3_600_000)
    expect((await house.view(token)).proof).toMatchObject({ state: 'offered' })
  })
})

describe('a person of the store', () => {
  const confirm = async (who: string, storeId: string, visitId: string) =>
    house.api.inject({
      method: 'POST',
      url: `/api/v1/stores/${storeId}/visits/${visitId}/confirm`,
      headers: { cookie: await house.logIn(who) },
      payload: {},
    })

  test('confirms who cannot see the wall, in the audit log, and the coupon is issued', async () => {
    const token = await finish()
    const { visitId } = await house.view(token)
    for (const pickOf of ['start', 'another'] as const) await pick(token, pickOf)
    const floor = await house.services.floor.getFloor('suzhou-creek')
    expect(floor.taps.map(({ confirmable }) => confirmable)).toContain(visitId)
    expect((await confirm('hao', 'houhai', visitId)).statusCode).toBe(404)
    expect((await confirm('hao', 'suzhou-creek', visitId)).statusCode).toBe(403)
    expect((await confirm('lin', 'suzhou-creek', visitId)).json()).toEqual({ needed: true })
    expect((await confirm('lin', 'suzhou-creek', visitId)).json()).toEqual({ needed: false })
    expect((await house.view(token)).coupon).toMatchObject({ status: 'issued' })
    expect(await getGlow()).toBeNull()
    const { userId } = await house.viewer('lin')
    expect((await proven(visitId)).map(({ data }) => [data.by, data.userId])).toEqual([['staff', userId]])
    const log = await house.sql.query(
      "SELECT user_id, target FROM audit_log WHERE action = 'visit.confirm' ORDER BY seq",
    )
    expect(log).toEqual([{ user_id: userId, target: visitId }])
    const after = await house.services.floor.getFloor('suzhou-creek')
    expect(after.taps.map(({ confirmable }) => confirmable)).not.toContain(visitId)
  })
})
