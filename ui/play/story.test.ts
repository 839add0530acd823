import { describe, expect, test } from 'vitest'
import { makeCredit } from './credit'
import {
  click,
  join,
  keep,
  light,
  makeEvent,
  makeId,
  open,
  order,
  played,
  tap,
  VISIT,
  wake,
} from './events.fixture'
import { findOwn } from './mine'
import { decideStep } from './step'
import { makeStory } from './story'

const setting = {
  screens: ['wall-1', 'kiosk-1'],
  halts: [{ key: 'gate' }, { key: 'mist' }, { key: 'frost' }],
}
const none = { clicks: [], visits: [] }
const journey = [
  click(1, 'ott/boot'),
  keep(2, makeId(1), 'ott/boot'),
  tap(3),
  join(4),
  open(5),
  wake(6),
  played(7, 'wall-1', 12),
  played(8, 'kiosk-1', 3),
  light(9, 'gate'),
  light(10, 'mist'),
  light(11, 'frost'),
  order(12, 20_800),
]

describe('whose events they are', () => {
  test('a click on the phone leads by its pass to the whole journey', () => {
    const own = findOwn(journey, { clicks: [makeId(1)], visits: [] })
    expect(own).toHaveLength(journey.length - 2)
  })

  test('a visit leads back to the click that its pass carried', () => {
    const own = findOwn(journey, { clicks: [], visits: [VISIT] })
    expect(own[0]?.type).toBe('campaign.clicked')
  })

  test('a click of somebody else is not mine', () => {
    expect(findOwn([...journey, click(20, 'search/cpc')], { clicks: [makeId(1)], visits: [] })).toHaveLength(
      10,
    )
    expect(findOwn(journey, none)).toEqual([])
  })

  test('events that landed out of order are told in order', () => {
    const own = findOwn([...journey].reverse(), { clicks: [makeId(1)], visits: [] })
    expect(own.map(({ id }) => id)).toEqual(own.map(({ id }) => id).toSorted())
  })

  test('what one tap wrote in one millisecond is told tap first', () => {
    const [at] = [tap(3).at]
    const together = [open(5), join(4), tap(3)].map((event) => ({ ...event, at }))
    expect(findOwn(together, { clicks: [], visits: [VISIT] }).map(({ type }) => type)).toEqual([
      'tap.accepted',
      'pass.joined',
      'visit.opened',
    ])
  })
})

describe('the story of a phone', () => {
  const own = findOwn(journey, { clicks: [makeId(1)], visits: [] })
  const story = makeStory(own, journey, setting)

  test('each line is one thing that happened', () => {
    expect(story.map(({ what }) => what)).toEqual([
      'clicked',
      'kept',
      'tapped',
      'joined',
      'opened',
      'lit',
      'halt',
      'halt',
      'halt',
      'ordered',
    ])
  })

  test('the pass says which ad it came from', () => {
    expect(story.find(({ what }) => what === 'joined')).toMatchObject({ medium: 'tv' })
  })

  test('screens that both reported say how far apart they lit', () => {
    expect(story.find(({ what }) => what === 'lit')).toMatchObject({ apartMs: 9 })
  })

  test('while one has not reported nothing is claimed', () => {
    const early = journey.filter(({ screenId }) => screenId !== 'kiosk-1')
    expect(makeStory(own, early, setting).find(({ what }) => what === 'lit')).toMatchObject({ apartMs: null })
  })

  test('halts count down', () => {
    expect(story.flatMap((line) => (line.what === 'halt' ? [line.left] : []))).toEqual([2, 1, 0])
  })

  test('a second click says that it is not the first', () => {
    const clicks = [click(1, 'ott/boot'), click(2, 'search/cpc')]
    expect(makeStory(clicks, clicks, setting)).toMatchObject([
      { again: false },
      { again: true, medium: 'search' },
    ])
  })

  test('a turn that finished is told by its story, one that was left is told', () => {
    const end = (reason: 'finished' | 'idle') =>
      makeStory([makeEvent('show.turn_ended', 1, { reason, durationMs: 1 })], [], setting)
    expect(end('finished')).toEqual([])
    expect(end('idle')).toMatchObject([{ what: 'left' }])
  })
})

describe('what there is to do next', () => {
  test.each([
    ['before', [], null],
    ['clicked', [click(1, 'ott/boot')], null],
    ['kept', [click(1, 'ott/boot'), keep(2, makeId(1))], null],
    ['ordered', journey, null],
  ] as const)('%s', (step, events, visit) => {
    expect(decideStep(makeCredit(events), visit)).toBe(step)
  })
})
