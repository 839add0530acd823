import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CALL_MS, IDLE_MS } from '@/domain/show/zone'
import { openTestHouse, type TestHouse } from '@/tests/support/house'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())
/** A wall of its own for each test: everyone who stood there has gone. */
beforeEach(async () => {
  house.pass(61_000)
  const zone = await house.shows.getZone('wall')
  const { leader, queue } = zone?.state ?? {}
  for (const turn of [...(queue ?? []), ...(leader ? [leader] : [])])
    await house.shows.apply('wall', { type: 'leave', visitId: turn.visitId, reason: 'left' })
})

const now = () => ({ at: house.deps.clock.now(), simulated: false })
const stageOf = async (token: string) => (await house.view(token)).stage
/** A visitor whose story is on and who has answered, so that the page shows the stage. */
async function come(touchpoint = 'wall-ring') {
  const { visitorId } = await house.keepPass('frost-tv')
  return house.tap({ visitorId, touchpoint })
}
const eventsOf = async (visitId: string) => {
  const rows = await house.sql.query<{ type: string }>(
    'SELECT type FROM event WHERE visit_id = $1 ORDER BY seq',
    [visitId],
  )
  return rows.map(({ type }) => type)
}

describe('a zone', () => {
  test('wakes for the first, queues the second, and calls them when the first leaves', async () => {
    const [wen, ada] = [await come(), await come()]
    expect([await stageOf(wen.token), await stageOf(ada.token)]).toEqual(['leading', 'waiting'])
    expect(await house.view(ada.token)).toMatchObject({ place: 1, waitMs: expect.any(Number) })
    await house.visits.act(wen.token, 'leave')
    expect([await stageOf(wen.token), await stageOf(ada.token)]).toEqual(['phone', 'called'])
    await house.visits.act(ada.token, 'take')
    await house.visits.act(ada.token, 'take')
    expect(await stageOf(ada.token)).toBe('leading')
    expect(await eventsOf(wen.visitId)).toContain('show.turn_ended')
  })

  test('skips who is called and does not come, by the clock alone', async () => {
    const [wen, ada] = [await come(), await come()]
    house.pass(IDLE_MS)
    await house.shows.tick()
    expect([await stageOf(wen.token), await stageOf(ada.token)]).toEqual(['phone', 'called'])
    house.pass(CALL_MS)
    await house.shows.tick()
    expect(await stageOf(ada.token)).toBe('phone')
    const ended = (await house.events('show.turn_ended')).slice(-2).map(({ data }) => data.reason)
    expect(ended).toEqual(['idle', 'skipped'])
    const [row] = await house.sql.query<{ due_at: Date | null }>("SELECT due_at FROM zone WHERE id = 'wall'")
    expect(row?.due_at).toBeNull()
  })

  test('refuses the lamp to whoever is not called, and says why when it is paused', async () => {
    const [wen, ada] = [await come(), await come()]
    await expect(house.visits.act(ada.token, 'take')).rejects.toMatchObject({ code: 'not_your_turn' })
    await house.shows.apply('wall', { type: 'pause' })
    await expect(house.visits.act(ada.token, 'take')).rejects.toMatchObject({ code: 'zone_paused' })
    await house.shows.apply('wall', { type: 'resume' })
    await expect(house.visits.step(ada.token, 'up')).rejects.toMatchObject({ code: 'not_your_turn' })
    await expect(house.visits.light(ada.token, 'gate', now())).rejects.toMatchObject({
      code: 'not_your_turn',
    })
    expect(await stageOf(wen.token)).toBe('leading')
  })

  test('is finished on the wall by step buttons, with one coupon', async () => {
    const { token, visitId } = await come()
    for (let presses = 0; presses < 40 && (await stageOf(token)) === 'leading'; presses++) {
      const { halts, lit, lamp } = await house.view(token)
      const next = halts.find(({ key }) => !lit.includes(key))?.at ?? lamp
      const direction = lamp.y < next.y ? 'up' : lamp.y > next.y ? 'down' : lamp.x < next.x ? 'right' : 'left'
      await house.visits.step(token, direction)
    }
    const view = await house.view(token)
    expect(view).toMatchObject({ stage: 'finished', lit: ['gate', 'mist', 'frost'] })
    expect(view.coupon?.status).toBe('issued')
    const types = await eventsOf(visitId)
    for (const once of ['show.turn_started', 'show.finished', 'offer.issued'])
      expect(types.filter((type) => type === once)).toHaveLength(1)
    expect(types.filter((type) => type === 'show.engaged')).toHaveLength(3)
    const scenes = (await house.events('show.scene_entered'))
      .filter((event) => event.visitId === visitId)
      .map(({ data }) => data.scene)
    expect(scenes).toEqual(['welcome', 'climb', 'finale'])
    const last = ['show.engaged', 'show.finished', 'offer.issued'].map((type) => types.lastIndexOf(type))
    expect(last, 'what caused it stands before what came of it').toEqual(last.toSorted((a, b) => a - b))
  })

  test('loses none of two presses that come at once', async () => {
    const { token } = await come()
    const { lamp } = await house.view(token)
    await Promise.all([house.visits.step(token, 'left'), house.visits.step(token, 'down')])
    const after = (await house.view(token)).lamp
    expect(after.x).toBeLessThan(lamp.x)
    expect(after.y).toBeLessThan(lamp.y)
  })

  test('steps on from where a hand led the lamp meanwhile', async () => {
    const { token, visitId } = await come()
    house.pass(100)
    await house.shows.moveLamp('wall', visitId, { x: 0.7, y: 0.1 })
    await house.visits.step(token, 'right')
    const { lamp } = await house.view(token)
    expect(lamp.x).toBeGreaterThan(0.7)
    expect(lamp.y).toBeCloseTo(0.1)
  })

  test('goes on on the phone where the wall left off', async () => {
    const { token } = await come()
    await house.visits.light(token, 'gate', now())
    await house.visits.act(token, 'phone')
    expect(await house.view(token)).toMatchObject({ stage: 'phone', lit: ['gate'] })
    await expect(house.visits.light(token, 'frost', now())).rejects.toMatchObject({
      code: 'story_unfinished',
    })
    await house.visits.light(token, 'gate', now())
    await house.visits.light(token, 'mist', now())
    await house.visits.light(token, 'frost', now())
    expect(await house.view(token)).toMatchObject({ stage: 'finished', coupon: { status: 'issued' } })
  })

  test('restarted by staff begins again on the phone too, and can be finished', async () => {
    const { token } = await come()
    await house.visits.light(token, 'gate', now())
    await house.shows.apply('wall', { type: 'restart' })
    expect(await house.view(token)).toMatchObject({ stage: 'leading', lit: [] })
    for (const halt of ['gate', 'mist', 'frost']) await house.visits.light(token, halt, now())
    expect(await house.view(token)).toMatchObject({ stage: 'finished', coupon: { status: 'issued' } })
  })

  test('given to somebody who was there before begins with nothing lit', async () => {
    const { visitorId } = await house.keepPass('frost-tv')
    const { token } = await house.tap({ visitorId })
    await house.visits.light(token, 'gate', now())
    await house.visits.act(token, 'leave')
    await house.tap({ visitorId })
    expect(await house.view(token)).toMatchObject({ stage: 'leading', lit: [] })
    for (const halt of ['gate', 'mist', 'frost']) await house.visits.light(token, halt, now())
    expect(await stageOf(token)).toBe('finished')
  })

  test('keeps revision and row together: each change is one higher', async () => {
    const before = (await house.shows.getZone('wall'))?.revision ?? 0
    const { token } = await come()
    await house.visits.act(token, 'leave')
    expect((await house.shows.getZone('wall'))?.revision).toBe(before + 2)
    expect(await house.shows.apply('wall', { type: 'next' })).toBeNull()
    expect((await house.shows.getZone('wall'))?.revision).toBe(before + 2)
  })
})

describe('the lamp', () => {
  test('lights the halt it is carried to, and obeys nobody else', async () => {
    const [wen, ada] = [await come(), await come()]
    const seen: unknown[] = []
    const off = house.shows.onLamp((lamp) => seen.push(lamp))
    await house.shows.moveLamp('wall', ada.visitId, { x: 0.352, y: 0.337 })
    expect(seen).toEqual([])
    await house.shows.moveLamp('wall', wen.visitId, { x: 0.352, y: 0.337 })
    off()
    expect(seen).toHaveLength(1)
    expect((await house.view(wen.token)).lit).toEqual(['gate'])
  })

  test('keeps a leader there who only steers', async () => {
    const { token, visitId } = await come()
    for (let seconds = 0; seconds < 60; seconds += 10) {
      house.pass(10_000)
      await house.shows.moveLamp('wall', visitId, { x: 0.3, y: 0.9 })
      await house.shows.tick()
    }
    expect(await stageOf(token)).toBe('leading')
  })
})

describe('what may wait for each other', () => {
  test('an answer, a language, a tap and the clock at once, fifty times, all succeed', async () => {
    const { jws } = await house.keepPass('frost-lin')
    const { visitorId } = await house.keepPass('frost-tv')
    const { token } = await house.tap({ visitorId, pass: jws })
    for (let round = 0; round < 50; round++) {
      house.pass(10_000)
      const [answer, language] = round % 2 ? (['yes', 'zh'] as const) : (['no', 'en'] as const)
      await Promise.all([
        house.visits.answer(token, { answer, gpc: false }, now()),
        house.visits.setLanguage(token, language),
        house.tap({ visitorId }),
        house.shows.apply('wall', { type: 'tick' }),
        house.shows.tick(),
      ])
    }
    expect(await house.view(token)).toMatchObject({ answer: 'yes', language: 'zh' })
  })

  test('fifty who come and go at once leave one leader at most and nobody twice', async () => {
    const people = await Promise.all(Array.from({ length: 50 }, () => house.tap({ touchpoint: 'sea-ring' })))
    await Promise.all(people.map(({ token }, i) => house.visits.act(token, i % 2 ? 'leave' : 'phone')))
    const state = (await house.shows.getZone('sea-wall'))?.state
    expect([state?.leader, state?.queue, state?.calledUntil]).toEqual([null, [], null])
    const open = await house.sql.query(
      "SELECT FROM visit WHERE zone_id = 'sea-wall' AND stage IN ('waiting', 'called', 'leading')",
    )
    expect(open).toEqual([])
  })
})

describe('a visit', () => {
  test('that nobody was seen in for twenty minutes is closed, once, and its phone is told', async () => {
    const { token, visitId } = await come()
    await house.visits.act(token, 'phone')
    await house.visits.closeIdle()
    expect(await stageOf(token)).toBe('phone')
    house.pass(21 * 60_000)
    await Promise.all([house.visits.closeIdle(), house.visits.closeIdle()])
    expect(await stageOf(token)).toBe('closed')
    expect((await eventsOf(visitId)).filter((type) => type === 'visit.closed')).toHaveLength(1)
    await expect(house.visits.light(token, 'gate', now())).rejects.toMatchObject({ code: 'visit_closed' })
    const again = await come()
    expect(again.visitId).not.toBe(visitId)
  })

  test('is unknown under a changed address', async () => {
    const { token } = await come()
    expect(await house.visits.getView(`${token}A`)).toBeNull()
    await expect(house.visits.act('no.token', 'take')).rejects.toMatchObject({ code: 'visit_unknown' })
  })
})
