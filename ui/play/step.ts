import type { VisitView } from '@/protocol/visit'
import type { Credit } from './credit'

/** Where a phone stands on its way, and with it what there is to do next. */
export const STEPS = [
  'before',
  'clicked',
  'kept',
  'asking',
  'waiting',
  'called',
  'leading',
  'phone',
  'finished',
  'coupon',
  'ordered',
  'closed',
] as const
export type Step = (typeof STEPS)[number]

/** From what the ledger says of a phone and what its visit shows. */
export function decideStep(credit: Credit | null, visit: VisitView | null): Step {
  if (credit?.ordered || visit?.coupon?.status === 'redeemed') return 'ordered'
  if (visit?.coupon?.status === 'issued') return 'coupon'
  if (visit) return visit.stage
  if (!credit) return 'before'
  if (credit.kept) return 'kept'
  return credit.joined + credit.loose > 0 ? 'clicked' : 'before'
}

/** Whether the phone has come into the store. */
export const hasTapped = (step: Step) => !['before', 'clicked', 'kept'].includes(step)
