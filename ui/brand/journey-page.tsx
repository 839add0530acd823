import type { Language } from '@/domain/language'
import type { BrandCampaign, CreditTable, Funnel } from '@/protocol/analytics'
import { makeMoney } from '../house/money'
import { makeDayRange } from '../house/time'
import { CampaignSwitch } from './campaign-switch'
import { CreditView } from './credit-view'
import { Empty, PageTitle } from './frame'
import { FunnelView, SimulatedNote } from './funnel'
import { LanguagesView } from './languages-view'
import { getSpeaker } from './words'

/** A campaign's journey from click to order, who earned the orders, and what visitors speak. */
export function JourneyPage(props: {
  campaign: BrandCampaign
  campaigns: readonly BrandCampaign[]
  funnel: Funnel | null
  credit: CreditTable | null
  language: Language
}) {
  const { campaign, campaigns, funnel, credit, language } = props
  const t = getSpeaker(language)
  const begun = funnel?.stages.some(({ count }) => count > 0) ?? false
  const ordered = funnel?.stages.find(({ stage }) => stage === 'ordered')?.count ?? 0
  return (
    <>
      <PageTitle title={campaign.name[language]}>
        {t('dates', {
          range: makeDayRange(campaign.from, campaign.to, language),
          count: campaign.stores.length,
        })}
      </PageTitle>
      <CampaignSwitch page="journey" campaigns={campaigns} current={campaign.id} language={language} />
      {funnel && <SimulatedNote funnel={funnel} withCredit language={language} />}
      {funnel && <FunnelView funnel={funnel} language={language} />}
      {!begun && <Empty>{t('funnel.empty')}</Empty>}
      {funnel && begun && (
        <>
          <p className="mt-2 text-ink-2">
            {t('funnel.value', {
              count: ordered,
              value: makeMoney(funnel.value, funnel.currency, language),
            })}
          </p>
          <div className="mt-5 grid gap-x-[52px] gap-y-10 border-t border-ink pt-5 xl:grid-cols-[minmax(0,1fr)_300px]">
            {credit && <CreditView credit={credit} campaignId={campaign.id} language={language} />}
            <LanguagesView languages={funnel.languages} language={language} />
          </div>
        </>
      )}
    </>
  )
}
