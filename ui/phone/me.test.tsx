import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '@/domain/language'
import { EVENT_TYPES } from '@/protocol/event'
import type { Me, MeEvent } from '@/protocol/me'
import { MePage } from './me'
import { sayEvent } from './me-event'
import { makeVoice } from './words'

const words = (zh: string, en: string) => ({ zh, en })
const AT = '2026-11-28T17:30:00.000Z'
const event: MeEvent = {
  id: '01930000-0000-7000-8000-000000000001',
  type: 'show.engaged',
  at: AT,
  campaign: words('初霜', 'First Frost'),
  store: words('苏州河展厅', 'Suzhou Creek Showroom'),
  timeZone: 'Asia/Shanghai',
  halt: words('山门', 'Gate'),
  data: { amount: 16_800, discount: 4_000, currency: 'CNY', place: 2, channel: 'ott/boot' },
}
const me: Me = {
  cookie: true,
  brands: [
    {
      brandId: 'mistleaf',
      brand: words('雾叶', 'Mistleaf'),
      visitorId: '01930000-0000-7000-8000-000000000002',
      since: Date.parse(AT),
      scopes: ['story', 'measurement'],
      answers: [
        {
          at: AT,
          timeZone: 'Asia/Shanghai',
          answer: 'given',
          scopes: ['story', 'measurement'],
          mode: 'ask',
          noticeHash: `3fa9c1d2${'0'.repeat(56)}`,
        },
      ],
      passes: [],
      events: [event],
    },
  ],
}
const draw = (of: Me, erased = false, language: 'zh' | 'en' = 'en') =>
  renderToStaticMarkup(<MePage voice={makeVoice(language, '/play/phone/3')} me={of} erased={erased} />)

describe('a visitor’s own page', () => {
  it.each(LANGUAGES)('has a sentence for every kind of event, in %s', (language) => {
    const said = EVENT_TYPES.map((type) => sayEvent(makeVoice(language, ''), { ...event, type }))
    for (const sentence of said) expect(sentence).toMatch(/[.。]$/)
    expect(said.join()).not.toMatch(/[{}]|me\.event|undefined/)
  })

  it('tells times on the store’s clock, and which words were agreed to', () => {
    const html = draw(me)
    expect(html).toContain('You lit Gate.')
    expect(html).toContain('29 November at 01:30')
    expect(html).toContain('version 3fa9c1d2')
  })

  it('has the ways out as plain forms below the phone’s own prefix, and no style of its own', () => {
    const html = draw(me)
    for (const path of ['me/withdraw', 'me/erase'])
      expect(html).toContain(`action="/play/phone/3/api/v1/${path}"`)
    expect(html).toContain('href="/play/phone/3/api/v1/me"')
    expect(html).not.toMatch(/ style=| on\w+=/)
    expect(html.split('<h1')).toHaveLength(2)
  })

  it('offers nothing to take back where nothing is agreed, and nothing at all to nobody', () => {
    const [brand] = me.brands
    if (!brand) throw new Error('no brand')
    expect(draw({ ...me, brands: [{ ...brand, scopes: [] }] })).not.toContain('me/withdraw')
    expect(draw({ cookie: false, brands: [] })).not.toContain('<form')
    expect(draw({ cookie: false, brands: [] }, true, 'zh')).toContain('已经抹去。')
  })
})
