import { expect, test } from 'vitest'
import { makeAddress, parseOwnPath } from './path'

test('an address carries only what is given', () => {
  expect(makeAddress('/console', { store: 'suzhou-creek', day: undefined, before: '' })).toBe(
    '/console?store=suzhou-creek',
  )
  expect(makeAddress('/console', {})).toBe('/console')
  expect(makeAddress('/login', { next: '/console/devices?code=AB' })).toBe(
    '/login?next=%2Fconsole%2Fdevices%3Fcode%3DAB',
  )
})

test.each(['/', '/console?store=a', '/brand/events?stage=redeemed'])('%s is a path of ours', (path) => {
  expect(parseOwnPath(path)).toBe(path)
})

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  '',
  null,
  '/a\n/b',
  `/${'a'.repeat(400)}`,
])('%o is none', (path) => {
  expect(parseOwnPath(path)).toBeNull()
})
