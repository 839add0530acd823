import { JourneyPage } from '@/ui/brand/journey-page'
import type { Search } from '@/ui/house/query'
import { openBrand } from './open-brand'

export default function Journey({ searchParams }: { searchParams: Search }) {
  return openBrand('journey', searchParams, async ({ brand, brandId, campaign, campaigns, language }) => {
    const [funnel, credit] = await Promise.all([
      brand.getFunnel(brandId, campaign.id),
      brand.getCredit(brandId, campaign.id),
    ])
    return (
      <JourneyPage
        campaign={campaign}
        campaigns={campaigns}
        funnel={funnel}
        credit={credit}
        language={language}
      />
    )
  })
}
