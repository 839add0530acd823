import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '@/domain/language'
import { type AdsView, type CouponView, VISIT_STAGES, type VisitView } from '@/protocol/visit'
import { Greeting } from './greeting'
import { makeMark } from './mark'
import { getRefresh, makeVisitTitle, Visit } from './visit'
import { makeVoice } from './words'

const words = (zh: string, en: string) => ({ zh, en })
const now = Date.UTC(2026, 10, 23, 8)
const visit: VisitView = {
  visitId: '01930000-0000-7000-8000-000000000001',
  token: 'note.mac',
  stage: 'waiting',
  language: 'en',
  now,
  store: words('苏州河展厅', 'Suzhou Creek Showroom'),
  timeZone: 'Asia/Shanghai',
  zone: words('一号厅', 'Hall one'),
  brand: words('雾叶', 'Mistleaf'),
  campaign: words('初霜', 'First Frost'),
  light: { gel: 'sky', number: 1 },
  question: null,
  answer: 'yes',
  clickedAt: Date.UTC(2026, 10, 18, 12),
  line: words('周三夜里，你看过这座山。', 'On Wednesday night you saw this mountain.'),
  sub: words('墙上那盏灯归你提。', 'The lamp on the wall is yours to carry.'),
  halts: [
    { key: 'gate', name: words('山门', 'Gate'), at: { x: 0.2, y: 0.2 } },
    { key: 'mist', name: words('雾台', 'Mist terrace'), at: { x: 0.5, y: 0.5 } },
    { key: 'frost', name: words('霜顶', 'Frost top'), at: { x: 0.8, y: 0.8 } },
  ],
  lit: ['gate'],
  lamp: { x: 0.2, y: 0.2 },
  place: 1,
  waitMs: 61_000,
  takeBy: now + 14_000,
  endsAt: now + 72_000,
  discount: 4_000,
  currency: 'CNY',
  coupon: null,
  proof: null,
  offerState: 'open',
  kept: false,
}
const coupon: CouponView = {
  couponId: '01930000-0000-7000-8000-000000000002',
  code: 'KQ742M',
  url: 'https://footlight.example/c/KQ742M',
  discount: 4_000,
  minSpend: 16_800,
  currency: 'CNY',
  name: words('初霜乌龙系列', 'First Frost teas'),
  status: 'issued',
  expiresAt: Date.UTC(2026, 10, 29, 13),
  redeemedAt: null,
}
const draw = (change: Partial<VisitView>, base = '') => {
  const changed = { ...visit, ...change }
  const voice = makeVoice(changed.language, base, changed.timeZone)
  return renderToStaticMarkup(<Visit voice={voice} visit={changed} />)
}
/** All a page says, to eyes and to ears. */
const readAll = (html: string) =>
  [...html.matchAll(/>([^<]+)<|aria-label="([^"]*)"/g)].map((m) => m[1] ?? m[2]).join('\n')
const countOf = (html: string, what: string) => html.split(what).length - 1

describe('the greeting of a touchpoint', () => {
  const touchpoint = {
    id: 'sh-ring-1',
    line: words('灯在脚边。', 'The lamp is at your feet.'),
    sub: words('碰一碰。', 'Touch.'),
    attempt: 'a.b',
  }
  const html = renderToStaticMarkup(
    <Greeting voice={makeVoice('en', '/play/phone/3')} touchpoint={touchpoint} pass="x.y.z" />,
  )

  it('tells nothing of anybody’s past', () => {
    expect(html).not.toMatch(/\bad\b|clicked|Wednesday|November|remember/i)
  })

  it('is a form that taps without a script, below the phone’s own prefix', () => {
    expect(html).toContain('action="/play/phone/3/api/v1/taps"')
    expect(html).toContain('name="attempt" value="a.b"')
    expect(html).toContain('name="pass" value="x.y.z"')
  })
})

describe('the question', () => {
  const asking = { stage: 'asking', question: 'ad', answer: null } as const

  it('comes before anything personal: no date, no story of the ad', () => {
    const html = draw(asking)
    expect(html).toContain('May Mistleaf know its ad brought you here?')
    expect(html).not.toMatch(/November|Wednesday/)
  })

  it('has twins for answers: the same but for their words', () => {
    const [yes, no] = [...draw(asking).matchAll(/<button([^>]*)>([^<]*)<\/button>/g)].map((m) => [m[1], m[2]])
    expect(yes?.[0]?.replace('value="yes"', '')).toBe(no?.[0]?.replace('value="no"', ''))
    expect([yes?.[1], no?.[1]]).toEqual(['Yes', 'No'])
  })

  it('asks a walk-in about the visit, and says what for', () => {
    const html = draw({ ...asking, question: 'visit', language: 'zh' })
    expect(html).toContain('要让雾叶记住这次到店吗？')
    expect(html).toContain('以后下单')
  })
})

describe('the question about ad platforms', () => {
  const ads: AdsView = { recipients: ['ocean_engine', 'meta'], answer: null }
  const asked = { stage: 'finished' as const, coupon, ads }

  it('comes after the coupon and names who would be told, and where', () => {
    const html = draw(asked)
    expect(html).toContain('may Mistleaf tell Ocean Engine in China and Meta in the United States')
    expect(html.indexOf('KQ7 42M')).toBeLessThan(html.indexOf('may Mistleaf tell'))
    expect(draw({ ...asked, language: 'zh' })).toContain('雾叶可以告诉中国的巨量引擎和美国的 Meta吗')
  })

  it('has twins for answers, and the answer changes in one press', () => {
    const buttons = [...draw(asked).matchAll(/<button([^>]*name="answer"[^>]*)>/g)].map(([, of]) => of)
    expect(buttons).toHaveLength(2)
    expect(buttons[0]?.replace('yes', '')).toBe(buttons[1]?.replace('no', ''))
    const said = draw({ ...asked, ads: { recipients: ['meta'], answer: 'yes' } })
    expect(said).toContain('Where the ad ran may be told. Change it')
    expect(said).not.toContain('may Mistleaf tell')
  })

  it('is not there before the coupon, nor where nobody would be told', () => {
    for (const page of [{ stage: 'leading' }, { stage: 'finished', coupon, ads: null }] as const)
      expect(draw(page)).not.toContain('may Mistleaf tell')
  })
})

describe('every stage', () => {
  const offers = ['open', 'sold_out', 'stopped', 'not_earned'] as const
  const pages = VISIT_STAGES.flatMap((stage) =>
    offers.flatMap((offerState) =>
      LANGUAGES.map((language) => ({
        stage,
        offerState,
        language,
        ...(stage === 'asking' && { answer: null }),
      })),
    ),
  )

  it.each(pages)('has one thing to do next and one heading: $stage, $offerState, $language', (page) => {
    const html = draw(page)
    expect(countOf(html, 'data-primary')).toBe(1)
    expect(countOf(html, ' go"')).toBeLessThanOrEqual(1)
    expect(countOf(html, '<h1')).toBe(1)
  })

  it.each(pages)(
    'carries no style of its own, which the policy forbids: $stage, $offerState, $language',
    (page) => {
      expect(draw(page)).not.toMatch(/ style=| on\w+=/)
    },
  )

  it.each(pages.filter(({ offerState }) => offerState === 'not_earned'))(
    'never mentions a coupon that cannot be earned: $stage, $language',
    (page) => {
      expect(readAll(draw(page))).not.toMatch(/coupon|券|¥|\boff\b/i)
    },
  )

  it('tells the date of the click to who agreed, and to nobody else', () => {
    expect(draw({})).toContain('18 November')
    expect(draw({ answer: 'no' })).not.toContain('November')
    expect(draw({ answer: null })).not.toContain('November')
    expect(draw({ answer: null, kept: true })).toContain('18 November')
  })
})

describe('the queue', () => {
  it('says the place and the most it can take', () => {
    const html = draw({ place: 2, waitMs: 151_000 })
    expect(html).toContain('You are number 2')
    expect(html).toContain('3 minutes at most')
  })
})

describe('the remote', () => {
  it('steps by buttons of a form, four of them, each named', () => {
    const html = draw({ stage: 'leading' })
    expect(countOf(html, 'name="direction"')).toBe(4)
    expect(countOf(html, 'aria-label="Up"')).toBe(1)
    expect(html).toContain('/api/v1/visits/note.mac/steps')
  })

  it('draws the lamp where the wall has it: its foot is the pad’s foot', () => {
    expect(draw({ stage: 'leading', lamp: { x: 0.25, y: 0.9 } })).toContain('cx="25.00%" cy="10.00%"')
  })
})

describe('the story on the phone', () => {
  it('lights one place after the other', () => {
    expect(draw({ stage: 'phone', lit: [] })).toContain('name="halt" value="gate"')
    expect(draw({ stage: 'phone', lit: ['gate'] })).toContain('name="halt" value="mist"')
    expect(draw({ stage: 'phone', lit: ['gate', 'mist'] })).toContain('One place is left: Frost top.')
  })
})

describe('the coupon', () => {
  const finished: Partial<VisitView> = { stage: 'finished', lit: ['gate', 'mist', 'frost'], coupon }

  it('shows its code in threes, what it is worth and until when', () => {
    const html = draw(finished)
    expect(html).toContain('KQ7 42M')
    expect(html).toContain('when you spend ¥168')
    expect(html).toContain('29 November at 21:00')
  })

  it('shows neither code nor QR once it was used, but when', () => {
    const html = draw({ ...finished, coupon: { ...coupon, status: 'redeemed', redeemedAt: now } })
    expect(html).not.toMatch(/KQ7|class="qr"/)
    expect(html).toContain('23 November at 16:00')
  })

  it('stays in reach after the visit is over', () => {
    expect(draw({ ...finished, stage: 'closed' })).toContain('KQ7 42M')
  })

  it('is in the title while it can be used', () => {
    const voice = makeVoice('en', '')
    expect(makeVisitTitle({ voice, visit: { ...visit, ...finished } })).toBe('Your coupon · Sky triangle')
  })
})

describe('the second proof', () => {
  const open = { state: 'open', asked: 4, right: 0, needed: 2, tries: 3, was: null } as const
  const asked: Partial<VisitView> = { stage: 'finished', lit: ['gate', 'mist', 'frost'] }

  it('asks with six answers, each with its shape and its name, and says how long and how often', () => {
    const html = draw({ ...asked, proof: { ...open, until: now + 14_000 } })
    expect(countOf(html, 'name="pick"')).toBe(7)
    for (const gel of [
      'Amber disc',
      'Sky triangle',
      'Leaf square',
      'Rose cross',
      'Violet crescent',
      'Moon bars',
    ])
      expect(html).toContain(gel)
    expect(html).toContain('name="asked" value="4"')
    expect(readAll(html)).toContain('14')
    expect(html).toContain('3 tries')
  })

  it('waits for another question when the time is over, and takes no pick', () => {
    const html = draw({ ...asked, proof: { ...open, until: null } })
    expect(countOf(html, 'disabled=""')).toBe(6)
    expect(html).toContain('Show another')
  })

  it('begins only when somebody says that they look, and names the way by a person', () => {
    const html = draw({ ...asked, proof: { ...open, state: 'offered', until: null } })
    expect(html).toContain('name="pick" value="start"')
    expect(html).toContain('Tell the staff you are Sky triangle.')
  })

  it('that failed speaks of no coupon any more', () => {
    const failed = { ...open, state: 'failed', until: null } as const
    const html = draw({ ...asked, proof: failed, offerState: 'not_earned', discount: null })
    expect(readAll(html)).not.toMatch(/coupon|¥/i)
    expect(html).toContain('tell the staff you are Sky triangle')
  })

  it('makes another page of each question, and of its end', () => {
    const marks = [
      makeMark({ ...visit, proof: { ...open, until: 1 } }),
      makeMark({ ...visit, proof: { ...open, until: null } }),
      makeMark({ ...visit, proof: { ...open, asked: 5, until: 1 } }),
      makeMark(visit),
    ]
    expect(new Set(marks).size).toBe(4)
  })
})

describe('a page without a script', () => {
  it('asks again only where something may come by itself', () => {
    const again = VISIT_STAGES.filter((stage) => getRefresh({ ...visit, stage, coupon }) !== null)
    expect(again).toEqual(['waiting', 'called', 'leading'])
  })
})

describe('the mark of a page', () => {
  it('changes with what the page says, and not with the lamp, the clock or a second less to wait', () => {
    const mark = makeMark(visit)
    expect(makeMark({ ...visit, now: now + 900, lamp: { x: 1, y: 1 }, waitMs: 60_500 })).toBe(mark)
    expect(makeMark({ ...visit, waitMs: 59_000 })).not.toBe(mark)
    expect(makeMark({ ...visit, lit: ['gate', 'mist'] })).not.toBe(mark)
    expect(makeMark({ ...visit, coupon })).not.toBe(
      makeMark({ ...visit, coupon: { ...coupon, code: 'ABC234' } }),
    )
  })
})
