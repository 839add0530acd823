import type { ZoneCommand } from './decide'
import type { Show } from './show'
import { type Turn, type ZoneState, zoneStateSchema } from './zone'

/** A climb of three halts, as the demo plays it. */
export const CLIMB: Show = {
  id: 'first-frost',
  start: { x: 0.22, y: 0.2 },
  reach: 0.08,
  halts: [
    { key: 'gate', name: { zh: '山门', en: 'Gate' }, at: { x: 0.35, y: 0.34 } },
    { key: 'mist', name: { zh: '雾台', en: 'Mist terrace' }, at: { x: 0.5, y: 0.48 } },
    { key: 'frost', name: { zh: '霜顶', en: 'Frost top' }, at: { x: 0.81, y: 0.69 } },
  ],
  machine: {
    initial: 'attract',
    states: {
      attract: { on: { 'turn.started': { target: 'welcome' } } },
      welcome: {
        on: { 'halt.lit': { target: 'climb', actions: 'lightHalt' }, 'turn.ended': { target: 'attract' } },
        after: { 8000: { target: 'climb' } },
      },
      climb: {
        always: [{ guard: 'allLit', target: 'finale' }],
        on: { 'halt.lit': { actions: 'lightHalt' }, 'turn.ended': { target: 'attract' } },
      },
      finale: { on: { 'turn.ended': { target: 'attract' } }, after: { 15000: { target: 'attract' } } },
    },
  },
}
export const showOf = () => CLIMB

/** A zone nobody has come to. */
export const EMPTY: ZoneState = zoneStateSchema.parse({})

export const PEOPLE = ['wen', 'ada', 'bo', 'mei'] as const
export type Person = (typeof PEOPLE)[number]

/** The visit id of somebody in these tests. */
export const visitOf = (who: Person) => `00000000-0000-4000-8000-00000000000${PEOPLE.indexOf(who)}`
export const personOf = (visitId: string | undefined) => PEOPLE.find((who) => visitOf(who) === visitId)

export function makeTurn(who: Person): Omit<Turn, 'joinedAt'> {
  return {
    visitId: visitOf(who),
    visitorId: visitOf(who),
    brandId: 'mistleaf',
    campaignId: 'first-frost',
    storyKey: 'general',
    language: who === 'ada' ? 'en' : 'zh',
    light: { gel: 'sky', number: 1 },
    simulated: false,
  }
}
export const join = (who: Person): ZoneCommand => ({ type: 'join', turn: makeTurn(who) })
export const light = (who: Person, halt: string): ZoneCommand => ({
  type: 'light',
  visitId: visitOf(who),
  halt,
})
