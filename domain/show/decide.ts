import type { Language } from '../language'
import type { TurnEnd } from './event'
import { type Direction, getHaltInReach, getNextHalt, stepLamp } from './lamp'
import { moveShow, tickShow } from './machine'
import type { Scene, Show } from './show'
import { CALL_MS, getWaitMs, IDLE_MS, type Leader, TURN_MS, type Turn, WAIT_MS, type ZoneState } from './zone'

/** What can happen to a zone. */
export type ZoneCommand =
  | { type: 'join'; turn: Omit<Turn, 'joinedAt'> }
  | { type: 'take'; visitId: string }
  | { type: 'leave'; visitId: string; reason: 'left' | 'phone_only' | 'removed' }
  | { type: 'light'; visitId: string; halt: string }
  | { type: 'steer'; visitId: string; lamp: { x: number; y: number } }
  /** One press of a step button. `from` is where a hand has led the lamp meanwhile, null where the state has it. */
  | { type: 'step'; visitId: string; direction: Direction; from: { x: number; y: number } | null }
  | { type: 'change'; visitId: string; storyKey?: string; language?: Language }
  | { type: 'next' }
  | { type: 'restart' }
  | { type: 'pause' | 'resume' | 'mute' | 'unmute' | 'stop_offer' | 'allow_offer' }
  /** The walls glow with the answer to this visit's second proof; without one they stop. */
  | { type: 'glow'; visitId: string; glow: ZoneState['glow'] }
  | { type: 'tick' }

/** What came of it, for the ledger and the visits. */
export type ZoneFact =
  | { type: 'queued'; turn: Turn; place: number; waitMs: number }
  | { type: 'called'; turn: Turn; until: number }
  | { type: 'turn_started'; turn: Turn }
  | { type: 'turn_ended'; turn: Turn; reason: TurnEnd; durationMs: number; lit: string[] }
  | { type: 'halt_lit'; turn: Turn; halt: string }
  | { type: 'finished'; turn: Turn }
  | { type: 'scene_entered'; turn: Turn | null; scene: Scene }

export type Decided = { state: ZoneState; facts: ZoneFact[] }
/** The show of a turn's campaign; the zone's own when nobody leads. */
export type ShowOf = (turn: Pick<Turn, 'campaignId'>) => Show

/**
 * The rule of a zone: one leads, the others wait in the order they came. Pure. A command that changes nothing answers
 * the same state object.
 */
export function decideZone(state: ZoneState, command: ZoneCommand, showOf: ShowOf, now: number): Decided {
  const applied = apply(state, command, showOf, now)
  if (applied.state === state) return { state, facts: [] }
  const decided = call(applied, now)
  return { state: decided.state, facts: addScene(state, decided) }
}

function apply(state: ZoneState, command: ZoneCommand, showOf: ShowOf, now: number): Decided {
  const same: Decided = { state, facts: [] }
  switch (command.type) {
    case 'join': {
      const turn: Turn = { ...command.turn, joinedAt: now }
      if (state.leader?.visitId === turn.visitId || state.queue.some((t) => t.visitId === turn.visitId))
        return same
      const queue = [...state.queue, turn]
      // Whoever has just tapped stands at the wall; who has waited may have walked off and is called.
      if (!state.leader && state.queue.length === 0 && !state.paused) return lead(state, turn, showOf, now)
      const place = queue.length
      return {
        state: { ...state, queue },
        facts: [{ type: 'queued', turn, place, waitMs: getWaitMs(state, place, now) }],
      }
    }
    case 'glow': {
      const { glow, visitId } = command
      if (!glow && state.glow?.visitId !== visitId) return same
      return { state: { ...state, glow }, facts: [] }
    }
    case 'take': {
      const [first] = state.queue
      if (state.leader || state.paused || first?.visitId !== command.visitId) return same
      return lead({ ...state, queue: state.queue.slice(1), calledUntil: null }, first, showOf, now)
    }
    case 'leave': {
      if (state.leader?.visitId === command.visitId) return endTurn(state, command.reason, showOf, now)
      const turn = state.queue.find(({ visitId }) => visitId === command.visitId)
      return turn ? drop(state, turn, command.reason, now) : same
    }
    case 'light': {
      const { leader, snapshot } = state
      if (state.paused || leader?.visitId !== command.visitId) return same
      const show = showOf(leader)
      const halt = getNextHalt(show, snapshot.lit)
      if (halt?.key !== command.halt || snapshot.scene === 'finale') return same
      const moved = moveShow(show, snapshot, { type: 'halt.lit', halt: halt.key }, now)
      const facts: ZoneFact[] = [{ type: 'halt_lit', turn: leader, halt: halt.key }]
      if (moved.scene === 'finale') facts.push({ type: 'finished', turn: leader })
      return {
        state: { ...state, snapshot: moved, leader: { ...leader, seenAt: now, lamp: halt.at } },
        facts,
      }
    }
    case 'steer': {
      const { leader } = state
      if (state.paused || leader?.visitId !== command.visitId) return same
      return { state: { ...state, leader: { ...leader, seenAt: now, lamp: command.lamp } }, facts: [] }
    }
    case 'step': {
      const { leader, snapshot } = state
      if (state.paused || leader?.visitId !== command.visitId) return same
      const show = showOf(leader)
      const lamp = stepLamp(show, snapshot.lit, command.from ?? leader.lamp, command.direction)
      const stepped = { ...state, leader: { ...leader, seenAt: now, lamp } }
      const halt = getHaltInReach(show, snapshot.lit, lamp)
      if (!halt) return { state: stepped, facts: [] }
      return apply(stepped, { type: 'light', visitId: leader.visitId, halt }, showOf, now)
    }
    case 'change': {
      const { visitId, storyKey, language } = command
      const change = <T extends Turn>(turn: T): T =>
        turn.visitId === visitId
          ? { ...turn, storyKey: storyKey ?? turn.storyKey, language: language ?? turn.language }
          : turn
      if (state.leader?.visitId === visitId)
        return { state: { ...state, leader: { ...change(state.leader), seenAt: now } }, facts: [] }
      const turn = state.queue.find((t) => t.visitId === visitId)
      if (
        !turn ||
        ((storyKey ?? turn.storyKey) === turn.storyKey && (language ?? turn.language) === turn.language)
      )
        return same
      return { state: { ...state, queue: state.queue.map(change) }, facts: [] }
    }
    case 'next':
      if (state.leader) return endTurn(state, 'removed', showOf, now)
      return state.queue[0] && state.calledUntil !== null ? drop(state, state.queue[0], 'skipped', now) : same
    case 'restart': {
      const { leader } = state
      if (!leader) return same
      const { leader: _ended, ...rest } = endTurn(state, 'removed', showOf, now).state
      const begun = lead({ ...rest, leader: null }, leader, showOf, now)
      return { state: begun.state, facts: begun.facts }
    }
    case 'pause':
      return state.paused ? same : { state: { ...state, paused: true, pausedAt: now }, facts: [] }
    case 'resume':
      return state.paused ? { state: resume(state, now), facts: [] } : same
    case 'mute':
      return state.muted ? same : { state: { ...state, muted: true }, facts: [] }
    case 'unmute':
      return state.muted ? { state: { ...state, muted: false }, facts: [] } : same
    case 'stop_offer':
      return state.offerStopped ? same : { state: { ...state, offerStopped: true }, facts: [] }
    case 'allow_offer':
      return state.offerStopped ? { state: { ...state, offerStopped: false }, facts: [] } : same
    case 'tick':
      return tick(state, showOf, now)
  }
}

function tick(state: ZoneState, showOf: ShowOf, now: number): Decided {
  if (state.paused) return { state, facts: [] }
  const { leader, calledUntil, queue } = state
  const [first] = queue
  if (!leader && first && calledUntil !== null && calledUntil <= now)
    return drop(state, first, 'skipped', now)
  const late = (leader ? queue : queue.slice(1)).find(({ joinedAt }) => joinedAt + WAIT_MS <= now)
  if (late) return drop(state, late, 'phone_only', now)
  if (!leader) return { state, facts: [] }
  const snapshot = tickShow(showOf(leader), state.snapshot, now)
  if (snapshot.scene === 'attract') return endTurn(state, 'finished', showOf, now)
  if (state.snapshot.scene !== 'finale') {
    if (leader.seenAt + IDLE_MS <= now || leader.startedAt + TURN_MS <= now)
      return endTurn(state, 'idle', showOf, now)
  }
  return { state: snapshot === state.snapshot ? state : { ...state, snapshot }, facts: [] }
}

/** Time that passed in the pause is given back: nobody loses a turn or a place to it. */
function resume(state: ZoneState, now: number): ZoneState {
  const { snapshot, leader } = state
  const since = state.pausedAt ?? now
  const later = (time: number) => time + now - Math.max(time, since)
  return {
    ...state,
    paused: false,
    pausedAt: null,
    leader: leader && { ...leader, startedAt: later(leader.startedAt), seenAt: later(leader.seenAt) },
    snapshot: {
      ...snapshot,
      due: snapshot.due && {
        ...snapshot.due,
        at: snapshot.due.at + now - Math.max(leader?.startedAt ?? since, since),
      },
    },
    queue: state.queue.map((turn) => ({ ...turn, joinedAt: later(turn.joinedAt) })),
    calledUntil: null,
  }
}

/** After every change: the first who waits at a free wall is called. */
function call({ state, facts }: Decided, now: number): Decided {
  const [first] = state.queue
  if (state.leader || state.paused || !first || state.calledUntil !== null) return { state, facts }
  const until = now + CALL_MS
  return {
    state: { ...state, calledUntil: until },
    facts: [...facts, { type: 'called', turn: first, until }],
  }
}

function addScene(before: ZoneState, { state, facts }: Decided): ZoneFact[] {
  const { scene } = state.snapshot
  const entered = scene !== before.snapshot.scene || facts.some(({ type }) => type === 'turn_started')
  return entered ? [...facts, { type: 'scene_entered', turn: state.leader, scene }] : facts
}

function lead(state: ZoneState, turn: Turn, showOf: ShowOf, now: number): Decided {
  const show = showOf(turn)
  const snapshot = moveShow(show, { scene: 'attract', lit: [], due: null }, { type: 'turn.started' }, now)
  const leader: Leader = { ...turn, startedAt: now, seenAt: now, lamp: show.start }
  return {
    state: { ...state, leader, snapshot, calledUntil: null },
    facts: [{ type: 'turn_started', turn: leader }],
  }
}

function endTurn(state: ZoneState, reason: TurnEnd, showOf: ShowOf, now: number): Decided {
  const { leader } = state
  if (!leader) return { state, facts: [] }
  const finished = state.snapshot.scene === 'finale'
  const snapshot = moveShow(showOf(leader), { ...state.snapshot, due: null }, { type: 'turn.ended' }, now)
  const fact: ZoneFact = {
    type: 'turn_ended',
    turn: leader,
    reason: finished && reason === 'idle' ? 'finished' : reason,
    durationMs: now - leader.startedAt,
    lit: state.snapshot.lit,
  }
  return { state: { ...state, leader: null, snapshot }, facts: [fact] }
}

function drop(state: ZoneState, turn: Turn, reason: TurnEnd, now: number): Decided {
  const called = state.queue[0] === turn ? null : state.calledUntil
  const queue = state.queue.filter(({ visitId }) => visitId !== turn.visitId)
  return {
    state: { ...state, queue, calledUntil: called },
    facts: [{ type: 'turn_ended', turn, reason, durationMs: now - turn.joinedAt, lit: [] }],
  }
}
