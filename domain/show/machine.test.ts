import { describe, expect, test } from 'vitest'
import { moveShow, type ShowSnapshot, startShow, tickShow } from './machine'
import { showSchema } from './show'
import { CLIMB } from './testing'

const NOW = 1_700_000_000_000
const begin = (): ShowSnapshot => moveShow(CLIMB, startShow(CLIMB, NOW), { type: 'turn.started' }, NOW)
const lit = (from: ShowSnapshot, halt: string, now = NOW) =>
  moveShow(CLIMB, from, { type: 'halt.lit', halt }, now)

describe('a show', () => {
  test('begins in attract, with nothing lit and nothing due', () => {
    expect(startShow(CLIMB, NOW)).toEqual({ scene: 'attract', lit: [], due: null })
  })

  test('welcomes for eight seconds, then climbs', () => {
    const welcome = begin()
    expect(welcome).toMatchObject({ scene: 'welcome', due: { at: NOW + 8_000 } })
    expect(tickShow(CLIMB, welcome, NOW + 7_999)).toBe(welcome)
    expect(tickShow(CLIMB, welcome, NOW + 8_000)).toEqual({ scene: 'climb', lit: [], due: null })
  })

  test('climbs at once when a halt is lit during the welcome, and drops what was due', () => {
    expect(lit(begin(), 'gate')).toEqual({ scene: 'climb', lit: ['gate'], due: null })
  })

  test('reaches the finale with the last halt, and attract fifteen seconds later with nothing lit', () => {
    const top = lit(lit(lit(begin(), 'gate'), 'mist'), 'frost', NOW + 60_000)
    expect(top).toMatchObject({
      scene: 'finale',
      lit: ['gate', 'mist', 'frost'],
      due: { at: NOW + 75_000 },
    })
    expect(tickShow(CLIMB, top, NOW + 75_000)).toEqual({ scene: 'attract', lit: [], due: null })
  })

  test('goes back to attract from anywhere when the turn ends', () => {
    for (const from of [begin(), lit(begin(), 'gate'), lit(lit(lit(begin(), 'gate'), 'mist'), 'frost')])
      expect(moveShow(CLIMB, from, { type: 'turn.ended' }, NOW)).toEqual({
        scene: 'attract',
        lit: [],
        due: null,
      })
  })

  test('is the same after it was stored and read again', () => {
    const stored: ShowSnapshot = JSON.parse(JSON.stringify(lit(begin(), 'gate')))
    expect(lit(stored, 'mist')).toEqual(lit(lit(begin(), 'gate'), 'mist'))
  })
})

describe('the vocabulary of a show', () => {
  test('takes the climb as it is', () => expect(showSchema.parse(CLIMB)).toEqual(CLIMB))

  test.each([
    ['an action of its own', { attract: { on: { 'turn.started': { actions: 'runAnything' } } } }],
    ['a guard of its own', { climb: { always: [{ guard: 'isTuesday', target: 'finale' }] } }],
    ['a scene we do not have', { attract: { on: { 'turn.started': { target: 'fireworks' } } } }],
    ['a delay that is no number', { welcome: { after: { soon: { target: 'climb' } } } }],
    ['an invoked service', { climb: { invoke: { src: 'fetch' } } }],
  ])('refuses %s', (_what, states) => {
    const show = { ...CLIMB, machine: { ...CLIMB.machine, states: { ...CLIMB.machine.states, ...states } } }
    expect(showSchema.safeParse(show).success).toBe(false)
  })
})
