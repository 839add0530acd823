import { describe, expect, test } from 'vitest'
import { attribute } from './attribute'

/** The published example of Bryl (2016), columns in another order. */
const PATHS = `total_null,path,total_conversion_value,total_conversions
0,C1 > C2 > C3,10,1
1,C1,0,0
1,C2 > C3,0,0
`
const run = (args: string, text = PATHS) => attribute(args.split(' ').filter(Boolean), () => text)

describe('npm run attribute', () => {
  test('it prints a CSV, the channel with most conversions first, then by name', () => {
    expect(run('--paths paths.csv --model markov')).toBe(
      'channel,conversions,value,removal_effect\nC2,0.4,4,1\nC3,0.4,4,1\nC1,0.2,2,0.5\n',
    )
  })

  test('a model without removal effects leaves that column empty', () => {
    expect(run('--paths paths.csv --model last')).toBe(
      'channel,conversions,value,removal_effect\nC3,1,10,\nC1,0,0,\nC2,0,0,\n',
    )
  })

  test('all models that are defined stand side by side, channels by name', () => {
    const [header, first] = run('--paths paths.csv --model all').split('\n')
    expect(header).toBe(
      'channel,first,last,last-non-direct,linear,position,markov,shapley,first_value,last_value,last-non-direct_value,linear_value,position_value,markov_value,shapley_value',
    )
    expect(first).toBe(
      'C1,1,0,0,0.3333333333333333,0.4,0.2,0.3333333333333333,10,0,0,3.333333333333333,4,2,3.3333333333333335',
    )
  })

  test('time decay joins them where ages are known', () => {
    const text = 'path,total_conversions,days_before\na > b,3,7 > 0\n'
    expect(run('--paths - --model all', text)).toContain('position,time-decay,markov')
    expect(run('--paths - --model time-decay', text)).toContain('\nb,2,0,\na,1,0,\n')
    expect(run('--paths - --model time-decay --half-life 3.5', text)).toContain('\na,0.6000000000000001,0,\n')
  })

  test('JSON has the same names', () => {
    expect(JSON.parse(run('--paths paths.csv --model markov --order 2 --json'))[0]).toEqual({
      channel: 'C2',
      conversions: 0.4,
      value: 4,
      removal_effect: 1,
    })
  })

  test('a channel with a comma is quoted', () => {
    expect(run('--paths - --model last', 'path,total_conversions\n"a, b",1\n')).toContain('"a, b",1,0,\n')
  })

  test('the direct channel has the name it is given', () => {
    const text = 'path,total_conversions\na > none,1\n'
    expect(run('--paths - --model last-non-direct --direct none', text)).toContain('\na,1,0,\n')
  })

  test.each([
    ['', 'These settings are not usable: npm run -s attribute'],
    ['--paths p.csv', '--model is one of first, last,'],
    ['--paths p.csv --model best', '--model is one of first, last,'],
    ['--paths p.csv --model markov --order 4', '--order is one of 1, 2, 3.'],
    ['--paths p.csv --model markov --half-life 0', '--half-life is a number of days over 0.'],
    ['--paths p.csv --model markov --what', 'These settings are not usable'],
    [
      '--paths p.csv --model time-decay',
      'time-decay needs to know when touches were: add a column days_before.',
    ],
  ])('%s: %s', (args, sentence) => {
    expect(() => run(args)).toThrow(sentence)
  })

  test('rows that are wrong are all named, and nothing is printed', () => {
    expect(() => run('--paths - --model last', 'path,total_conversions\n,1\na,x\nb,1\n')).toThrow(
      'line 2: the path is empty\nline 3: total_conversions is "x", not a number of 0 or more',
    )
    expect(() => run('--paths - --model last', `path,total_conversions\n${',1\n'.repeat(22)}`)).toThrow(
      'and 2 more',
    )
  })

  test('a file that cannot be read is one sentence', () => {
    const read = () => {
      throw Object.assign(new Error('no'), { code: 'ENOENT' })
    }
    expect(() => attribute(['--paths', 'p.csv', '--model', 'last'], read)).toThrow(
      'p.csv cannot be read: there is no such file.',
    )
  })
})
