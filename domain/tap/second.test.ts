import { describe, expect, test } from 'vitest'
import { isProven, PROOFS, SECOND_PROOFS } from './event'
import { FULL_PROOF, LIGHT_PROOF } from './proof'
import { getProofRule, proofPickSchema, visitProofSchema } from './second'

describe('a tap', () => {
  test.each([
    ['code', ['full', 'light', 'none']],
    ['reader', ['full', 'light', 'none']],
    ['sun', ['none']],
    ['static', []],
  ] as const)('by %s proves presence where the campaign asks for %j', (proof, where) => {
    expect(PROOFS).toContain(proof)
    expect(SECOND_PROOFS.filter((second) => isProven(proof, second))).toEqual(where)
  })
})

describe('the second proof', () => {
  const campaign = { proof: 'full', unproven: 'story', offer: {} } as const
  const visit = { proven: false, simulated: false, proof: null }

  test('is two picks in a row, or one where little is at stake', () => {
    expect(getProofRule(campaign, visit)).toBe(FULL_PROOF)
    expect(getProofRule({ ...campaign, proof: 'light' }, visit)).toBe(LIGHT_PROOF)
  })

  test('is not asked where nothing waits for it', () => {
    for (const change of [{ proof: 'none' }, { unproven: 'coupon' }, { offer: null }] as const)
      expect(getProofRule({ ...campaign, ...change }, visit)).toBeNull()
    const failed = { status: 'failed', reason: 'wrong' } as const
    for (const change of [{ proven: true }, { simulated: true }, { proof: failed }])
      expect(getProofRule(campaign, { ...visit, ...change })).toBeNull()
  })

  test('is kept as it can be read again, and takes nothing but a light or a wish', () => {
    const question = { answer: 'rose', askedAt: 1, expiresAt: 2 } as const
    const state = { rule: { tries: [2, 3, 3] }, own: null, attempt: 0, right: 1, asked: 2, question }
    const open = { status: 'open', state, was: 'right' } as const
    expect(visitProofSchema.parse(JSON.parse(JSON.stringify(open)))).toEqual(open)
    for (const pick of ['rose', 'another', 'start'])
      expect(proofPickSchema.safeParse(pick).success).toBe(true)
    for (const pick of ['', 'red', 1, null]) expect(proofPickSchema.safeParse(pick).success).toBe(false)
  })
})
