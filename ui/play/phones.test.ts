import { describe, expect, test } from 'vitest'
import { click, makeId } from './events.fixture'
import { evolvePlay, makePhone, type Play } from './phones'

const anna = makePhone('anna', 'frost-tv')
const given: Play = { phones: [anna], front: 'anna', events: [] }

describe('the stage', () => {
  test('an event that lands twice is there once', () => {
    const once = evolvePlay(given, { type: 'landed', events: [click(1, 'ott/boot')] })
    expect(evolvePlay(once, { type: 'landed', events: [click(1, 'ott/boot')] })).toBe(once)
  })

  test('a phone remembers each click it showed, once', () => {
    const act = { type: 'showed', id: 'anna', path: '/play/phone/anna/l/frost-tv', click: makeId(1) } as const
    const twice = evolvePlay(evolvePlay(given, act), act)
    expect(twice.phones[0]?.seeds.clicks).toEqual([makeId(1)])
  })

  test('someone new comes with an empty phone, in hand like the one before', () => {
    const next = evolvePlay(given, { type: 'renewed', id: 'anna', phone: makePhone('bo', 'frost-video') })
    expect(next).toMatchObject({ front: 'bo', phones: [{ id: 'bo', live: false, visit: null }] })
  })

  test('a second phone is in hand at once, a third never comes', () => {
    const two = evolvePlay(given, { type: 'added', phone: makePhone('bo', 'frost-tv') })
    expect(two.front).toBe('bo')
    const three = evolvePlay(two, { type: 'added', phone: makePhone('cy', 'frost-tv') })
    expect(three.phones.map(({ id }) => id)).toEqual(['anna', 'bo'])
  })

  test('the other phone put away leaves the first in hand', () => {
    const two = evolvePlay(given, { type: 'added', phone: makePhone('bo', 'frost-tv') })
    expect(evolvePlay(two, { type: 'dismissed', id: 'bo' })).toEqual(given)
  })
})
