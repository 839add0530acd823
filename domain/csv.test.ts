import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeCsvRecord, parseCsv } from './csv'

const parse = (text: string) => [...parseCsv(text)]
const cell = fc.string({ unit: fc.constantFrom('a', 'b', ' ', ',', '"', '\n', '\r', '>', '雪', '') })

describe('CSV', () => {
  test('what was written is read back', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 })), (records) => {
        const text = records.map(makeCsvRecord).join('')
        // The end of a file may be blank, so a last record of spaces alone cannot be told from none.
        const read = parse(`${text}end,end\n`).map((record) => ('cells' in record ? record.cells : record))
        expect(read).toEqual([...records, ['end', 'end']])
      }),
    )
  })

  const cases: [name: string, text: string, records: string[][]][] = [
    [
      'lines end in CRLF or LF, the last one in neither',
      'a,b\r\n1,2\n3,4',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'a quoted cell holds commas, quotes and line breaks',
      'a,"1,2 ""x""\r\ny"\r\nb,c',
      [
        ['a', '1,2 "x"\r\ny'],
        ['b', 'c'],
      ],
    ],
    ['a byte order mark is no part of the first name', '\ufeffpath,n\n', [['path', 'n']]],
    ['empty lines at the end are nothing', 'a,b\n\n\r\n', [['a', 'b']]],
    ['a cell may be empty, also quoted and last', 'a,,"",\n', [['a', '', '', '']]],
    ['an empty file holds nothing', '', []],
  ]
  test.each(cases)('%s', (_name, text, records) => {
    expect(parse(text).map((record) => ('cells' in record ? record.cells : record))).toEqual(records)
  })

  test('a line that is no CSV is a problem at its number, and reading goes on', () => {
    expect(parse('a,b\n"x\ny",1\n"p" q,2\nr"s,3\n4,5\n"open,6\n7,8')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x\ny', '1'] },
      { line: 4, reason: 'there is text after a closing quote' },
      { line: 5, reason: 'a cell that is not quoted holds a quote' },
      { line: 6, cells: ['4', '5'] },
      { line: 7, reason: 'a quote is opened and never closed' },
      { line: 8, cells: ['7', '8'] },
    ])
  })
})
