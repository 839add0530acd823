import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { getHeading, makePath, makeThrow, PLAN, placeLabel, placeLeader, placeQueue } from './plan-geometry'

const projector = { x: 500, y: 14, w: 230, h: 7 }
const kiosk = { x: 560, y: 326, w: 64, h: 8 }
const tv = { x: 907, y: 318, w: 7, h: 84 }

describe('a screen throws its light the way it faces', () => {
  test.each([
    [0, { x: 0, y: -1 }],
    [90, { x: 1, y: 0 }],
    [180, { x: 0, y: 1 }],
    [270, { x: -1, y: 0 }],
  ])('%i degrees', (degrees, heading) => {
    expect(getHeading(degrees).x).toBeCloseTo(heading.x)
    expect(getHeading(degrees).y).toBeCloseTo(heading.y)
  })

  test('a projector on the upper wall lights the floor below it, wider at its far end', () => {
    const [a, b, c, d] = makeThrow(projector, 180).corners
    expect(Math.abs(a.x - b.x)).toBeCloseTo(230)
    expect(c.y).toBeGreaterThan(a.y + 200)
    expect(Math.abs(c.x - d.x)).toBeGreaterThan(300)
  })

  test('a screen that faces left uses its height as its width', () => {
    const { corners, to } = makeThrow(tv, 270)
    expect(to.x).toBeLessThan(tv.x)
    expect(Math.abs(corners[0].y - corners[1].y)).toBeCloseTo(84)
  })

  test('however it faces, the light is symmetric and as deep as it says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 359 }), fc.integer({ min: 5, max: 600 }), (facing, w) => {
        const { corners, from, to, depth } = makeThrow({ x: 100, y: 100, w, h: 5 }, facing)
        const [, , far, near] = corners
        expect(Math.hypot(to.x - from.x, to.y - from.y)).toBeCloseTo(depth, 0)
        expect((far.x + near.x) / 2).toBeCloseTo(to.x, 0)
        expect(depth).toBeLessThanOrEqual(270)
      }),
    )
  })

  test('a shape is a closed path', () => {
    expect(
      makePath([
        { x: 0, y: 0 },
        { x: 1, y: 0 },
        { x: 1, y: 1 },
      ]),
    ).toBe('M0 0L1 0L1 1Z')
  })
})

test('a name stands on the plan, behind the screen where there is room', () => {
  expect(placeLabel(kiosk, 180)).toMatchObject({ anchor: 'middle', x: 592 })
  expect(placeLabel(kiosk, 180).y).toBeLessThan(kiosk.y)
  expect(placeLabel(projector, 180)).toMatchObject({ anchor: 'start', y: 40 })
  expect(placeLabel(tv, 270)).toMatchObject({ anchor: 'end' })
  for (const [place, facing] of [
    [kiosk, 180],
    [projector, 180],
    [tv, 270],
    [tv, 90],
  ] as const) {
    const { x, y } = placeLabel(place, facing)
    expect(x).toBeGreaterThan(0)
    expect(x).toBeLessThan(PLAN.w)
    expect(y).toBeGreaterThan(0)
    expect(y).toBeLessThan(PLAN.h)
  }
})

describe('visitors stand where the light is', () => {
  const zone = { id: 'wall', place: { x: 386, y: 14, w: 528, h: 286 } }
  const screen = (place: typeof kiosk, state: 'online' | 'dark') =>
    ({ place, facing: 180, state, zoneId: 'wall', kind: 'projector' }) as const

  test('the leader stands in the widest screen’s light', () => {
    expect(placeLeader(zone, [screen(kiosk, 'online'), screen(projector, 'online')])).toMatchObject({
      x: 615,
    })
  })

  test('in a dark zone the leader stands in its middle', () => {
    expect(placeLeader(zone, [screen(projector, 'dark')])).toEqual({ x: 650, y: 157 })
  })

  test('a long queue is drawn up to eight and stays in its zone', () => {
    const queue = placeQueue(zone.place, 30)
    expect(queue).toHaveLength(8)
    expect(queue.every(({ x, y }) => x < 914 && y < 300)).toBe(true)
    expect(placeQueue(zone.place, 0)).toEqual([])
  })
})
