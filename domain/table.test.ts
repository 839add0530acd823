import { describe, expect, test } from 'vitest'
import { noteProblems, openTable, parseNumber } from './table'

const COLUMNS = { needed: ['path', 'conversions'], optional: ['value'] } as const
function read(text: string) {
  const problems = noteProblems()
  const rows = [...openTable(text, COLUMNS, problems).rows]
  return { rows, ...problems.take() }
}

describe('a table with a header', () => {
  test('columns come in any order, and unknown ones are passed over', () => {
    expect(read('note,conversions,path\nx,2,a').rows).toEqual([
      { line: 2, cells: { path: 'a', conversions: '2' } },
    ])
  })

  test.each([
    ['', [{ line: 1, reason: 'the file is empty' }]],
    ['path\na', [{ line: 1, reason: 'there is no column conversions' }]],
    ['path,conversions,path\na,1,b', [{ line: 1, reason: 'the column path is there twice' }]],
    ['"path', [{ line: 1, reason: 'a quote is opened and never closed' }]],
    [
      'path,conversions\na\n\nb,1,2\nc,3',
      [
        { line: 2, reason: '1 cell, the header has 2' },
        { line: 3, reason: 'the line is empty' },
        { line: 4, reason: '3 cells, the header has 2' },
      ],
    ],
  ])('%j has these problems', (text, listed) => {
    expect(read(text)).toMatchObject({ listed, more: 0 })
  })

  test('twenty problems are listed, the others counted', () => {
    const { listed, more } = read(`path,conversions\n${'a\n'.repeat(25)}`)
    expect([listed.length, more]).toEqual([20, 5])
  })
})

test.each([
  ['12', 12],
  [' 0.5 ', 0.5],
  ['1e3', 1000],
  ['-2', -2],
  ['', null],
  ['1,000', null],
  ['0x10', null],
  ['Infinity', null],
  ['1e999', null],
])('%j is the number %j', (cell, number) => {
  expect(parseNumber(cell)).toBe(number)
})
