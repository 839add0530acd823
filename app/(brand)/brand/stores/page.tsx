import { StoresPage } from '@/ui/brand/stores-page'
import type { Search } from '@/ui/house/query'
import { openBrand } from '../open-brand'

export default function Stores({ searchParams }: { searchParams: Search }) {
  return openBrand('stores', searchParams, async ({ brand, brandId, campaign, campaigns, language }) => (
    <StoresPage
      campaign={campaign}
      campaigns={campaigns}
      figures={await brand.getStoreFigures(brandId, campaign.id)}
      language={language}
    />
  ))
}
