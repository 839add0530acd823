import { describe, expect, it } from 'vitest'
import { breakHeadline, getSpeaker, isUpright, makePrice } from './words'

describe('the words of a screen', () => {
  it('writes prices without empty decimals and with a bare yuan sign in both languages', () => {
    expect(makePrice(16800, 'CNY', 'zh')).toBe('¥168')
    expect(makePrice(16850, 'CNY', 'en')).toBe('¥168.50')
    expect(makePrice(900, 'JPY', 'en')).toBe('¥900')
  })
  it('breaks a Chinese headline after its clauses and leaves English to the browser', () => {
    expect(breakHeadline('灯在脚边，等你来开。', 'zh')).toEqual(['灯在脚边，', '等你来开。'])
    expect(breakHeadline('You have seen, this mountain.', 'en')).toHaveLength(1)
    expect(breakHeadline('one\ntwo', 'en')).toEqual(['one', 'two'])
  })
  it('stands a headline upright only when it is short', () => {
    expect(isUpright('这座山，你见过。', '初霜乌龙，日出前采。提灯上山，三处茶台等你点亮。')).toBe(true)
    expect(isUpright('一年里只有九天，霜比太阳先到。', '短。')).toBe(false)
  })
  it('fills the visitor’s light into a sentence', () => {
    expect(getSpeaker('zh')('climb.whoClimb', { light: '天青三角' })).toBe('天青三角，请继续往上')
  })
})
