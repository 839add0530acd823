import type { Language, Words } from '@/domain/language'
import { type BrandCampaign, type Funnel, STAGES, type Stage } from '@/protocol/analytics'
import { makeAddress } from '../house/path'
import { Wide } from '../house/wide'
import { CampaignSwitch } from './campaign-switch'
import { Empty, PageTitle } from './frame'
import { SimulatedNote } from './funnel'
import { makeNumber } from './numbers'
import { getSpeaker } from './words'

/** A click is of no store. */
const IN_STORE = STAGES.filter((stage) => stage !== 'clicked')

/** A campaign's stages, store by store. */
export function StoresPage(props: {
  campaign: BrandCampaign
  campaigns: readonly BrandCampaign[]
  figures: readonly { storeId: string; name: Words; stages: Record<Stage, number> }[]
  funnel: Funnel | null
  language: Language
}) {
  const { campaign, campaigns, figures, funnel, language } = props
  const t = getSpeaker(language)
  return (
    <>
      <PageTitle title={t('stores.heading')}>
        {campaign.name[language]} · {t('stores.sub')}
      </PageTitle>
      <CampaignSwitch page="stores" campaigns={campaigns} current={campaign.id} language={language} />
      {funnel && <SimulatedNote funnel={funnel} language={language} />}
      {figures.length === 0 ? (
        <Empty>{t('stores.none')}</Empty>
      ) : (
        <Wide label={t('stores.heading')} className="mt-6">
          <table className="table min-w-[720px] text-[15px]">
            <thead>
              <tr>
                <th scope="col">{t('stores.store')}</th>
                {IN_STORE.map((stage) => (
                  <th key={stage} scope="col" className="num">
                    {t(`stage.${stage}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {figures.map(({ storeId, name, stages }) => (
                <tr key={storeId}>
                  <th scope="row">{name[language]}</th>
                  {IN_STORE.map((stage) => (
                    <td key={stage} className="num">
                      <a
                        className="opens"
                        href={makeAddress('/brand/events', { stage, campaign: campaign.id, store: storeId })}
                      >
                        {makeNumber(stages[stage], language)}
                      </a>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('stores.total')}</th>
                {IN_STORE.map((stage) => (
                  <td key={stage} className="num">
                    {makeNumber(
                      figures.reduce((sum, { stages }) => sum + stages[stage], 0),
                      language,
                    )}
                  </td>
                ))}
              </tr>
            </tfoot>
          </table>
        </Wide>
      )}
    </>
  )
}
