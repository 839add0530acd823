import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import type { Language } from '@/domain/language'
import type { BrandCampaign } from '@/protocol/analytics'
import { getServices, type Services } from '@/server/services'
import { BrandFrame, Empty, PageTitle } from '@/ui/brand/frame'
import { getPagePath, type Page } from '@/ui/brand/pages'
import { getSpeaker } from '@/ui/brand/words'
import { makeAddress } from '@/ui/house/path'
import { getOne, type Search } from '@/ui/house/query'
import { getLanguage } from '../../i18n/language'

type Opened = {
  brand: Services['brand']
  brandId: string
  query: Awaited<Search>
  /** The campaign asked for, else the newest. */
  campaign: BrandCampaign
  campaigns: BrandCampaign[]
  language: Language
  timeZone: string
}

/**
 * Opens a brand's page for one of its people; others are sent to the log-in, which leads back here, or to the console.
 * `draw` makes the page once the campaign is known; a brand without one is told so.
 */
export async function openBrand(page: Page, search: Search, draw: (opened: Opened) => Promise<ReactNode>) {
  const { auth, brand } = await getServices()
  const query = await search
  const viewer = await auth.getViewer(await headers())
  const here = makeAddress(getPagePath(page), getGiven(query))
  if (!viewer) redirect(makeAddress('/login', { next: here }))
  if (viewer.role !== 'brand' || !viewer.brandId) redirect('/console')
  const { brandId } = viewer
  const language = await getLanguage()
  const [name, campaigns] = await Promise.all([brand.getName(brandId), brand.getCampaigns(brandId)])
  const wanted = getOne(query.campaign)
  const campaign = campaigns.find(({ id }) => id === wanted) ?? campaigns[0]
  const timeZone = campaign?.timeZone ?? 'UTC'
  const t = getSpeaker(language)
  return (
    <BrandFrame
      page={page}
      brand={name}
      campaignId={campaigns.length > 1 ? (campaign?.id ?? null) : null}
      language={language}
      timeZone={timeZone}
      here={here}
    >
      {campaign ? (
        await draw({ brand, brandId, query, campaign, campaigns, language, timeZone })
      ) : (
        <>
          <PageTitle title={t('none.heading')} />
          <Empty>{t('none.body')}</Empty>
        </>
      )}
    </BrandFrame>
  )
}

const getGiven = (query: Awaited<Search>) =>
  Object.fromEntries(Object.entries(query).map(([key, value]) => [key, getOne(value)]))
