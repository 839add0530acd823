import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makePassJws } from '@/domain/pass/jws'
import { openTestHouse, type TestHouse } from '@/tests/support/house'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())
/** A minute passes, so that no rate limit of one test reaches into the next. */
beforeEach(() => house.pass(61_000))

const attempt = (touchpoint = 'wall-ring') => house.shopper.taps.makeAttempt(touchpoint)
const accepted = async (visitId: string) =>
  (await house.events('tap.accepted')).filter((event) => event.visitId === visitId)
const refused = async () => (await house.events('tap.refused')).map(({ data }) => data.reason)

describe('one attempt', () => {
  test('sent again answers the same visit and is one tap', async () => {
    const again = attempt()
    const first = await house.tap({ attempt: again })
    expect(await house.tap({ attempt: again })).toEqual(first)
    expect(await accepted(first.visitId)).toHaveLength(1)
  })

  test('sent ten times at once is one tap and one visit', async () => {
    const again = attempt()
    const all = await Promise.all(Array.from({ length: 10 }, () => house.tap({ attempt: again })))
    expect(new Set(all.map(({ visitId }) => visitId)).size).toBe(1)
    expect(await accepted(all[0]?.visitId ?? '')).toHaveLength(1)
    expect(
      (await house.events('visit.opened')).filter(({ visitId }) => visitId === all[0]?.visitId),
    ).toHaveLength(1)
  })

  test('of another touchpoint, a changed one or an old one is refused', async () => {
    await expect(house.tap({ attempt: attempt('entrance') })).rejects.toMatchObject({ code: 'bad_request' })
    await expect(house.tap({ attempt: `${attempt()}x` })).rejects.toMatchObject({ code: 'bad_request' })
    const old = attempt()
    house.pass(16 * 60_000)
    await expect(house.tap({ attempt: old })).rejects.toMatchObject({ code: 'visit_closed' })
  })

  test('that was refused can be sent again when the reason is gone', async () => {
    const { visitorId } = await house.keepPass('frost-tv')
    for (let i = 0; i < 12; i++) await house.tap({ visitorId })
    const again = attempt()
    await expect(house.tap({ visitorId, attempt: again })).rejects.toMatchObject({ code: 'too_many' })
    await expect(house.tap({ visitorId, attempt: again })).rejects.toMatchObject({ code: 'too_many' })
    house.pass(61_000)
    expect(await house.tap({ visitorId, attempt: again })).toMatchObject({ visitId: expect.any(String) })
  })
})

describe('who taps', () => {
  test('with a kept pass is at once in the story of their ad, in the ledger too', async () => {
    const { visitorId, pass, click } = await house.keepPass('frost-lin')
    const { token, visitId } = await house.tap({ visitorId })
    const view = await house.view(token)
    expect(view).toMatchObject({ question: null, answer: 'yes', kept: true })
    expect(view.stage).not.toBe('asking')
    expect(view.line.en).toBe('The pickers’ path is yours today.')
    expect(view.clickedAt).not.toBeNull()
    const [opened] = (await house.events('visit.opened')).filter((event) => event.visitId === visitId)
    expect(opened?.data).toMatchObject({ linkId: 'frost-lin', clickId: click, channel: 'influencer/post' })
    expect(opened?.visitorId).toBe(pass.visitorId)
    const joined = (await house.events('pass.joined')).filter((event) => event.visitId === visitId)
    expect(joined.map(({ data }) => data)).toEqual([{ passId: pass.passId, carrier: 'cookie' }])
  })

  test('with a pass in the address is asked, and told nothing before the answer', async () => {
    const { jws } = await house.keepPass('frost-video')
    const { token, visitId } = await house.tap({ pass: jws })
    expect(await house.view(token)).toMatchObject({
      stage: 'asking',
      question: 'ad',
      clickedAt: null,
      kept: false,
      line: { en: 'The lamp on the wall is yours to carry.' },
    })
    const [opened] = (await house.events('visit.opened')).filter((event) => event.visitId === visitId)
    expect(opened?.data).toMatchObject({ storyKey: 'general' })
    expect(JSON.stringify(opened)).not.toContain('frost-video')
  })

  test('and says yes is joined with the click, gets the ad’s story and the cookie', async () => {
    const { jws, click } = await house.keepPass('frost-video')
    const { token, visitId } = await house.tap({ pass: jws })
    const { visitorId } = await house.visits.answer(
      token,
      { answer: 'yes', gpc: false },
      { at: house.deps.clock.now(), simulated: false },
    )
    expect(visitorId).toMatch(/^[0-9a-f-]{36}$/)
    expect(await house.view(token)).toMatchObject({
      answer: 'yes',
      line: { en: 'The mountain from your screen is on this wall.' },
    })
    const kept = (await house.events('pass.kept')).filter((event) => event.visitId === visitId)
    expect(kept.map(({ data }) => [data.clickId, data.channel])).toEqual([[click, 'short-video/feed']])
  })

  test('and says no is joined with nothing, and the general story goes on', async () => {
    const { jws, pass, click } = await house.keepPass('frost-video')
    const { token, visitId } = await house.tap({ pass: jws })
    const { visitorId } = await house.visits.answer(
      token,
      { answer: 'no', gpc: false },
      { at: house.deps.clock.now(), simulated: false },
    )
    expect(visitorId).toBeNull()
    const view = await house.view(token)
    expect(view).toMatchObject({ answer: 'no', clickedAt: null, kept: false, question: null })
    expect(view.line.en).toBe('The lamp on the wall is yours to carry.')
    const rows = await house.sql.query<{ text: string }>(
      'SELECT data::text || coalesce(visitor_id::text, $2) AS text FROM event WHERE visit_id = $1',
      [visitId, ''],
    )
    const said = rows.map(({ text }) => text).join()
    for (const secret of [pass.passId, pass.visitorId, click ?? 'none', 'frost-video', 'short-video'])
      expect(said).not.toContain(secret)
    expect((await house.events('consent.refused')).some((event) => event.visitId === visitId)).toBe(true)
  })

  test('with nothing is a walk-in of the touchpoint’s own campaign', async () => {
    const { token } = await house.tap({ touchpoint: 'sea-audio', language: 'en' })
    expect(await house.view(token)).toMatchObject({
      stage: 'asking',
      question: 'visit',
      language: 'en',
      brand: { en: 'Tidewave' },
      offerState: 'not_earned',
    })
  })

  test('twice at one wall goes on where they were', async () => {
    const { visitorId } = await house.keepPass('frost-tv')
    const first = await house.tap({ visitorId })
    expect((await house.tap({ visitorId })).visitId).toBe(first.visitId)
    expect(await accepted(first.visitId)).toHaveLength(2)
  })

  test('ten times at once with one phone has one visit', async () => {
    const { visitorId } = await house.keepPass('frost-tv')
    const all = await Promise.all(Array.from({ length: 10 }, () => house.tap({ visitorId })))
    expect(new Set(all.map(({ visitId }) => visitId)).size).toBe(1)
  })
})

describe('a tap is refused, and that is an event', () => {
  test('when the pass was changed, withdrawn or has expired', async () => {
    const { jws, visitorId, pass } = await house.keepPass('frost-tv')
    await expect(house.tap({ pass: `${jws.slice(0, -2)}AA` })).rejects.toMatchObject({ code: 'pass_invalid' })
    const key = house.deps.secrets.passKeys[0]
    expect(
      house.shopper.passes.parse(makePassJws(pass, { kid: key?.kid ?? '', sign: (data) => data })),
    ).toEqual({ ok: false, reason: 'pass_invalid' })
    const expired = house.shopper.passes.make({ ...pass, expiresAt: house.deps.clock.now() - 1_000 })
    await expect(house.tap({ pass: expired })).rejects.toMatchObject({ code: 'pass_expired' })
    await house.shopper.passes.forget(visitorId)
    await expect(house.tap({ pass: jws })).rejects.toMatchObject({ code: 'pass_invalid' })
    expect((await refused()).slice(-3)).toEqual(['pass_invalid', 'pass_expired', 'pass_invalid'])
  })

  test('when the touchpoint is unknown or switched off', async () => {
    await expect(house.tap({ touchpoint: 'nowhere' })).rejects.toMatchObject({ code: 'unknown_touchpoint' })
    await house.sql.query("UPDATE touchpoint SET active = false WHERE id = 'tea-shelf-1'")
    await expect(house.tap({ touchpoint: 'tea-shelf-1' })).rejects.toMatchObject({ code: 'touchpoint_off' })
    expect((await refused()).slice(-2)).toEqual(['unknown_touchpoint', 'touchpoint_off'])
  })

  test('when the campaign is over', async () => {
    await house.sql.query("UPDATE campaign SET ends_at = now() - interval '1 day' WHERE id = 'night-flight'")
    await house.refresh()
    await expect(house.tap({ touchpoint: 'listening-ring' })).rejects.toMatchObject({ code: 'campaign_over' })
    expect((await refused()).at(-1)).toBe('campaign_over')
  })

  test('when one phone taps too often, and a minute later no more', async () => {
    const { visitorId } = await house.keepPass('frost-tv')
    for (let i = 0; i < 12; i++) await house.tap({ visitorId })
    await expect(house.tap({ visitorId })).rejects.toMatchObject({ code: 'too_many' })
    house.pass(61_000)
    await house.tap({ visitorId })
  })
})

describe('forget me', () => {
  test('takes everything back: passes, scopes, and the next tap is a stranger’s', async () => {
    const { visitorId, pass } = await house.keepPass('frost-tv')
    await house.shopper.passes.forget(visitorId)
    await house.shopper.passes.forget(visitorId)
    const withdrawn = (await house.events('consent.withdrawn')).filter(
      (event) => event.visitorId === pass.visitorId,
    )
    expect(withdrawn.map(({ data }) => data.scopes)).toEqual([['story', 'measurement']])
    const { token } = await house.tap({ visitorId })
    expect(await house.view(token)).toMatchObject({ question: 'visit', kept: false, clickedAt: null })
  })

  test('reaches the visit that is open: phone and wall tell the general story from then on', async () => {
    const { visitorId } = await house.keepPass('frost-tv')
    const { token, visitId } = await house.tap({ visitorId })
    const personal = (await house.view(token)).line
    await house.visits.forget(visitorId, { gpc: false }, { at: house.deps.clock.now(), simulated: false })
    const view = await house.view(token)
    expect(view).toMatchObject({ answer: 'no', kept: false, clickedAt: null })
    expect(view.line).not.toEqual(personal)
    const zone = await house.shows.getZone('wall')
    const turn = [zone?.state.leader, ...(zone?.state.queue ?? [])].find((each) => each?.visitId === visitId)
    expect(turn?.storyKey).toBe('general')
    const withdrawn = (await house.events('consent.withdrawn')).map((event) => event.visitorId)
    expect(withdrawn.filter((id) => id === turn?.visitorId)).toHaveLength(1)
  })
})
