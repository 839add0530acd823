import { earnerSchema } from '@/domain/attribution/touch'
import { channelSchema } from '@/domain/campaign/channel'
import { uuidv7Schema } from '@/domain/id'
import { creditModelSchema, stageSchema } from '@/protocol/analytics'
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
      // A stage is a kind of event already.
      const type = stage ? null : (BRAND_EVENT_TYPES.find((each) => each === getOne(query.type)) ?? null)
      const campaign = campaigns.find(({ id }) => id === getOne(query.campaign))?.id ?? null
      const stores = campaigns.flatMap((each) => each.stores)
      const store = stores.find(({ id }) => id === getOne(query.store))?.id ?? null
      const channel = channelSchema.safeParse(getOne(query.channel)).data ?? null
      const model = creditModelSchema.safeParse(getOne(query.model)).data
      const earner = earnerSchema.safeParse(getOne(query.credited)).data
      const credited = model && earner ? { channel: earner, model } : null
      const before = uuidv7Schema.safeParse(getOne(query.before)).data
      const events = await brand.getEvents(brandId, {
        ...(campaign && { campaignId: campaign }),
        ...(stage && { stage }),
        ...(type && { type }),
        ...(store && { storeId: store }),
        ...(channel && { channel }),
        ...(credited && { credited }),
        ...(before && { before }),
        limit: LIMIT,
      })
      return (
        <EventsPage
          events={events}
          campaigns={campaigns}
          filter={{ campaign, stage, type, store, channel }}
          credited={credited}
          older={events.length >= LIMIT ? (events.at(-1)?.id ?? null) : null}
          isFirst={!before}
          language={language}
          timeZone={timeZone}
        />
      )
    },
  )
}
