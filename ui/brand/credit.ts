import { UNKNOWN } from '@/domain/attribution/touch'
import { WALK_IN } from '@/domain/campaign/channel'
import { CREDIT_MODELS, type CreditModel, type CreditTable } from '@/protocol/analytics'
import type { Speak } from './words'

export type CreditKind = 'channel' | 'walk-in' | 'unknown'
export type CreditRow = CreditTable['rows'][number] & { kind: CreditKind }

const getKind = (channel: string): CreditKind =>
  channel === WALK_IN ? 'walk-in' : channel === UNKNOWN ? 'unknown' : 'channel'
const KIND_ORDER: Record<CreditKind, number> = { channel: 0, 'walk-in': 1, unknown: 2 }

/**
 * The table's rows as they stand: channels by their linear credit, or by name when they may not be ranked, then
 * walk-ins, then the unknown.
 */
export function sortCredit({ rows, comparable }: Pick<CreditTable, 'rows' | 'comparable'>): CreditRow[] {
  return rows
    .map((row) => ({ ...row, kind: getKind(row.channel) }))
    .sort(
      (a, b) =>
        KIND_ORDER[a.kind] - KIND_ORDER[b.kind] ||
        (comparable ? b.credit.linear - a.credit.linear : 0) ||
        a.channel.localeCompare(b.channel),
    )
}

/** What each model's column adds up to. All are the same number of orders, else `equal` is false. */
export function sumCredit({ rows, orders }: Pick<CreditTable, 'rows' | 'orders'>) {
  const total = (model: CreditModel) => rows.reduce((sum, row) => sum + row.credit[model], 0)
  const totals = Object.fromEntries(CREDIT_MODELS.map((model) => [model, total(model)])) as Record<
    CreditModel,
    number
  >
  return { totals, equal: CREDIT_MODELS.every((model) => Math.abs(totals[model] - orders) < 0.05) }
}

/** Last and first touch give whole orders; linear and position split them, told to one decimal. */
export const getDecimals = (model: CreditModel) => (model === 'last' || model === 'first' ? 0 : 1)

/** A row's name: a channel by its own, walk-ins and the unknown in words. */
export function sayEarner(channel: string, t: Speak): string {
  const kind = getKind(channel)
  return kind === 'walk-in' ? t('credit.walkIn') : kind === 'unknown' ? t('credit.unknown') : channel
}
