import { describe, expect, test } from 'vitest'
import { decideZone, type ZoneCommand, type ZoneFact } from './decide'
import { EMPTY, join, light, type Person, personOf, showOf, visitOf } from './testing'
import { CALL_MS, getDueAt, getPlace, getWaitMs, IDLE_MS, TURN_MS, WAIT_MS, type ZoneState } from './zone'

const NOW = 1_700_000_000_000
const take = (who: Person): ZoneCommand => ({ type: 'take', visitId: visitOf(who) })
const leave = (who: Person, reason: 'left' | 'phone_only' | 'removed' = 'left'): ZoneCommand => ({
  type: 'leave',
  visitId: visitOf(who),
  reason,
})
const steer = (who: Person): ZoneCommand => ({
  type: 'steer',
  visitId: visitOf(who),
  lamp: { x: 0.5, y: 0.5 },
})
const tick: ZoneCommand = { type: 'tick' }

/** A zone after these commands, each `[seconds from the start, command]`, looked at in between as the server does. */
function given(...commands: [number, ZoneCommand][]): ZoneState {
  return commands.reduce((state, [seconds, command]) => {
    const now = NOW + seconds * 1000
    return decideZone(lookedAt(state, now), command, showOf, now).state
  }, EMPTY)
}
function lookedAt(state: ZoneState, until: number): ZoneState {
  const due = getDueAt(state)
  return due === null || due >= until ? state : lookedAt(decideZone(state, tick, showOf, due).state, until)
}
const when = (state: ZoneState, seconds: number, command: ZoneCommand) =>
  decideZone(state, command, showOf, NOW + seconds * 1000)
const told = (facts: ZoneFact[]) =>
  facts.map((fact) => {
    const who = personOf(fact.turn?.visitId)
    if (fact.type === 'turn_ended') return `${who} ended ${fact.reason}`
    if (fact.type === 'scene_entered') return `scene ${fact.scene}`
    if (fact.type === 'queued') return `${who} queued at ${fact.place}`
    return `${who} ${fact.type}`
  })
const leads = (state: ZoneState) => personOf(state.leader?.visitId)
const waits = (state: ZoneState) => state.queue.map(({ visitId }) => personOf(visitId))
const called = (state: ZoneState) => (state.calledUntil === null ? undefined : waits(state)[0])
const finished: [number, ZoneCommand][] = [
  [0, join('wen')],
  [1, light('wen', 'gate')],
  [2, light('wen', 'mist')],
  [3, light('wen', 'frost')],
]

const step = (who: Person, direction: 'up' | 'down' | 'left' | 'right'): ZoneCommand => ({
  type: 'step',
  visitId: visitOf(who),
  direction,
  from: null,
})

describe('a step', () => {
  test('of the leader moves the lamp, and lights the halt it reaches', () => {
    const ways = ['up', 'right', 'up', 'right'] as const
    const state = given(
      [0, join('wen')],
      ...ways.slice(0, 3).map((way, i): [number, ZoneCommand] => [i + 1, step('wen', way)]),
    )
    const lamp = state.leader?.lamp
    expect(lamp?.x).toBeGreaterThan(showOf().start.x)
    const lit = ways.map((way, i): [number, ZoneCommand] => [i + 1, step('wen', way)])
    expect(given([0, join('wen')], ...lit).snapshot.lit).toEqual(['gate'])
  })

  test('of anyone else, or in a pause, changes nothing', () => {
    const state = given([0, join('wen')], [1, join('ada')])
    expect(when(state, 2, step('ada', 'up')).state).toBe(state)
    const paused = given([0, join('wen')], [1, { type: 'pause' }])
    expect(when(paused, 2, step('wen', 'up')).state).toBe(paused)
  })

  test('goes on from where a hand has led the lamp', () => {
    const from = { x: 0.7, y: 0.1 }
    const { state } = when(given([0, join('wen')]), 1, {
      type: 'step',
      visitId: visitOf('wen'),
      direction: 'right',
      from,
    })
    expect(state.leader?.lamp.x).toBeGreaterThan(from.x)
  })
})

describe('coming', () => {
  test('given a free wall, who taps leads at once', () => {
    const { state, facts } = when(EMPTY, 0, join('wen'))
    expect(leads(state)).toBe('wen')
    expect(told(facts)).toEqual(['wen turn_started', 'scene welcome'])
    expect(state.leader?.lamp).toEqual(showOf().start)
  })

  test('given a leader, the next is queued, with the honest time the leader may still take', () => {
    const { state, facts } = when(given([0, join('wen')]), 30, join('ada'))
    expect(leads(state)).toBe('wen')
    expect(told(facts)).toEqual(['ada queued at 1'])
    expect(facts[0]).toMatchObject({ waitMs: TURN_MS - 30_000 })
    expect(getWaitMs(state, 2, NOW + 30_000)).toBe(2 * TURN_MS - 30_000)
  })

  test('who leads or waits already changes nothing by tapping again', () => {
    const state = given([0, join('wen')], [1, join('ada')])
    for (const who of ['wen', 'ada'] as const) expect(when(state, 2, join(who)).state).toBe(state)
  })

  test('given somebody is called, a newcomer stands behind them though nobody leads', () => {
    const state = given([0, join('wen')], [1, join('ada')], [5, leave('wen')], [6, join('bo')])
    expect([leads(state), called(state), waits(state)]).toEqual([undefined, 'ada', ['ada', 'bo']])
    expect(getPlace(state, visitOf('bo'))).toBe(2)
    expect(getPlace(state, visitOf('mei'))).toBeNull()
  })
})

describe('the next one', () => {
  test.each<[string, [number, ZoneCommand][], number, ZoneCommand, string]>([
    ['leaves', [], 10, leave('wen'), 'wen ended left'],
    ['goes on on the phone', [], 10, leave('wen', 'phone_only'), 'wen ended phone_only'],
    ['is removed by staff', [], 10, leave('wen', 'removed'), 'wen ended removed'],
    ['is passed over by staff', [], 10, { type: 'next' }, 'wen ended removed'],
    ['does nothing for half a minute', [], IDLE_MS / 1000, tick, 'wen ended idle'],
  ])('is called when the leader %s', (_how, more, seconds, command, ended) => {
    const before = given([0, join('wen')], [1, join('ada')], ...more)
    const { state, facts } = when(before, seconds, command)
    expect(told(facts)).toEqual([ended, 'ada called', 'scene attract'])
    expect(leads(state)).toBeUndefined()
    expect(state.calledUntil).toBe(NOW + seconds * 1000 + CALL_MS)
  })

  test('is called when the leader has had the longest turn, though still steering', () => {
    const steering = [...Array(7).keys()].map((i): [number, ZoneCommand] => [20 * (i + 1), steer('wen')])
    const before = given([0, join('wen')], ...steering, [140, join('ada')])
    expect(when(before, 149, tick).state).toBe(before)
    expect(told(when(before, 150, tick).facts)).toEqual(['wen ended idle', 'ada called', 'scene attract'])
  })

  test('is called fifteen seconds after the finale', () => {
    const before = given(...finished, [4, join('ada')])
    expect(when(before, 17, tick).state).toBe(before)
    expect(told(when(before, 18, tick).facts)).toEqual(['wen ended finished', 'ada called', 'scene attract'])
  })

  test('takes the lamp when called; nobody else can', () => {
    const state = given([0, join('wen')], [1, join('ada')], [2, join('bo')], [5, leave('wen')])
    expect(when(state, 6, take('bo')).state).toBe(state)
    const taken = when(state, 6, take('ada'))
    expect([leads(taken.state), waits(taken.state)]).toEqual(['ada', ['bo']])
    expect(told(taken.facts)).toEqual(['ada turn_started', 'scene welcome'])
    expect(taken.state.snapshot.lit).toEqual([])
  })

  test('is skipped after twenty seconds, and the one behind is called', () => {
    const state = given([0, join('wen')], [1, join('ada')], [2, join('bo')], [5, leave('wen')])
    expect(when(state, 24, tick).state).toBe(state)
    const { facts, state: after } = when(state, 25, tick)
    expect(told(facts)).toEqual(['ada ended skipped', 'bo called'])
    expect(called(after)).toBe('bo')
  })

  test('is skipped by staff without waiting', () => {
    const state = given([0, join('wen')], [1, join('ada')], [5, leave('wen')])
    expect(told(when(state, 6, { type: 'next' }).facts)).toEqual(['ada ended skipped'])
  })

  test('may leave while called, and the one behind is called', () => {
    const state = given([0, join('wen')], [1, join('ada')], [2, join('bo')], [5, leave('wen')])
    expect(called(when(state, 8, leave('ada')).state)).toBe('bo')
  })
})

describe('waiting', () => {
  test('ends on the phone alone after two minutes', () => {
    const steering = [20, 40, 60, 80, 100, 120].map((s): [number, ZoneCommand] => [s, steer('wen')])
    const before = given([0, join('wen')], [1, join('ada')], ...steering)
    expect(when(before, WAIT_MS / 1000, tick).state).toBe(before)
    const { facts, state } = when(before, 1 + WAIT_MS / 1000, tick)
    expect(told(facts)).toEqual(['ada ended phone_only'])
    expect([leads(state), waits(state)]).toEqual(['wen', []])
  })

  test('does not end while called: the twenty seconds are theirs', () => {
    const steering = [20, 40, 60, 80, 100].map((s): [number, ZoneCommand] => [s, steer('wen')])
    const state = given([0, join('wen')], [1, join('ada')], ...steering, [115, leave('wen')])
    expect(called(state)).toBe('ada')
    expect(when(state, 125, tick).state).toBe(state)
    expect(leads(when(state, 126, take('ada')).state)).toBe('ada')
  })

  test('of somebody behind the called one ends in its own time', () => {
    const steering = [20, 40, 60, 80, 100].map((s): [number, ZoneCommand] => [s, steer('wen')])
    const state = given([0, join('wen')], [1, join('ada')], [2, join('bo')], ...steering, [115, leave('wen')])
    expect(told(when(state, 122, tick).facts)).toEqual(['bo ended phone_only'])
  })

  test('needs no look at the zone that would change nothing', () => {
    const steering = [20, 40, 60, 80, 100].map((s): [number, ZoneCommand] => [s, steer('wen')])
    const state = given([0, join('wen')], [1, join('ada')], ...steering, [115, leave('wen')])
    expect(getDueAt(state)).toBe(NOW + 115_000 + CALL_MS)
  })
})

describe('leading', () => {
  test('lights the halts in their order only, and each once', () => {
    const state = given([0, join('wen')])
    expect(when(state, 1, light('wen', 'mist')).state).toBe(state)
    expect(when(state, 1, light('wen', 'nowhere')).state).toBe(state)
    const one = when(state, 1, light('wen', 'gate'))
    expect(told(one.facts)).toEqual(['wen halt_lit', 'scene climb'])
    expect(when(one.state, 2, light('wen', 'gate')).state).toBe(one.state)
  })

  test('finishes with the last halt', () => {
    const { state, facts } = when(given(...finished.slice(0, 3)), 3, light('wen', 'frost'))
    expect(told(facts)).toEqual(['wen halt_lit', 'wen finished', 'scene finale'])
    expect(state.snapshot.lit).toEqual(['gate', 'mist', 'frost'])
  })

  test('tells the ledger when the welcome becomes the climb by itself', () => {
    expect(told(when(given([0, join('wen')]), 8, tick).facts)).toEqual(['scene climb'])
  })

  test('is nobody else: a bystander neither steers nor lights nor keeps an idle leader there', () => {
    const state = given([0, join('wen')], [1, join('ada')])
    for (const command of [steer('ada'), light('ada', 'gate'), leave('bo'), take('ada')])
      expect(when(state, 2, command).state).toBe(state)
    const spoken = when(state, 29, { type: 'change', visitId: visitOf('ada'), language: 'zh' }).state
    expect(spoken.queue[0]?.language).toBe('zh')
    expect(told(when(spoken, 30, tick).facts)).toContain('wen ended idle')
  })

  test('takes another language or story along; the same again changes nothing', () => {
    const state = given([0, join('wen')])
    const change: ZoneCommand = {
      type: 'change',
      visitId: visitOf('wen'),
      language: 'en',
      storyKey: 'picker',
    }
    const changed = when(state, 1, change)
    expect(changed.state.leader).toMatchObject({ language: 'en', storyKey: 'picker' })
    expect(changed.facts).toEqual([])
    const { seenAt: _seen, ...again } = when(changed.state, 1, change).state.leader ?? {}
    expect(again).toMatchObject({ language: 'en', storyKey: 'picker' })
    expect(when(state, 1, { ...change, visitId: visitOf('bo') }).state).toBe(state)
  })
})

describe('staff', () => {
  test('restart the turn from the foot of the mountain, for the same visitor', () => {
    const { state, facts } = when(given(...finished.slice(0, 3), [4, join('ada')]), 10, { type: 'restart' })
    expect(leads(state)).toBe('wen')
    expect(waits(state)).toEqual(['ada'])
    expect(state.snapshot).toMatchObject({ scene: 'welcome', lit: [] })
    expect(state.leader?.startedAt).toBe(NOW + 10_000)
    expect(told(facts)).toEqual(['wen turn_started', 'scene welcome'])
  })

  test('pause: nothing moves, nobody is lost, nothing is due', () => {
    const state = given([0, join('wen')], [1, join('ada')], [2, { type: 'pause' }])
    for (const command of [steer('wen'), light('wen', 'gate'), take('ada'), tick])
      expect(when(state, 600, command).state).toBe(state)
    expect(getDueAt(state)).toBeNull()
    expect(waits(when(state, 3, join('bo')).state)).toEqual(['ada', 'bo'])
  })

  test('resume gives back the time the pause took, and not more', () => {
    const state = given(
      [0, join('wen')],
      [1, join('ada')],
      [20, { type: 'pause' }],
      [620, { type: 'resume' }],
    )
    expect(getWaitMs(state, 1, NOW + 620_000)).toBe(TURN_MS - 20_000)
    const welcomed = given([0, join('wen')], [2, { type: 'pause' }], [602, { type: 'resume' }])
    expect(welcomed.snapshot.due?.at).toBe(NOW + 608_000)
    const steered = [625, 650, 675, 700, 719].reduce((s, at) => when(s, at, steer('wen')).state, state)
    expect(waits(when(steered, 720, tick).state)).toEqual(['ada'])
    expect(told(when(steered, 721, tick).facts)).toEqual(['ada ended phone_only'])
  })

  test('resume calls who waited; they may have walked off', () => {
    const state = given(
      [0, join('wen')],
      [1, join('ada')],
      [2, { type: 'pause' }],
      [3, leave('wen')],
      [100, { type: 'resume' }],
    )
    expect([leads(state), called(state)]).toEqual([undefined, 'ada'])
    const tappedInPause = given([0, { type: 'pause' }], [1, join('wen')], [100, { type: 'resume' }])
    expect([leads(tappedInPause), called(tappedInPause)]).toEqual([undefined, 'wen'])
    expect(tappedInPause.calledUntil).toBe(NOW + 100_000 + CALL_MS)
  })

  test.each([
    ['pause', 'resume', 'paused'],
    ['mute', 'unmute', 'muted'],
    ['stop_offer', 'allow_offer', 'offerStopped'],
  ] as const)('%s and %s switch, and do nothing twice', (on, off, flag) => {
    const state = given([0, join('wen')])
    expect(when(state, 1, { type: off }).state).toBe(state)
    const switched = when(state, 1, { type: on }).state
    expect(switched[flag]).toBe(true)
    expect(when(switched, 2, { type: on }).state).toBe(switched)
    expect(when(switched, 2, { type: off }).state[flag]).toBe(false)
  })

  test('next and restart do nothing at an empty wall', () => {
    for (const type of ['next', 'restart'] as const) expect(when(EMPTY, 1, { type }).state).toBe(EMPTY)
  })
})

describe('the glow of a second proof', () => {
  const glow = (who: Person, until = NOW + 30_000): ZoneCommand => ({
    type: 'glow',
    visitId: visitOf(who),
    glow: { visitId: visitOf(who), gel: 'rose', language: 'zh', until },
  })
  const dim = (who: Person): ZoneCommand => ({ type: 'glow', visitId: visitOf(who), glow: null })

  test('is on the wall beside whatever plays, and says nothing to the ledger', () => {
    const state = given([0, join('wen')])
    const glowing = when(state, 1, glow('ada'))
    expect(glowing.facts).toEqual([])
    expect(glowing.state).toEqual({ ...state, glow: expect.objectContaining({ gel: 'rose' }) })
    expect(getDueAt(glowing.state)).toBe(getDueAt(state))
  })

  test('is put out by its own visit only', () => {
    const state = when(EMPTY, 1, glow('ada')).state
    expect(when(state, 2, dim('wen')).state).toBe(state)
    expect(when(state, 2, dim('ada')).state.glow).toBeNull()
    expect(when(EMPTY, 2, dim('ada')).state).toBe(EMPTY)
  })
})
