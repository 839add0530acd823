import { FeedbackPage } from '@/ui/brand/feedback-page'
import type { Search } from '@/ui/house/query'
import { openBrand } from '../open-brand'

export default function Feedback({ searchParams }: { searchParams: Search }) {
  return openBrand('feedback', searchParams, async ({ brand, brandId, language, timeZone }) => (
    <FeedbackPage deliveries={await brand.getDeliveries(brandId)} language={language} timeZone={timeZone} />
  ))
}
