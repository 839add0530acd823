import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideCounter } from './counter'

test.each([
  ['the first reading of a chip', null, 0, true],
  ['the next one', 61, 62, true],
  ['a later one, when some were never sent', 61, 90, true],
  ['the same one again', 61, 61, false],
  ['an older one that was kept back', 61, 60, false],
  ['a chip that starts again', 61, 0, false],
])('%s: %s, then %i', (_what, last, seen, accepted) => {
  expect(decideCounter(last, seen)).toEqual(accepted ? { ok: true } : { ok: false, reason: 'replayed' })
})

test('whatever comes in whatever order, no counter is accepted twice, and they only grow', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 })), (seen) => {
      let last: number | null = null
      const accepted = seen.filter((counter) => {
        const taken = decideCounter(last, counter).ok
        if (taken) last = counter
        return taken
      })
      expect(accepted).toEqual([...new Set(accepted)].toSorted((a, b) => a - b))
    }),
  )
})
