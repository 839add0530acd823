import { assign, createMachine, initialTransition, type SnapshotFrom, transition } from 'xstate'
import type { Scene, Show } from './show'

type ShowEvent =
  | { type: 'turn.started' }
  | { type: 'turn.ended' }
  | { type: 'halt.lit'; halt: string }
  | { type: `xstate.after.${string}` }

/** Where a show stands, as it is stored: the machine's value and context, and its next delayed transition. */
export type ShowSnapshot = {
  scene: Scene
  lit: string[]
  /** Server time of the delayed transition, Unix milliseconds, and the event that makes it. */
  due: { at: number; event: string } | null
}

const machines = new WeakMap<Show, ReturnType<typeof makeMachine>>()

function makeMachine(show: Show) {
  return createMachine(
    {
      id: show.id,
      types: {} as { context: { lit: string[] }; events: ShowEvent },
      context: { lit: [] },
      ...show.machine,
    },
    {
      actions: {
        lightHalt: assign({
          lit: ({ context, event }) => ('halt' in event ? [...context.lit, event.halt] : context.lit),
        }),
      },
      guards: { allLit: ({ context }) => show.halts.every(({ key }) => context.lit.includes(key)) },
    },
  )
}

function getMachine(show: Show) {
  const known = machines.get(show)
  if (known) return known
  const machine = makeMachine(show)
  machines.set(show, machine)
  return machine
}

/** A show before anybody came. */
export function startShow(show: Show, now: number): ShowSnapshot {
  const [snapshot, actions] = initialTransition(getMachine(show))
  return keep(snapshot, actions, null, now)
}

/** Applies one event. Pure: the same interpreter runs in the server, in a preview, and in a screen that is cut off. */
export function moveShow(show: Show, from: ShowSnapshot, event: ShowEvent, now: number): ShowSnapshot {
  const machine = getMachine(show)
  const [snapshot, actions] = transition(machine, resolve(machine, from), event)
  return keep(snapshot, actions, from, now)
}

/** Fires the delayed transition whose time has come, else answers the snapshot as it is. */
export function tickShow(show: Show, from: ShowSnapshot, now: number): ShowSnapshot {
  if (!from.due || from.due.at > now) return from
  return moveShow(show, { ...from, due: null }, { type: from.due.event as `xstate.after.${string}` }, now)
}

function resolve(machine: ReturnType<typeof makeMachine>, { scene, lit }: ShowSnapshot) {
  return machine.resolveState({ value: scene, context: { lit } })
}

type Actions = ReturnType<typeof initialTransition>[1]

function keep(
  snapshot: SnapshotFrom<ReturnType<typeof makeMachine>>,
  actions: Actions,
  from: ShowSnapshot | null,
  now: number,
): ShowSnapshot {
  const scene = String(snapshot.value) as Scene
  const lit = scene === 'attract' ? [] : snapshot.context.lit
  const delayed = actions.map(parseDelay).find(Boolean)
  const due = delayed
    ? { at: now + delayed.delay, event: delayed.event }
    : scene === from?.scene
      ? from.due
      : null
  return { scene, lit, due }
}

/** XState answers a delayed transition as a raise with a delay; we keep it as a row instead of a timer. */
function parseDelay(action: Actions[number]) {
  if (action.type !== 'xstate.raise') return undefined
  const { event, delay } = action.params as { event?: { type: string }; delay?: number }
  return event && typeof delay === 'number' ? { delay, event: event.type } : undefined
}
