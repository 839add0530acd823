import { describe, expect, test } from 'vitest'
import { parseStores } from './stores-csv'
import { parseVisitors } from './visitors-csv'

const getProblems = (parsed: ReturnType<typeof parseVisitors> | ReturnType<typeof parseStores>) =>
  parsed.ok ? [] : parsed.problems.listed.map(({ line, reason }) => `${line}: ${reason}`)

describe('visitors of a CSV', () => {
  test('come in columns, those that are missing as null', () => {
    expect(parseVisitors('converted,group\n1,treatment\n0,treatment\n0,control\n')).toEqual({
      ok: true,
      visitors: {
        treatment: { converted: Float64Array.of(1, 0), value: null, before: null },
        control: { converted: Float64Array.of(0), value: null, before: null },
      },
    })
  })

  test('who did not convert needs no value', () => {
    const parsed = parseVisitors(
      'group,converted,value,before\ntreatment,1,9.5,3\ntreatment,0,,1\ncontrol,0,0,0\ncontrol,0,,2\n',
    )
    expect(parsed.ok && parsed.visitors.treatment).toEqual({
      converted: Float64Array.of(1, 0),
      value: Float64Array.of(9.5, 0),
      before: Float64Array.of(3, 1),
    })
  })

  test.each([
    ['group,converted\nA,1\ncontrol,0\n', ['2: group is "A", neither treatment nor control']],
    ['group,converted\ncontrol,yes\n', ['2: converted is "yes", neither 0 nor 1']],
    ['group,converted,value\ncontrol,1,\n', ['2: value is "", not a number']],
    ['group,converted,before\ncontrol,0,\n', ['2: before is "", not a number']],
    [
      'group,converted\ncontrol,0\n',
      ['2: the file ends with 0 visitors in treatment: at least 1 are needed'],
    ],
    [
      'group,converted,value\ncontrol,0,0\ntreatment,0,0\ncontrol,0,0\n',
      ['4: the file ends with 1 visitors in treatment: at least 2 are needed'],
    ],
    ['group\ncontrol\n', ['1: there is no column converted']],
  ])('%j: %j', (text, problems) => {
    expect(getProblems(parseVisitors(text))).toEqual(problems)
  })
})

describe('stores of a CSV', () => {
  const HEADER = 'store,day,treated,after,outcome\n'
  const days = (store: string, treated: number) =>
    `${store},1,${treated},0,10\n${store},2,${treated},1,12.5\n`
  const GOOD = `${HEADER}${days('a', 1)}${days('b', 0)}${days('c', 1)}${days('d', 0)}`

  test('come with their days before and after', () => {
    const store = (name: string, treated: boolean) => ({ store: name, treated, before: [10], after: [12.5] })
    expect(parseStores(GOOD)).toEqual({
      ok: true,
      stores: [store('a', true), store('b', false), store('c', true), store('d', false)],
    })
  })

  test.each([
    ['a,3,0,1,9', ['10: treated is 0, but line 2 has 1 for store a']],
    ['a,2,1,1,9', ['10: day 2 of store a is there twice']],
    [
      'a,3,2,x,',
      [
        '10: treated is "2", neither 0 nor 1',
        '10: after is "x", neither 0 nor 1',
        '10: outcome is "", not a number',
      ],
    ],
    [',3,1,1,9', ['10: the store is empty']],
    ['e,3,1,1,9', ['10: store e has no day before the start']],
    ['e,3,1,0,9', ['10: store e has no day after the start']],
  ])('%s: %j', (line, problems) => {
    expect(getProblems(parseStores(`${GOOD}${line}\n`))).toEqual(problems)
  })

  test('one treated store is too few', () => {
    expect(getProblems(parseStores(`${HEADER}${days('a', 1)}${days('b', 0)}${days('c', 0)}`))).toEqual([
      '7: the file ends with 1 stores of treated 1: at least 2 are needed',
    ])
  })
})
