import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeCsvRecord } from '../csv'
import { collectPaths } from './paths'
import { parsePaths } from './paths-csv'

const HEADER = 'path,total_conversions,total_conversion_value,total_null,days_before\n'
const getProblems = (text: string) => {
  const parsed = parsePaths(text)
  return parsed.ok ? [] : parsed.problems.listed
}

describe('paths of a CSV', () => {
  const channel = fc.constantFrom('xiaomi/ott', 'google/cpc', 'douyin/video', 'a, "b"', '晨雾')
  const row = fc.record({
    touches: fc.array(channel, { minLength: 1, maxLength: 6 }),
    conversions: fc.nat(1000),
    value: fc.double({ min: 0, max: 1e6, noNaN: true }),
    nulls: fc.integer({ min: 1, max: 1000 }),
    ages: fc.constant(null),
  })

  test('they come back in columns as they were written', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const text = rows.map(({ touches, conversions, value, nulls }) =>
          makeCsvRecord([touches.join(' > '), conversions, value, nulls]),
        )
        const header = 'path,total_conversions,total_conversion_value,total_null\n'
        expect(parsePaths(header + text.join(''))).toEqual({ ok: true, paths: collectPaths(rows) })
      }),
    )
  })

  test('columns that are missing are 0', () => {
    expect(parsePaths('total_conversions,path\n2,a > b\n')).toEqual({
      ok: true,
      paths: collectPaths([{ touches: ['a', 'b'], conversions: 2, value: 0, nulls: 0 }]),
    })
  })

  test('ages are known when each path that converted has them', () => {
    const parsed = parsePaths(`${HEADER}a > b,1,5,0,9 > 2.5\nc,0,0,4,\n`)
    expect(parsed.ok && parsed.paths.ages).toEqual(Float64Array.of(9, 2.5, 0))
  })

  test.each([
    [',1,1,0,0', 'the path is empty'],
    ['a > ,1,1,0,0 > 0', 'touch 2 of the path has no channel'],
    ['a>b,1,1,0,0', 'touch 1 of the path holds a > without spaces around it'],
    ['a,x,1,0,0', 'total_conversions is "x", not a number of 0 or more'],
    ['a,-1,1,0,0', 'total_conversions is "-1", not a number of 0 or more'],
    ['a,1,,0,0', 'total_conversion_value is "", not a number of 0 or more'],
    ['a,1,1,NaN,0', 'total_null is "NaN", not a number of 0 or more'],
    ['a,0,9,0,0', 'there is a value, but neither a conversion nor a null that it could belong to'],
    ['a,1,1,0,', 'days_before is "", not numbers of 0 or more with " > " between them'],
    ['a,1,1,0,1 > 0', 'days_before has 2 numbers for 1 touches'],
    ['a > b,1,1,0,1 > 2', 'days_before rises: touches go from the oldest to the youngest'],
    ['a,1,1,0', '4 cells, the header has 5'],
  ])('%s: %s', (line, reason) => {
    expect(getProblems(`${HEADER}ok,1,1,1,0\n${line}\n`)).toEqual([{ line: 3, reason }])
  })

  test('all problems are found in one reading', () => {
    expect(getProblems('path,total_conversions\n,1\na,x\nb,1\n,y\n').map(({ line }) => line)).toEqual([
      2, 3, 5, 5,
    ])
  })
})
