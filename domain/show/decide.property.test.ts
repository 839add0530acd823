import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Decided, decideZone, type ZoneCommand } from './decide'
import { CLIMB, EMPTY, join, PEOPLE, showOf, visitOf } from './testing'
import { getDueAt, type ZoneState, zoneStateSchema } from './zone'

const NOW = 1_700_000_000_000
const KEYS = CLIMB.halts.map(({ key }) => key)
const anyone = fc.constantFrom(...PEOPLE)
const anyVisit = anyone.map(visitOf)
const anyCommand: fc.Arbitrary<ZoneCommand> = fc.oneof(
  { weight: 4, arbitrary: anyone.map(join) },
  { weight: 2, arbitrary: anyVisit.map((visitId): ZoneCommand => ({ type: 'take', visitId })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anyVisit, fc.constantFrom('left' as const, 'phone_only' as const, 'removed' as const))
      .map(([visitId, reason]): ZoneCommand => ({ type: 'leave', visitId, reason })),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(anyVisit, fc.constantFrom(...KEYS, 'nowhere'))
      .map(([visitId, halt]): ZoneCommand => ({ type: 'light', visitId, halt })),
  },
  {
    weight: 2,
    arbitrary: anyVisit.map((visitId): ZoneCommand => ({ type: 'steer', visitId, lamp: { x: 0.4, y: 0.4 } })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(anyVisit, fc.constantFrom('up' as const, 'down' as const, 'left' as const, 'right' as const))
      .map(([visitId, direction]): ZoneCommand => ({ type: 'step', visitId, direction, from: null })),
  },
  {
    weight: 1,
    arbitrary: anyVisit.map((visitId): ZoneCommand => ({ type: 'change', visitId, language: 'en' })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(
        ...(['next', 'restart', 'pause', 'resume', 'mute', 'unmute', 'stop_offer', 'allow_offer'] as const),
      )
      .map((type): ZoneCommand => ({ type })),
  },
  { weight: 6, arbitrary: fc.constant<ZoneCommand>({ type: 'tick' }) },
)
/** Commands with the milliseconds that pass before each. */
const anyStory = fc.array(fc.tuple(fc.oneof(fc.nat({ max: 3_000 }), fc.nat({ max: 130_000 })), anyCommand), {
  maxLength: 40,
})

function play(
  story: [number, ZoneCommand][],
  check: (before: ZoneState, decided: Decided, now: number, command: ZoneCommand) => void,
) {
  let state = EMPTY
  let now = NOW
  for (const [passed, command] of story) {
    now += passed
    const decided = decideZone(state, command, showOf, now)
    check(state, decided, now, command)
    state = decided.state
  }
}
const holds = (check: Parameters<typeof play>[1]) =>
  fc.assert(
    fc.property(anyStory, (story) => play(story, check)),
    { numRuns: 300 },
  )
const idsOf = ({ leader, queue }: ZoneState) => [
  ...(leader ? [leader.visitId] : []),
  ...queue.map(({ visitId }) => visitId),
]

test('nobody both leads and waits, and nobody waits twice', () => {
  holds((_before, { state }) => expect(new Set(idsOf(state)).size).toBe(idsOf(state).length))
})

test('the order of those who wait is kept: who came later never overtakes', () => {
  holds((before, { state }) => {
    const stayed = before.queue.map(({ visitId }) => visitId).filter((id) => idsOf(state).includes(id))
    const now = idsOf(state).filter((id) => stayed.includes(id))
    expect(now).toEqual(stayed)
  })
})

test('the halts that are lit are the first ones, in their order', () => {
  holds((_before, { state }) => expect(state.snapshot.lit).toEqual(KEYS.slice(0, state.snapshot.lit.length)))
})

test('a leader stands in a scene, an empty wall in attract with nothing lit', () => {
  holds((_before, { state }) => {
    expect(state.snapshot.scene === 'attract').toBe(state.leader === null)
    if (!state.leader) expect(state.snapshot).toEqual({ scene: 'attract', lit: [], due: null })
  })
})

test('somebody is called exactly when people wait at a free wall that is not paused', () => {
  holds((_before, { state }) => {
    if (state.paused) return
    expect(state.calledUntil !== null).toBe(state.leader === null && state.queue.length > 0)
  })
})

test('no fact without a change, and the same object when nothing changed', () => {
  holds((before, { state, facts }) => {
    if (state === before) expect(facts).toEqual([])
    else expect(JSON.stringify(state)).not.toBe(JSON.stringify(before))
  })
})

test('a state is the same after it was stored and read again', () => {
  holds((_before, { state }) =>
    expect(zoneStateSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state),
  )
})

test('nothing is due only when nobody is there or the zone is paused', () => {
  holds((_before, { state }) => {
    const pending = !state.paused && idsOf(state).length > 0
    expect(getDueAt(state) !== null).toBe(pending)
  })
})

test('a look at the time that is due always moves the zone', () => {
  holds((_before, { state }, now) => {
    const due = getDueAt(state)
    if (due !== null)
      expect(decideZone(state, { type: 'tick' }, showOf, Math.max(due, now)).state).not.toBe(state)
  })
})

test('left alone with the clock, every zone comes to rest', () => {
  holds((_before, { state }, at) => {
    let [rest, now] = [state, at]
    for (let looks = 0; looks < 60; looks++) {
      const due = getDueAt(rest)
      if (due === null) break
      now = Math.max(now, due)
      rest = decideZone(rest, { type: 'tick' }, showOf, now).state
    }
    if (!rest.paused) expect(idsOf(rest)).toEqual([])
  })
})

test('everyone who goes is told why, once, and everyone who leads was told to begin', () => {
  holds((before, { state, facts }, _now, command) => {
    const ended = facts.flatMap((fact) => (fact.type === 'turn_ended' ? [fact.turn.visitId] : []))
    expect(ended.toSorted()).toEqual(
      idsOf(before)
        .filter((id) => !idsOf(state).includes(id))
        .toSorted(),
    )
    const leads = state.leader?.visitId
    if (leads && (leads !== before.leader?.visitId || command.type === 'restart'))
      expect(facts.filter(({ type }) => type === 'turn_started')).toHaveLength(1)
  })
})
