import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LANGUAGES, parseAcceptLanguage } from './language'

test.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-GB,en;q=0.9', 'en'],
  ['zh-Hant-TW', 'zh'],
  ['fr-FR,zh;q=0.3,en;q=0.8', 'en'],
  ['en;q=0.1, zh;q=0.2', 'zh'],
  ['en;q=0,zh;q=0.1', 'zh'],
  ['ZH-cn', 'zh'],
  ['fr,de', 'en'],
  ['*', 'en'],
  ['', 'en'],
  [null, 'en'],
  [undefined, 'en'],
  ['zhuang', 'en'],
  ['english-ish', 'en'],
])('a browser that asks for %j is spoken to in %s', (header, language) =>
  expect(parseAcceptLanguage(header)).toBe(language),
)

test('the fallback is the one given', () => expect(parseAcceptLanguage('fr', 'zh')).toBe('zh'))

test('any header gets one of our languages', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      expect(LANGUAGES).toContain(parseAcceptLanguage(header))
    }),
  )
})
