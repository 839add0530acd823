import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeRandom } from '@/server/simulate/random'
import { GELS, type Gel } from '../visit/light'
import {
  decideProof,
  FULL_PROOF,
  getGuessChance,
  getNeeded,
  LIGHT_PROOF,
  MAX_QUESTIONS,
  type ProofResult,
  type ProofRule,
  type ProofState,
  QUESTION_MS,
  type RandomInt,
  startProof,
} from './proof'

const NOW = 1_700_000_000_000
/** Chance that a test can repeat; the house's own comes from `node:crypto`. */
function makeDice(seed: number): RandomInt {
  const { int } = makeRandom(seed)
  return (below) => int(0, below - 1)
}
const other = (gel: Gel): Gel => (gel === 'amber' ? 'sky' : 'amber')

/** Plays picks one after the other: `right`, `wrong`, `late` or `skip`. */
function play(rule: ProofRule, picks: readonly ('right' | 'wrong' | 'late' | 'skip')[]): string {
  const random = makeDice(1)
  let state = startProof(rule, 'leaf', NOW, random)
  let told = ''
  for (const pick of picks) {
    const { answer, expiresAt } = state.question
    const given = pick === 'skip' ? null : pick === 'wrong' ? other(answer) : answer
    const result: ProofResult = decideProof(state, given, pick === 'late' ? expiresAt : NOW, random)
    if (result.status !== 'open') return result.status === 'failed' ? result.reason : result.status
    state = result.state
    told = `${result.was}, ${getNeeded(state) - state.right} to go`
  }
  return told
}

describe('two in a row, as for a coupon', () => {
  test.each([
    [['right'], 'right, 1 to go'],
    [['right', 'right'], 'proven'],
    [['wrong'], 'wrong, 3 to go'],
    [['right', 'wrong'], 'wrong, 3 to go'],
    [['right', 'wrong', 'right', 'right'], 'right, 1 to go'],
    [['wrong', 'right', 'right', 'right'], 'proven'],
    [['wrong', 'right', 'right', 'wrong', 'right', 'right', 'right'], 'proven'],
    [['wrong', 'wrong', 'wrong'], 'wrong'],
    [['wrong', 'right', 'right', 'wrong', 'right', 'wrong'], 'wrong'],
    [['late'], 'late, 2 to go'],
    [['right', 'late'], 'late, 1 to go'],
    [['right', 'skip', 'right'], 'proven'],
    [Array.from({ length: MAX_QUESTIONS }, () => 'skip' as const), 'too_many_questions'],
  ] as const)('%j: %s', (picks, told) => expect(play(FULL_PROOF, picks)).toBe(told))
})

test.each([
  [['right'], 'proven'],
  [['wrong'], 'wrong'],
  [['late', 'right'], 'proven'],
] as const)('one pick, where little is at stake: %j: %s', (picks, told) =>
  expect(play(LIGHT_PROOF, picks)).toBe(told),
)

test('the wall never glows with the visitor’s own light, and with every other alike', () => {
  for (const own of [...GELS, null]) {
    const random = makeDice(own ? GELS.indexOf(own) : 9)
    const counts = new Map<Gel, number>()
    for (let i = 0; i < 6_000; i++) {
      const { answer } = startProof(FULL_PROOF, own, NOW, random).question
      counts.set(answer, (counts.get(answer) ?? 0) + 1)
    }
    const answers = own ? 5 : 6
    expect(counts.has(own ?? 'leaf')).toBe(own === null)
    expect(counts.size).toBe(answers)
    for (const count of counts.values()) expect(Math.abs(count - 6_000 / answers)).toBeLessThan(150)
  }
})

test('each pick is followed by a new question, which tells its time', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...GELS),
      fc.nat(),
      fc.array(fc.constantFrom(...GELS)),
      (own, seed, picks) => {
        const random = makeDice(seed)
        let state = startProof(FULL_PROOF, own, NOW, random)
        for (const [i, pick] of picks.entries()) {
          const result = decideProof(state, pick, NOW + i, random)
          if (result.status !== 'open') return
          expect(result.state.question).not.toBe(state.question)
          expect(result.state.question).toMatchObject({ askedAt: NOW + i, expiresAt: NOW + i + QUESTION_MS })
          expect(result.state.asked).toBe(state.asked + 1)
          state = result.state
        }
      },
    ),
  )
})

describe('somebody who cannot see the wall gets through', { timeout: 30_000 }, () => {
  test('at most 6 % of the time over all tries of one tap, exactly', () => {
    expect(getGuessChance(FULL_PROOF)).toBeCloseTo(1 - (24 / 25) * (124 / 125) * (124 / 125), 12)
    expect(getGuessChance(FULL_PROOF)).toBeLessThanOrEqual(0.06)
    expect(getGuessChance(FULL_PROOF, 6)).toBeLessThanOrEqual(0.06)
    expect(getGuessChance(LIGHT_PROOF)).toBeCloseTo(1 / 5, 12)
  })

  test('more often under kinder rules, which is why they are not ours', () => {
    expect(getGuessChance({ tries: [2, 2] })).toBeGreaterThan(0.06)
    expect(getGuessChance({ tries: [2, 3, 3, 3] })).toBeGreaterThan(0.06)
  })

  test.each<[string, ProofRule]>([
    ['two, then three twice', FULL_PROOF],
    ['one', LIGHT_PROOF],
  ])('as often as every way of answering says: %s', (_rule, rule) => {
    const random: RandomInt = () => 0
    // Questions are drawn alike and apart, so a guess is right once in five whatever came before.
    const walk = (state: ProofState, chance: number): number => {
      const getAfter = (pick: Gel, share: number): number => {
        const result = decideProof(state, pick, NOW, random)
        if (result.status === 'proven') return chance * share
        return result.status === 'open' ? walk(result.state, chance * share) : 0
      }
      return getAfter(state.question.answer, 1 / 5) + getAfter(other(state.question.answer), 4 / 5)
    }
    expect(walk(startProof(rule, 'leaf', NOW, random), 1)).toBeCloseTo(getGuessChance(rule), 12)
  })

  test.each<[string, (own: Gel, dice: RandomInt) => Gel]>([
    ['picking at random', (_, dice) => GELS[dice(6)] ?? 'amber'],
    ['never picking their own light', (own, dice) => GELS.filter((gel) => gel !== own)[dice(5)] ?? 'amber'],
    ['always picking the same', (own) => other(own)],
  ])('no more often than that in 200,000 taps, %s', (_how, pick) => {
    const TAPS = 200_000
    const wall = makeDice(1)
    const guesser = makeDice(2)
    let proven = 0
    for (let tap = 0; tap < TAPS; tap++) {
      const own = GELS[tap % 6] ?? 'amber'
      let result: ProofResult = { status: 'open', was: 'late', state: startProof(FULL_PROOF, own, NOW, wall) }
      while (result.status === 'open') result = decideProof(result.state, pick(own, guesser), NOW, wall)
      if (result.status === 'proven') proven++
    }
    expect(proven / TAPS).toBeLessThanOrEqual(0.06)
    // Five standard deviations: such luck would come once in millions of runs, and this run is always the same one.
    expect(proven / TAPS).toBeLessThan(getGuessChance(FULL_PROOF) + 5 * Math.sqrt(0.055 / TAPS))
  })
})
