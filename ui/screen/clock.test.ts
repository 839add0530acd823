import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addClockSample, readClock, type ServerClock, startClock } from './clock'

const ping = (clock: ServerClock, at: number, truth: number, there: number, back: number) =>
  addClockSample(clock, { sentAt: at, serverTime: at + truth + there, receivedAt: at + there + back })

describe('the clock of a screen', () => {
  it('jumps to its first sample, from however far', () => {
    const clock = ping(startClock(0, 1000), 1000, 86_400_000, 4, 4)
    expect(readClock(clock, 1008)).toBe(1008 + 86_400_000)
  })
  it('believes the fastest round trip, not the latest', () => {
    let clock = ping(startClock(0, 0), 0, 500, 2, 2)
    clock = ping(clock, 5000, 500, 200, 3)
    expect(clock.targetMs).toBe(500)
  })
  it('is wrong by no more than half the best round trip', () => {
    const trips = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 })), {
      minLength: 1,
      maxLength: 32,
    })
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), trips, (truth, ways) => {
        const clock = ways.reduce(
          (c, [there, back], i) => ping(c, i * 5000, truth, there, back),
          startClock(0, 0),
        )
        const best = Math.min(...ways.map(([there, back]) => there + back))
        expect(Math.abs(clock.targetMs - truth)).toBeLessThanOrEqual(best / 2)
      }),
    )
  })
  it('never runs backwards and slews at most 5 ms a second on small corrections', () => {
    let clock = ping(startClock(0, 0), 0, 100, 50, 50)
    clock = ping(clock, 5000, 60, 1, 1)
    let before = readClock(clock, 5002)
    for (let at = 5018; at < 20_000; at += 16) {
      const now = readClock(clock, at)
      expect(now - before).toBeGreaterThanOrEqual(16 - 16 * 0.005 - 1e-6)
      before = now
    }
    expect(readClock(clock, 20_000)).toBeCloseTo(20_060, 5)
  })
  it('drops nonsense', () => {
    const clock = startClock(7, 0)
    expect(addClockSample(clock, { sentAt: 10, serverTime: Number.NaN, receivedAt: 12 })).toBe(clock)
    expect(addClockSample(clock, { sentAt: 10, serverTime: 0, receivedAt: 9 })).toBe(clock)
  })
})
