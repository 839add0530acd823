'use client'

import type { RetentionRow } from '@/protocol/retention'
import { makeSince } from '../house/time'
import { Wide } from '../house/wide'
import { useConsole } from './console-context'

/** How long each kind of data is kept, and what the last run let go of. It is set where the app is started. */
export function RetentionTable({ rows }: { rows: readonly RetentionRow[] }) {
  const { t, floor, clock } = useConsole()
  return (
    <section aria-labelledby="retention-heading">
      <h2 id="retention-heading" className="text-[20px] font-semibold">
        {t('retention.title')}
      </h2>
      <p className="mt-1 mb-3 max-w-[70ch] text-lit-2">{t('retention.lead')}</p>
      <Wide label={t('retention.title')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('retention.kind')}</th>
              <th scope="col">{t('retention.keptFor')}</th>
              <th scope="col">{t('retention.lastRun')}</th>
              <th scope="col">{t('retention.handled')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ kind, days, ranAt, handled, total }) => (
              <tr key={kind}>
                <th scope="row">{t(`retention.kinds.${kind}`)}</th>
                <td className="whitespace-nowrap">{t(`retention.after.${kind}`, { days })}</td>
                <td className="whitespace-nowrap">
                  {ranAt === null ? t('retention.never') : makeSince(ranAt, floor.now, clock)}
                </td>
                <td className="whitespace-nowrap">{t('retention.rows', { handled, total })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}
