import { expect, test } from 'vitest'
import { saySummary } from './events-page'
import { getSpeaker } from './words'

test.each([
  [
    { discount: 4_000, amount: 20_800, currency: 'CNY', offerId: 'frost-40' },
    'en',
    '¥40 off ¥208, offerId frost-40',
  ],
  [{ discount: 4_000, amount: 20_800, currency: 'CNY' }, 'zh', '¥208 减 ¥40'],
  [{ discount: 4_000, currency: 'CNY' }, 'en', '¥40 off'],
  [{ amount: 16_800, currency: 'CNY', origin: 'till' }, 'en', '¥168, origin till'],
  [{ proof: 'static', proven: false }, 'en', 'proof static, proven false'],
  [{}, 'en', ''],
] as const)('%o in %s reads %o', (summary, language, said) => {
  expect(saySummary(summary, language, getSpeaker(language))).toBe(said)
})
