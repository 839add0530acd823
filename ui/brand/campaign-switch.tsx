import type { Language } from '@/domain/language'
import type { BrandCampaign } from '@/protocol/analytics'
import { makeAddress } from '../house/path'
import { getPagePath, type Page } from './pages'
import { getSpeaker } from './words'

/** The brand's other campaigns, when there are any. */
export function CampaignSwitch(props: {
  page: Page
  campaigns: readonly BrandCampaign[]
  current: string
  language: Language
}) {
  const { page, campaigns, current, language } = props
  if (campaigns.length < 2) return null
  return (
    <nav aria-label={getSpeaker(language)('nav.campaign')} className="flex flex-wrap gap-2 pt-4">
      {campaigns.map(({ id, name }) => (
        <a
          key={id}
          href={makeAddress(getPagePath(page), { campaign: id })}
          aria-current={id === current ? 'page' : undefined}
          className="btn btn-small aria-[current]:border-ink aria-[current]:bg-hall-2"
        >
          {name[language]}
        </a>
      ))}
    </nav>
  )
}
