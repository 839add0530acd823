'use client'

import { makeAddress } from '../house/path'
import { makeDate, makeExactTime } from '../house/time'
import { Wide } from '../house/wide'
import { useConsole } from './console-context'
import type { LogLine } from './log-lines'

/** The store's events in words, a page of them. `older` is the id to go on from, `isFirst` whether this is the newest page. */
export function LogPage({
  lines,
  older,
  isFirst,
}: {
  lines: LogLine[]
  older: string | null
  isFirst: boolean
}) {
  const { t, floor, stores, clock } = useConsole()
  const store = stores.length > 1 ? floor.storeId : null
  return (
    <main id="main" className="px-4 py-5 lg:px-6">
      <h2 className="text-[20px] font-semibold">{t('log.heading')}</h2>
      <p className="mb-4 text-lit-2">{t('log.sub')}</p>
      {lines.length === 0 ? (
        <p className="border-t border-stage-3 py-3 text-[15px]">{t('log.none')}</p>
      ) : (
        <Wide label={t('log.heading')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('log.when')}</th>
                <th scope="col">{t('log.what')}</th>
                <th scope="col">{t('log.where')}</th>
                <th scope="col">{t('log.id')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ id, at, words, where }) => (
                <tr key={id}>
                  <td className="whitespace-nowrap tabular-nums">
                    {makeExactTime(at, clock)} <span className="text-lit-3">{makeDate(at, clock)}</span>
                  </td>
                  <td className="min-w-[24ch]">{words}</td>
                  <td className="text-lit-2">{where}</td>
                  <td className="voice-figure text-[13px] whitespace-nowrap text-lit-3" title={id}>
                    {id.slice(0, 8)}…{id.slice(-4)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      <p className="mt-5 flex gap-3">
        {!isFirst && (
          <a className="btn" href={makeAddress('/console/log', { store })}>
            {t('log.newest')}
          </a>
        )}
        {older && (
          <a className="btn" href={makeAddress('/console/log', { store, before: older })}>
            {t('log.older')}
          </a>
        )}
      </p>
    </main>
  )
}
