import type { VisitView } from '@/protocol/visit'

/**
 * Everything a visit's page says, in short: two views with the same mark make the same page. The lamp's place is not in
 * it, the pad moves that by itself; the wait counts in the minutes that are shown.
 */
export function makeMark(view: VisitView): string {
  const {
    stage,
    language,
    question,
    answer,
    kept,
    lit,
    place,
    waitMs,
    takeBy,
    endsAt,
    offerState,
    coupon,
    proof,
  } = view
  const wait = waitMs === null ? null : Math.ceil(waitMs / 60_000)
  const held = coupon && [coupon.code, coupon.status]
  const asked = proof && [proof.state, proof.asked, proof.until]
  const story = [view.line.en, view.discount, view.clickedAt, view.ads?.answer, view.ads?.recipients.join()]
  const turn = [lit.join(), place, wait, takeBy, endsAt]
  return hash([stage, language, question, answer, kept, ...turn, offerState, held, asked, ...story].join('|'))
}

/** FNV-1a, 32 bits: short, and the page's source says no more than the page. */
function hash(text: string): string {
  let sum = 0x811c9dc5
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193)
  return (sum >>> 0).toString(36)
}
