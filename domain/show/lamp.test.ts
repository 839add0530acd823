import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { getHaltInReach, getNextHalt, stepLamp } from './lamp'
import { CLIMB } from './testing'

const KEYS = CLIMB.halts.map(({ key }) => key)
const anyLit = fc.nat({ max: KEYS.length }).map((count) => KEYS.slice(0, count))
const anyPoint = fc.record({
  x: fc.double({ min: 0, max: 1, noNaN: true }),
  y: fc.double({ min: 0, max: 1, noNaN: true }),
})
const anyDirection = fc.constantFrom('up', 'down', 'left', 'right')

describe('the lamp', () => {
  test('reaches only the next halt that is dark, however near another is', () => {
    const gate = CLIMB.halts[0]?.at ?? { x: 0, y: 0 }
    const mist = CLIMB.halts[1]?.at ?? { x: 0, y: 0 }
    expect(getHaltInReach(CLIMB, [], gate)).toBe('gate')
    expect(getHaltInReach(CLIMB, [], mist)).toBeNull()
    expect(getHaltInReach(CLIMB, ['gate'], mist)).toBe('mist')
    expect(getHaltInReach(CLIMB, KEYS, mist)).toBeNull()
  })

  test('measures reach in wall heights: a step to the side counts by the shape of the wall', () => {
    const { x, y } = CLIMB.halts[0]?.at ?? { x: 0, y: 0 }
    expect(getHaltInReach(CLIMB, [], { x, y: y + 0.079 })).toBe('gate')
    expect(getHaltInReach(CLIMB, [], { x, y: y + 0.081 })).toBeNull()
    expect(getHaltInReach(CLIMB, [], { x: x + 0.044, y })).toBe('gate')
    expect(getHaltInReach(CLIMB, [], { x: x + 0.046, y })).toBeNull()
  })

  test('knows no next halt when all are lit', () => expect(getNextHalt(CLIMB, KEYS)).toBeUndefined())

  test('never leaves the wall, moves one axis only, and never overshoots the next halt', () => {
    fc.assert(
      fc.property(anyLit, anyPoint, anyDirection, (lit, from, direction) => {
        const to = stepLamp(CLIMB, lit, from, direction)
        expect(to.x).toBeGreaterThanOrEqual(0)
        expect(to.x).toBeLessThanOrEqual(1)
        expect(to.y).toBeGreaterThanOrEqual(0)
        expect(to.y).toBeLessThanOrEqual(1)
        if (direction === 'up' || direction === 'down') expect(to.x).toBe(from.x)
        else expect(to.y).toBe(from.y)
        const next = getNextHalt(CLIMB, lit)?.at
        if (!next) return
        expect(Math.sign(next.x - from.x) * Math.sign(next.x - to.x)).toBeGreaterThanOrEqual(
          from.x === to.x || (next.x - from.x) * (to.x - from.x) < 0 ? -1 : 0,
        )
      }),
    )
  })

  test('lights every halt by step buttons alone, without aiming', () => {
    let lamp = CLIMB.start
    const lit: string[] = []
    let presses = 0
    while (lit.length < KEYS.length && presses < 60) {
      const next = getNextHalt(CLIMB, lit)?.at ?? lamp
      const direction = lamp.y < next.y ? 'up' : lamp.y > next.y ? 'down' : lamp.x < next.x ? 'right' : 'left'
      lamp = stepLamp(CLIMB, lit, lamp, direction)
      presses++
      const reached = getHaltInReach(CLIMB, lit, lamp)
      if (reached) lit.push(reached)
    }
    expect(lit).toEqual(KEYS)
    expect(presses).toBeLessThan(25)
  })
})
