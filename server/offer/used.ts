import type { Catalogue } from '../campaign/data'
import { AppError } from '../error'
import type { CouponFull } from './data'

/** The refusal of a second use: when, where and on which receipt the first was. */
export async function refuseUsed(
  catalogue: Catalogue,
  { redeemedAt, redeemedStore, receipt }: Pick<CouponFull, 'redeemedAt' | 'redeemedStore' | 'receipt'>,
): Promise<AppError> {
  const store = redeemedStore ? await catalogue.getStore(redeemedStore) : null
  return new AppError({
    code: 'coupon_used',
    details: {
      when: makeWhen(redeemedAt ?? 0, store?.timeZone),
      at: redeemedAt,
      store: store?.name.en ?? '',
      storeZh: store?.name.zh ?? '',
      receipt,
    },
  })
}

function makeWhen(at: number, timeZone = 'UTC'): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at)
}
