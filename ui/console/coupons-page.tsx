'use client'

import { useRouter } from 'next/navigation'
import { VOID_FREE_MS } from '@/domain/offer/rule'
import { makeMoney } from '../house/money'
import { makeAddress } from '../house/path'
import { getDayBefore, makeCalendarDay, makeTime } from '../house/time'
import { Wide } from '../house/wide'
import { useConsole } from './console-context'
import { TakeBack } from './redeem/outcome'
import { type LastRedemption, Redemption } from './redeem/redemption'
import { getSettlementDay, type RedeemedEntry, type SettlementEntry } from './settlement'

const DAYS_SHOWN = 14

/** Redemption, a day's redeemed coupons, and the settlement of the last fortnight. `day` and `today` are YYYY-MM-DD. */
export function CouponsPage(props: {
  rows: SettlementEntry[]
  day: string
  today: string
  last: LastRedemption | null
}) {
  const { rows, day, today, last } = props
  const { t, floor, stores, language } = useConsole()
  const { redeemed, issued, valid, owed, currency } = getSettlementDay(rows)
  const store = stores.length > 1 ? floor.storeId : null
  const date = makeCalendarDay(day, language)
  return (
    <div className="flex grow flex-col gap-6 dock:pb-[230px] lg:grid lg:grid-cols-[minmax(0,1fr)_404px] lg:gap-0">
      <main id="main" className="px-4 pt-5 max-lg:order-3 lg:px-6 lg:pb-10">
        <h2 className="text-[20px] font-semibold">
          {day === today ? t('coupons.today') : t('coupons.day', { date })}
        </h2>
        <p className="mb-4 text-lit-2">
          {t('coupons.sum', { count: valid, issued })}
          {currency && (
            <>
              {' · '}
              {t('coupons.owed')}{' '}
              <span className="tabular-nums text-lit">{makeMoney(owed, currency, language)}</span>
            </>
          )}
        </p>
        {redeemed.length === 0 ? (
          <p className="border-t border-stage-3 py-3 text-lit-2">{t('coupons.none')}</p>
        ) : (
          <Wide label={t('coupons.heading')}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('coupons.time')}</th>
                  <th scope="col">{t('coupons.receipt')}</th>
                  <th scope="col" className="num">
                    {t('coupons.amount')}
                  </th>
                  <th scope="col" className="num">
                    {t('coupons.discount')}
                  </th>
                  <th scope="col">{t('coupons.status')}</th>
                </tr>
              </thead>
              <tbody>
                {redeemed.map((row) => (
                  <Row key={`${row.couponId} ${row.at}`} row={row} />
                ))}
              </tbody>
            </table>
          </Wide>
        )}
        <section aria-labelledby="settle-heading" className="mt-10">
          <h2 id="settle-heading" className="text-[20px] font-semibold">
            {t('coupons.settle')}
          </h2>
          <p className="mb-3 text-lit-2">{t('coupons.settleSub')}</p>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(300px,1fr))] gap-x-8">
            {Array.from({ length: DAYS_SHOWN }, (_, back) => getDayBefore(today, back)).map((each) => (
              <li key={each} className="flex min-h-[44px] items-center gap-5 border-t border-stage-3">
                <a
                  className="py-3 underline underline-offset-4"
                  href={`/api/v1/stores/${floor.storeId}/settlements/${each}.csv`}
                  download
                >
                  {t('coupons.csv', { date: makeCalendarDay(each, language) })}
                </a>
                <a
                  className="ml-auto py-3 text-lit-2 underline underline-offset-4"
                  href={makeAddress('/console/coupons', { store, day: each })}
                >
                  {t('coupons.see')}
                  <span className="sr">{makeCalendarDay(each, language)}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      </main>
      <aside className="max-lg:contents lg:border-l lg:border-stage-3" aria-label={t('redeem.heading')}>
        <Redemption last={last} />
      </aside>
    </div>
  )
}

function Row({ row }: { row: RedeemedEntry }) {
  const { t, language, clock, staff, floor } = useConsole()
  const router = useRouter()
  const say = (minor: number) => makeMoney(minor, row.currency, language)
  const mayVoid = staff.role !== 'staff' || floor.now - row.at <= VOID_FREE_MS
  return (
    <tr>
      <td className="tabular-nums">{makeTime(row.at, clock)}</td>
      <td className="voice-figure text-[13px]">{row.receipt}</td>
      <td className="num">{row.amount === null ? '' : say(row.amount)}</td>
      <td className="num">{say(row.discount)}</td>
      <td>
        {row.voidedAt !== null ? (
          <span className="text-lit-2">{t('coupons.voided', { time: makeTime(row.voidedAt, clock) })}</span>
        ) : (
          <>
            {t('coupons.redeemed')}
            <span className="block">
              {mayVoid ? (
                <TakeBack couponId={row.couponId} onVoided={() => router.refresh()} />
              ) : (
                <span className="text-[13px] text-lit-2">{t('void.manager')}</span>
              )}
            </span>
          </>
        )}
      </td>
    </tr>
  )
}
