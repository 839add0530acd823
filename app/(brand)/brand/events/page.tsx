import { uuidv7Schema } from '@/domain/id'
import { stageSchema } from '@/protocol/analytics'
import { BRAND_EVENT_TYPES } from '@/ui/brand/event-type'
import { EventsPage } from '@/ui/brand/events-page'
import { getOne, type Search } from '@/ui/house/query'
import { openBrand } from '../open-brand'

const LIMIT = 50

export default function Events({ searchParams }: { searchParams: Search }) {
  return openBrand(
    'events',
    searchParams,
    async ({ brand, brandId, query, campaigns, language, timeZone }) => {
      const stage = stageSchema.safeParse(getOne(query.stage)).data ?? null
      const type = BRAND_EVENT_TYPES.find((each) => each === getOne(query.type)) ?? null
      const campaign = campaigns.find(({ id }) => id === getOne(query.campaign))?.id ?? null
      const before = uuidv7Schema.safeParse(getOne(query.before)).data
      const events = await brand.getEvents(brandId, {
        ...(campaign && { campaignId: campaign }),
        ...(stage && { stage }),
        ...(type && { type }),
        ...(before && { before }),
        limit: LIMIT,
      })
      return (
        <EventsPage
          events={events}
          campaigns={campaigns}
          filter={{ campaign, stage, type }}
          older={events.length >= LIMIT ? (events.at(-1)?.id ?? null) : null}
          isFirst={!before}
          language={language}
          timeZone={timeZone}
        />
      )
    },
  )
}
