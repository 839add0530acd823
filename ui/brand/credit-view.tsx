import type { Language } from '@/domain/language'
import { CREDIT_MODELS, type CreditTable } from '@/protocol/analytics'
import { CreditBar, getScaleEnd } from '../charts/credit-bar'
import { makeRatio } from '../charts/ratio'
import { Fade } from '../house/fade'
import { makeAddress } from '../house/path'
import { Wide } from '../house/wide'
import { type CreditRow, getDecimals, sayEarner, sortCredit, sumCredit } from './credit'
import { makeNumber, makePercent } from './numbers'
import { getSpeaker, type Speak } from './words'

/** Who earned the orders, under each model side by side on one scale. Totals are shown, and are equal. */
export function CreditView(props: { credit: CreditTable; campaignId: string; language: Language }) {
  const { credit, campaignId, language } = props
  const t = getSpeaker(language)
  const rows = sortCredit(credit)
  const { totals, equal } = sumCredit(credit)
  const most = getScaleEnd(rows.flatMap((row) => CREDIT_MODELS.map((model) => row.credit[model])))
  return (
    <section aria-labelledby="credit-heading" className="min-w-0">
      <h2 id="credit-heading" className="text-[17px] font-semibold">
        {t('credit.heading', { count: credit.orders })}
      </h2>
      <p className="mt-0.5 text-ink-2">{credit.orders > 0 ? t('credit.sub') : t('credit.empty')}</p>
      {!credit.comparable && (
        <p className="mt-3 max-w-[80ch] border-l-2 border-lamp-ink pl-3">{t('credit.incomparable')}</p>
      )}
      {!equal && <p className="mt-3 border-l-2 border-trouble-ink pl-3">{t('credit.differ')}</p>}
      {rows.length > 0 && (
        <Wide label={t('credit.heading', { count: credit.orders })} className="mt-3.5">
          <table className="table min-w-[860px]">
            <thead>
              <tr>
                <th scope="col">{t('credit.channel')}</th>
                {CREDIT_MODELS.map((model) => (
                  <th key={model} scope="col">
                    {t(`credit.${model}`)}
                  </th>
                ))}
                <th scope="col" className="num">
                  {t('credit.joined')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.channel}>
                  <th
                    scope="row"
                    className={row.kind === 'channel' ? 'voice-figure text-[13.5px]' : 'text-ink-2'}
                  >
                    {sayEarner(row.channel, t)}
                    {row.kind === 'walk-in' && (
                      <span className="block text-[13px]">{t('credit.walkInSub')}</span>
                    )}
                  </th>
                  {CREDIT_MODELS.map((model) => {
                    const value = makeNumber(row.credit[model], language, getDecimals(model))
                    return (
                      <td key={model} className="whitespace-nowrap">
                        <span className="inline-flex items-center gap-2.5">
                          <CreditBar
                            id={`hatch-${model}`}
                            value={row.credit[model]}
                            most={most}
                            kind={row.kind}
                          />
                          <a
                            className="opens min-w-[44px] text-right"
                            href={makeAddress('/brand/events', {
                              campaign: campaignId,
                              credited: row.channel,
                              model,
                            })}
                            aria-label={t('credit.opens', {
                              channel: sayEarner(row.channel, t),
                              model: t(`credit.${model}`),
                              credit: value,
                            })}
                          >
                            <Fade value={value} />
                          </a>
                        </span>
                      </td>
                    )
                  })}
                  <td className="num whitespace-nowrap text-ink-2">{sayJoined(row, language, t)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('credit.total')}</th>
                {CREDIT_MODELS.map((model) => (
                  <td key={model}>
                    <span className="inline-block w-[138px] text-right tabular-nums">
                      <Fade value={makeNumber(totals[model], language, getDecimals(model))} />
                    </span>
                  </td>
                ))}
                <td />
              </tr>
            </tfoot>
          </table>
        </Wide>
      )}
    </section>
  )
}

function sayJoined({ kind, clicks, joined }: CreditRow, language: Language, t: Speak): string {
  if (kind !== 'channel') return ''
  const ratio = makeRatio(joined, clicks)
  const told = { clicks: makeNumber(clicks, language), joined: makeNumber(joined, language) }
  return ratio?.kind === 'percent'
    ? t('credit.joinedRate', { ...told, percent: makePercent(ratio.percent, language) })
    : t('credit.joinedFew', told)
}
