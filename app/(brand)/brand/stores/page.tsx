import { StoresPage } from '@/ui/brand/stores-page'
import type { Search } from '@/ui/house/query'
import { openBrand } from '../open-brand'

export default function Stores({ searchParams }: { searchParams: Search }) {
  return openBrand('stores', searchParams, async ({ brand, brandId, campaign, campaigns, language }) => {
    const [figures, funnel] = await Promise.all([
      brand.getStoreFigures(brandId, campaign.id),
      brand.getFunnel(brandId, campaign.id),
    ])
    return (
      <StoresPage
        campaign={campaign}
        campaigns={campaigns}
        figures={figures}
        funnel={funnel}
        language={language}
      />
    )
  })
}
