import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideLight, GELS, type Light, makeLightName } from './light'

test('the first six visitors get the six gels, the seventh the first gel with a number', () => {
  const taken: Light[] = []
  for (let i = 0; i < 7; i++) taken.push(decideLight(taken))
  expect(taken.slice(0, 6).map(({ gel }) => gel)).toEqual([...GELS])
  expect(taken[6]).toEqual({ gel: 'amber', number: 2 })
})

test('a light that was given back is the next to be given', () => {
  const all = GELS.map((gel) => ({ gel, number: 1 }))
  expect(decideLight(all.filter(({ gel }) => gel !== 'leaf'))).toEqual({ gel: 'leaf', number: 1 })
})

test('nobody gets a light that somebody carries', () => {
  const anyLight = fc.record({ gel: fc.constantFrom(...GELS), number: fc.integer({ min: 1, max: 4 }) })
  fc.assert(
    fc.property(fc.array(anyLight, { maxLength: 40 }), (taken) => {
      expect(taken).not.toContainEqual(decideLight(taken))
    }),
  )
})

test('a light is called by colour and shape, and by its number from the second on', () => {
  expect(makeLightName({ gel: 'sky', number: 1 }, 'en')).toBe('Sky triangle')
  expect(makeLightName({ gel: 'sky', number: 1 }, 'zh')).toBe('天青三角')
  expect(makeLightName({ gel: 'rose', number: 3 }, 'zh')).toBe('玫红十字 3')
})
