import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followTurns, getTurn, TURN_MS } from './turn'

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

function follow(now: () => number) {
  const turns: number[] = []
  const stop = followTurns(now, (turn) => turns.push(turn))
  return { turns, stop }
}

test('each turn is told as it begins', () => {
  const { turns, stop } = follow(Date.now)
  vi.advanceTimersByTime(3 * TURN_MS + 100)
  stop()
  expect(turns).toEqual([1, 2, 3])
})

test('a clock that is set back while a turn runs does not end the turns', () => {
  let back = 0
  const now = () => Date.now() - back
  const { turns, stop } = follow(now)
  vi.advanceTimersByTime(TURN_MS / 2)
  back = 40
  vi.advanceTimersByTime(4 * TURN_MS)
  stop()
  expect(new Set(turns)).toEqual(new Set([0, 1, 2, 3, 4]))
  expect(getTurn(now())).toBe(4)
})

test('once stopped nothing is told', () => {
  const { turns, stop } = follow(Date.now)
  stop()
  vi.advanceTimersByTime(3 * TURN_MS)
  expect(turns).toEqual([])
})
