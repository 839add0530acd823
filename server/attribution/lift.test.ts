import { describe, expect, test } from 'vitest'
import { lift } from './lift'

const run = (args: string, text: string) => JSON.parse(lift(args.split(' '), () => text))
const repeat = (line: string, times: number) => `${line}\n`.repeat(times)

describe('npm run lift', () => {
  test('visitors: shares by Newcombe’s published example', () => {
    const text = `group,converted\n${repeat('treatment,1', 56)}${repeat('treatment,0', 14)}${repeat('control,1', 48)}${repeat('control,0', 32)}`
    const { conversion, ...rest } = run('--visitors visitors.csv', text)
    expect(rest).toEqual({})
    expect(conversion.treatment).toEqual({ n: 70, converted: 56, rate: 0.8 })
    expect(conversion.control).toEqual({ n: 80, converted: 48, rate: 0.6 })
    expect([conversion.difference, conversion.low, conversion.high].map((n) => n.toFixed(4))).toEqual([
      '0.2000',
      '0.0524',
      '0.3339',
    ])
  })

  test('values join in where the file has them, and CUPED where it has history', () => {
    const text =
      'group,converted,value,before\ntreatment,1,12,1\ntreatment,1,14,2\ncontrol,1,12,2\ncontrol,1,13,3\n'
    const { value, cuped } = run('--visitors -', text)
    expect(value.difference).toBe(0.5)
    expect(Object.keys(cuped)).toEqual(['difference', 'low', 'high', 'theta'])
    expect(cuped.theta).toBe(0.5)
  })

  test('without values CUPED corrects the conversion', () => {
    const text = 'group,converted,before\ntreatment,1,1\ntreatment,0,0\ncontrol,1,1\ncontrol,0,0\n'
    expect(run('--visitors -', text)).toMatchObject({ cuped: { difference: 0, theta: 1 } })
  })

  test('stores: both intervals, and null for a bound that four stores cannot give', () => {
    const store = (name: string, treated: number, outcomes: number[]) =>
      outcomes.map((outcome, day) => `${name},${day},${treated},${Number(day > 1)},${outcome}\n`).join('')
    const text = `store,day,treated,after,outcome\n${store('a', 1, [10, 11, 18, 19])}${store('b', 0, [20, 22, 24, 25])}${store('c', 1, [9, 9, 15, 16])}${store('d', 0, [30, 29, 31, 33])}`
    const { cr1, permutation } = run('--stores stores.csv', text)
    expect(Object.keys(cr1)).toEqual(['difference', 'standardError', 'low', 'high', 'clusters'])
    expect([cr1.difference, cr1.clusters]).toEqual([4.25, 4])
    expect(permutation).toEqual({ low: null, high: null, p: 1 / 3 })
  })

  test.each(['--visitors a.csv --stores b.csv', '--seed 1', '--visitors a.csv --seed x', '--what'])(
    '%s is not usable, and one sentence says so',
    (args) => {
      expect(() => run(args, '')).toThrow('These settings are not usable: npm run -s lift')
    },
  )

  test('rows that are wrong are named by their lines', () => {
    expect(() => run('--visitors a.csv', 'group,converted\ncontrol,2\n')).toThrow(
      'line 2: converted is "2", neither 0 nor 1',
    )
    expect(() => run('--stores a.csv', 'store,day\n')).toThrow(
      'line 1: there is no column treated, after, outcome',
    )
  })
})
