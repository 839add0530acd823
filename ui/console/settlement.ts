/** A row of a day's settlement, as `Services.floor.getSettlement` answers it. Amounts are minor units. */
export type SettlementEntry = {
  couponId: string
  status: string
  discount: number
  amount: number | null
  currency: string
  receipt: string | null
  at: number
}

export type RedeemedEntry = SettlementEntry & { voidedAt: number | null }

/** A day in one look: what was redeemed (newest first, with when it was taken back) and what brands owe for it. */
export function getSettlementDay(rows: readonly SettlementEntry[]) {
  const voidedAt = new Map(
    rows.filter(({ status }) => status === 'voided').map((row) => [row.couponId, row.at]),
  )
  const redeemed = rows
    .filter(({ status }) => status === 'redeemed')
    .map((row): RedeemedEntry => ({ ...row, voidedAt: voidedAt.get(row.couponId) ?? null }))
    .sort((a, b) => b.at - a.at)
  // A coupon redeemed the day before and taken back today is owed back today: same sum as the CSV's.
  const owed = rows.reduce(
    (sum, { status, discount }) =>
      sum + (status === 'redeemed' ? discount : status === 'voided' ? -discount : 0),
    0,
  )
  return {
    redeemed,
    issued: rows.filter(({ status }) => status === 'issued').length,
    valid: redeemed.filter((row) => row.voidedAt === null).length,
    owed,
    currency: rows[0]?.currency ?? null,
  }
}
