import { GELS, type Gel } from '../visit/light'

/** How many answers in a row are right for it, one length for each try: a try ends with a wrong pick. */
export type ProofRule = { tries: readonly number[] }

/**
 * Where a coupon is at stake: two right in a row; after a slip three, twice at most. A guesser gets through 5.5 % of the
 * time, see `getGuessChance`. Two tries of two would let 7.8 % through.
 */
export const FULL_PROOF: ProofRule = { tries: [2, 3, 3] }
/** Where little is at stake, one pick. */
export const LIGHT_PROOF: ProofRule = { tries: [1] }

/** A question glows this long; an honest look takes two seconds. */
export const QUESTION_MS = 30_000
/** So many questions one tap may cause on the wall, however often nobody answers. */
export const MAX_QUESTIONS = 12

/** What the wall glows with. Only the wall may be told. */
export type ProofQuestion = { answer: Gel; askedAt: number; expiresAt: number }

export type ProofState = {
  rule: ProofRule
  /** The visitor's own light, which is never an answer; null when there is none. */
  own: Gel | null
  /** Which try this is, from 0, and how many picks of it were right. */
  attempt: number
  right: number
  /** How many questions were asked. */
  asked: number
  question: ProofQuestion
}

export type ProofResult =
  /** Another question: after a right pick, a wrong one with tries left, or one that came too late to count. */
  | { status: 'open'; was: 'right' | 'wrong' | 'late'; state: ProofState }
  | { status: 'proven' }
  | { status: 'failed'; reason: 'wrong' | 'too_many_questions' }

/** A random integer from 0 up to, not including, `below`: passed in, and not to be foreseen. */
export type RandomInt = (below: number) => number

/** Begins a second proof of presence: the phone shows all six gels, the wall glows with the answer. */
export function startProof(rule: ProofRule, own: Gel | null, now: number, random: RandomInt): ProofState {
  return { rule, own, attempt: 0, right: 0, asked: 1, question: makeQuestion(own, now, random) }
}

/**
 * What a pick leads to; `null` asks for another question, as for a wall that is hard to see. Each pick is followed by a
 * new question, drawn from all answers alike: the one before tells nothing of it. Picks after the time are neither right
 * nor wrong, so waiting gains nothing.
 */
export function decideProof(
  state: ProofState,
  pick: Gel | null,
  now: number,
  random: RandomInt,
): ProofResult {
  const { rule, question } = state
  if (pick === null || now >= question.expiresAt) return ask('late', state, now, random)
  if (pick !== question.answer) {
    const next = { ...state, attempt: state.attempt + 1, right: 0 }
    return next.attempt < rule.tries.length
      ? ask('wrong', next, now, random)
      : { status: 'failed', reason: 'wrong' }
  }
  const right = state.right + 1
  return right >= getNeeded(state) ? { status: 'proven' } : ask('right', { ...state, right }, now, random)
}

/** How many right picks in a row the present try takes. */
export function getNeeded({ rule, attempt }: ProofState): number {
  return rule.tries[attempt] ?? Number.POSITIVE_INFINITY
}

/**
 * The chance that somebody who cannot see the wall gets through, over all tries of one tap. Answers are drawn one by
 * one, so a try of n succeeds with answers^-n, and all of them fail with the product of the rest. Five answers are left
 * when the guesser knows their own light.
 */
export function getGuessChance({ tries }: ProofRule, answers = GELS.length - 1): number {
  return 1 - tries.reduce((all, needed) => all * (1 - answers ** -needed), 1)
}

function ask(
  was: 'right' | 'wrong' | 'late',
  state: ProofState,
  now: number,
  random: RandomInt,
): ProofResult {
  if (state.asked >= MAX_QUESTIONS) return { status: 'failed', reason: 'too_many_questions' }
  const question = makeQuestion(state.own, now, random)
  return { status: 'open', was, state: { ...state, asked: state.asked + 1, question } }
}

function makeQuestion(own: Gel | null, now: number, random: RandomInt): ProofQuestion {
  const answers = GELS.filter((gel) => gel !== own)
  const answer = answers[random(answers.length)]
  if (!answer) throw new RangeError('random answered a number out of its range')
  return { answer, askedAt: now, expiresAt: now + QUESTION_MS }
}
