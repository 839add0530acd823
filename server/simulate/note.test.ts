import { describe, expect, it } from 'vitest'
import { makeClock } from '../clock'
import { makeTokens } from '../token'
import { parseOrigin } from './note'

const clock = makeClock(() => 0)
const tokens = makeTokens(Buffer.alloc(32, 1).toString('base64'))
const note = tokens.makeSimulator()
const yesterday = String(clock.now() - 86_400_000)
const read = (headers: Record<string, string>, demo = true) =>
  parseOrigin(new Headers(headers), { clock, tokens, demo })

describe('the time of a request', () => {
  it('is now without a note, and nothing is marked', () => {
    const { at, simulated } = read({ 'footlight-at': yesterday })
    expect(simulated).toBe(false)
    expect(Math.abs(at - clock.now())).toBeLessThan(1_000)
  })

  it('is the simulator’s in a demo, and marked', () => {
    expect(read({ 'footlight-simulator': note, 'footlight-at': yesterday })).toEqual({
      at: Number(yesterday),
      simulated: true,
    })
  })

  it.each([
    ['outside a demo', { 'footlight-simulator': note, 'footlight-at': yesterday }, false],
    [
      'with another installation’s note',
      { 'footlight-simulator': 'demo.AAAA', 'footlight-at': yesterday },
      true,
    ],
    ['without a time', { 'footlight-simulator': note }, true],
    ['with a time that is none', { 'footlight-simulator': note, 'footlight-at': 'noon' }, true],
    ['with an empty time', { 'footlight-simulator': note, 'footlight-at': '' }, true],
    ['in the future', { 'footlight-simulator': note, 'footlight-at': String(clock.now() + 60_000) }, true],
  ])('is refused %s', (_name, headers, demo) => {
    expect(() => read(headers, demo)).toThrow(expect.objectContaining({ code: 'event_from_simulator' }))
  })
})
