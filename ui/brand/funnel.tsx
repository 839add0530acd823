import type { Language } from '@/domain/language'
import type { Funnel } from '@/protocol/analytics'
import { FunnelChart } from '../charts/funnel-chart'
import { makeFunnelBars } from '../charts/funnel-shape'
import { Fade } from '../house/fade'
import { makeAddress } from '../house/path'
import { makeNumber, sayRatio } from './numbers'
import { getSpeaker } from './words'

/** The way from click to order: each number opens its events, each ratio is of the stage before. */
export function FunnelView({ funnel, language }: { funnel: Funnel; language: Language }) {
  const t = getSpeaker(language)
  const { stages, campaignId } = funnel
  const counts = stages.map(({ count }) => count)
  const bars = makeFunnelBars(counts)
  const highest = Math.max(1, ...bars.map(({ h }) => h))
  return (
    <section aria-labelledby="funnel-heading" className="mt-6">
      <h2 id="funnel-heading" className="sr">
        {t('funnel.heading')}
      </h2>
      <ol className="grid md:grid-cols-7">
        {stages.map(({ stage, count }, index) => (
          <li
            key={stage}
            className="relative grid grid-cols-[96px_100px_1fr] items-baseline gap-x-3 border-hall-line py-2 max-md:border-b md:block md:py-0"
          >
            <span className="block text-[15px] text-ink-2">{t(`stage.${stage}`)}</span>
            <a
              className="opens block w-max text-[20px] leading-[1.25] font-medium tracking-[-0.02em] md:text-[clamp(20px,2.5vw,36px)]"
              href={makeAddress('/brand/events', { stage, campaign: campaignId })}
              aria-label={t('funnel.opens', {
                stage: t(`stage.${stage}`),
                count: makeNumber(count, language),
              })}
            >
              <Fade value={makeNumber(count, language)} />
            </a>
            <span className="block min-h-[21px] text-ink-2 tabular-nums md:mt-1">
              {bars[index]?.cut
                ? t('funnel.cut')
                : index > 0 && sayRatio(count, counts[index - 1] ?? 0, language, t)}
            </span>
            <i
              className="col-span-3 block h-2 bg-lamp-4 md:hidden"
              style={{ width: `${((bars[index]?.h ?? 0) / highest) * 100}%` }}
            />
          </li>
        ))}
      </ol>
      <FunnelChart counts={counts} className="mt-2 h-[172px] w-full max-md:hidden" />
    </section>
  )
}

/** Says plainly that, and how many, figures are simulated; `withCredit` when credit stands below. Nothing when none are. */
export function SimulatedNote(props: { funnel: Funnel; withCredit?: boolean; language: Language }) {
  const { funnel, withCredit, language } = props
  const t = getSpeaker(language)
  const gap = language === 'zh' ? '' : ' '
  const simulated = funnel.stages.filter((stage) => stage.simulated > 0)
  if (simulated.length === 0) return null
  const list = simulated
    .map(({ stage, simulated, count }) =>
      t('simulated.line', {
        stage: t(`stage.${stage}`),
        simulated: makeNumber(simulated, language),
        count: makeNumber(count, language),
      }),
    )
    .join(language === 'zh' ? '，' : ', ')
  return (
    <p className="mt-5 border-l-2 border-lamp-ink pl-3 text-[15px]">
      <b className="font-semibold">{t('simulated.heading')}</b>
      {gap}
      {t('simulated.body', { list })}
      {withCredit && `${gap}${t('simulated.credit')}`}
    </p>
  )
}
