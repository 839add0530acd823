import type { LastRedemption } from './redeem/redemption'
import type { SettlementEntry } from './settlement'

/** A day's newest redemption, or null when there was none. */
export function getLastRedemption(rows: readonly SettlementEntry[]): LastRedemption | null {
  const last = rows.filter(({ status }) => status === 'redeemed').at(-1)
  return last ? { at: last.at, discount: last.discount, currency: last.currency } : null
}
