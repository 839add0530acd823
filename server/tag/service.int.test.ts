import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeHex } from '@/domain/bytes'
import { findBrokenAudit } from '@/server/audit'
import { openTestHouse, type TestHouse } from '@/tests/support/house'
import type { TagMade } from './service'
import { makeVirtualTag } from './virtual'

let house: TestHouse
let admin: string
let made = 0
beforeAll(async () => {
  house = await openTestHouse()
  admin = (await house.viewer('admin')).userId
})
afterAll(() => house.close())
/** A minute passes, so that no rate limit of one test reaches into the next. */
beforeEach(() => house.pass(61_000))

const uid = () => `04${(++made).toString(16).padStart(12, '0')}`.toUpperCase()
const random = (size: number) => house.deps.clock.random(size)
const getSearch = (url: string) => url.slice(url.indexOf('?'))
const refused = async () => (await house.events('tap.refused')).map(({ data }) => data.reason)

async function register(
  given: Partial<Parameters<typeof house.tags.addTag>[1]> = {},
  touchpoint = 'wall-ring',
) {
  const tag = await house.tags.addTag(touchpoint, { uid: uid(), ...given }, admin)
  return { tag, chip: makeVirtualTag(tag, random) }
}
const tapWith = (url: string, touchpoint = 'wall-ring') => house.tap({ touchpoint, search: getSearch(url) })

describe('a registered chip', () => {
  test.each(['aes', 'lrp'] as const)('is believed in %s mode, and says so in the ledger', async (mode) => {
    const { tag, chip } = await register({ mode })
    const { visitId } = await tapWith(chip.tap())
    const [tap] = (await house.events('tap.accepted')).filter((event) => event.visitId === visitId)
    expect(tap?.data).toMatchObject({ proof: 'sun', proven: false, tagId: tag.tagId, counter: 1 })
    expect((await house.tags.getTags('wall-ring')).find(({ id }) => id === tag.tagId)?.counter).toBe(1)
  })

  test('proves presence by itself where the campaign asks for no second proof', async () => {
    await house.sql.query("UPDATE campaign SET proof = 'none'")
    await house.refresh()
    const { chip } = await register()
    const { visitId } = await tapWith(chip.tap())
    const [row] = await house.sql.query('SELECT proven FROM visit WHERE id = $1', [visitId])
    expect(row).toEqual({ proven: true })
    await house.sql.query("UPDATE campaign SET proof = 'full'")
    await house.refresh()
  })

  test('opened by a preview is not spent: only the tap spends it', async () => {
    const { tag, chip } = await register()
    const url = new URL(chip.tap())
    for (let i = 0; i < 3; i++)
      await house.services.tap.openTouchpoint('wall-ring', { url, headers: new Headers(), base: '' })
    expect((await house.tags.getTags('wall-ring')).find(({ id }) => id === tag.tagId)?.counter).toBe(-1)
    const view = await house.services.tap.openTouchpoint('wall-ring', {
      url,
      headers: new Headers(),
      base: '',
    })
    await house.tap({ attempt: view?.attempt })
    expect((await house.tags.getTags('wall-ring')).find(({ id }) => id === tag.tagId)?.counter).toBe(1)
  })

  test('tapped fifty times at once with one address is one tap', async () => {
    const { tag, chip } = await register()
    const url = chip.tap()
    const before = (await refused()).length
    const all = await Promise.allSettled(Array.from({ length: 50 }, () => tapWith(url)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const each of all)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'sun_replayed' })
    expect((await refused()).slice(before)).toEqual(Array.from({ length: 49 }, () => 'sun_replayed'))
    const taps = (await house.events('tap.accepted')).filter(({ data }) => data.tagId === tag.tagId)
    expect(taps).toHaveLength(1)
  })

  test('is refused out of its order, and goes on with the next reading', async () => {
    const { chip } = await register()
    const [first, second, third] = [chip.tap(), chip.tap(), chip.tap()]
    await tapWith(second)
    await expect(tapWith(first)).rejects.toMatchObject({ code: 'sun_replayed' })
    await expect(tapWith(second)).rejects.toMatchObject({ code: 'sun_replayed' })
    await tapWith(third)
  })

  test('sent again by the same page answers the same visit', async () => {
    const { chip } = await register()
    const attempt = house.shopper.taps.makeAttempt('wall-ring', undefined, getSearch(chip.tap()))
    const first = await house.tap({ attempt })
    expect(await house.tap({ attempt })).toEqual(first)
  })

  test('is refused with any digit changed, at another touchpoint, and once it is revoked', async () => {
    const { tag, chip } = await register()
    const url = chip.tap()
    for (const at of [url.indexOf('picc_data=') + 10, url.length - 1]) {
      const digit = url[at] === '0' ? '1' : '0'
      const changed = url.slice(0, at) + digit + url.slice(at + 1)
      await expect(tapWith(changed)).rejects.toMatchObject({ code: 'sun_invalid' })
    }
    await expect(tapWith(url.replace('cmac', 'bmac'))).rejects.toMatchObject({ code: 'sun_invalid' })
    await expect(tapWith(url.slice(0, -1))).rejects.toMatchObject({ code: 'sun_invalid' })
    await expect(tapWith(url, 'tea-shelf-1')).rejects.toMatchObject({ code: 'tag_unknown' })
    expect(await house.tags.revoke(tag.tagId, admin)).toBe(true)
    expect(await house.tags.revoke(tag.tagId, admin)).toBe(false)
    await expect(tapWith(url)).rejects.toMatchObject({ code: 'tag_revoked' })
    expect((await refused()).slice(-3)).toEqual(['sun_invalid', 'tag_unknown', 'tag_revoked'])
  })

  test('that comes back keeps its counter, so its old addresses stay worthless', async () => {
    const { tag, chip } = await register()
    const old = chip.tap()
    await tapWith(chip.tap())
    await house.tags.revoke(tag.tagId, admin)
    const again = await house.tags.addTag('wall-ring', { uid: tag.uid }, admin)
    expect(again.tagId).toBe(tag.tagId)
    await expect(tapWith(old)).rejects.toMatchObject({ code: 'sun_replayed' })
    await tapWith(chip.tap())
  })

  test('may have keys of its own, which the database holds encrypted', async () => {
    const keys = { meta: makeHex(random(16)), file: makeHex(random(16)) }
    const { keys: shown, ...tag } = await house.tags.addTag('wall-ring', { uid: uid(), keys }, admin)
    expect(shown).toBeNull()
    const chip = makeVirtualTag({ ...tag, keys: { app: keys.meta, ...keys } }, random)
    await tapWith(chip.tap())
    const rows = await house.sql.query('SELECT * FROM tag WHERE id = $1', [tag.tagId])
    expect(JSON.stringify(rows)).not.toContain(keys.file)
  })

  test('made with the master key but never registered is unknown', async () => {
    const { tag } = await register()
    await house.sql.query('DELETE FROM tag WHERE id = $1', [tag.tagId])
    const chip = makeVirtualTag(tag, random)
    await expect(tapWith(chip.tap())).rejects.toMatchObject({ code: 'tag_unknown' })
  })
})

describe('registering', () => {
  test('a file names each line that is wrong, and registers the others', async () => {
    const [one, two] = [uid(), uid()]
    const { tag } = await register()
    const csv = `uid\r\n${one}\r\n04zz\r\n\r\n${two.toLowerCase()},left door\r\n${one}\r\n${tag.uid}`
    const { tags, errors } = await house.tags.addTags('entrance', csv, admin)
    expect(tags.map(({ line, uid: of }) => [line, of])).toEqual([
      [2, one],
      [5, two],
    ])
    expect(errors).toEqual([
      { line: 3, reason: 'uid_invalid' },
      { line: 6, reason: 'uid_twice' },
      { line: 7, reason: 'tag_taken' },
    ])
    const keys = tags.map((each) => each.keys?.file)
    expect(new Set(keys).size).toBe(2)
    await tapWith(makeVirtualTag(tags[0] as TagMade, random).tap(), 'entrance')
  })

  test('is for admins, by JSON or CSV, and is in the audit log', async () => {
    const post = async (who: string, path: string, body: string, type = 'application/json') =>
      house.api.inject({
        method: 'POST',
        url: `/api/v1/${path}`,
        headers: { cookie: await house.logIn(who), 'content-type': type },
        payload: body,
      })
    const path = 'touchpoints/wall-ring/tags'
    expect((await post('lin', path, JSON.stringify({ uid: uid() }))).statusCode).toBe(403)
    expect((await post('admin', path, JSON.stringify({ uid: '04' }))).statusCode).toBe(400)
    expect((await post('admin', 'touchpoints/nowhere/tags', JSON.stringify({ uid: uid() }))).statusCode).toBe(
      404,
    )
    const of = uid()
    const added = await post('admin', path, JSON.stringify({ uid: of }))
    expect(added.json()).toMatchObject({ uid: of, mode: 'aes', keys: { file: expect.any(String) } })
    expect((await post('admin', path, JSON.stringify({ uid: of }))).json().error.code).toBe('tag_taken')
    const csv = await post('admin', `${path}/import`, `${uid()}\nnope`, 'text/csv')
    expect(csv.json()).toMatchObject({ tags: [{ line: 1 }], errors: [{ line: 2, reason: 'uid_invalid' }] })
    const revoked = await post('admin', `tags/${added.json().tagId}/revoke`, '{}')
    expect(revoked.json()).toEqual({ revoked: true })
    const log = await house.sql.query<{ action: string; text: string }>(
      "SELECT action, detail::text AS text FROM audit_log WHERE action LIKE 'tag.%' ORDER BY seq",
    )
    expect(log.at(-1)?.action).toBe('tag.revoke')
    expect(log.filter(({ text }) => text.includes(of))).toHaveLength(2)
    expect(log.map(({ text }) => text).join()).not.toContain(added.json().keys.file)
    expect(await findBrokenAudit(house.sql)).toBeNull()
  })
})
