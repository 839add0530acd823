import type { Language } from '@/domain/language'
import {
  type BrandCampaign,
  type BrandEvent,
  type CreditModel,
  STAGES,
  type Stage,
} from '@/protocol/analytics'
import { makeMoney } from '../house/money'
import { makeAddress } from '../house/path'
import { makeDate, makeExactTime } from '../house/time'
import { Wide } from '../house/wide'
import { sayEarner } from './credit'
import { BRAND_EVENT_TYPES, type BrandEventType } from './event-type'
import { sayType } from './feedback-page'
import { Empty, PageTitle } from './frame'
import { getSpeaker, type Speak } from './words'

export type EventFilter = {
  campaign: string | null
  stage: Stage | null
  type: BrandEventType | null
  store: string | null
  channel: string | null
}

/** The brand's event stream, a page of it. No row says who. `older` is the id to go on from. */
export function EventsPage(props: {
  events: readonly BrandEvent[]
  campaigns: readonly BrandCampaign[]
  filter: EventFilter
  /** Orders of one channel's credit alone. */
  credited: { channel: string; model: CreditModel } | null
  older: string | null
  isFirst: boolean
  language: Language
  timeZone: string
}) {
  const { events, campaigns, filter, credited, older, isFirst, language, timeZone } = props
  const t = getSpeaker(language)
  const clock = { language, timeZone }
  const stores = getStoreNames(campaigns, language)
  const asked = { ...filter, credited: credited?.channel, model: credited?.model }
  return (
    <>
      <PageTitle title={t('events.heading')}>
        {t('events.sub')} {t('events.zone', { zone: timeZone })}
      </PageTitle>
      {credited && (
        <p className="mt-5 max-w-[80ch] border-l-2 border-lamp-ink pl-3">
          {t('events.credited', {
            channel: sayEarner(credited.channel, t),
            model: t(`credit.${credited.model}`),
          })}
        </p>
      )}
      <Filter campaigns={campaigns} filter={filter} language={language} />
      {events.length === 0 ? (
        <Empty>{t('events.none')}</Empty>
      ) : (
        <Wide label={t('events.heading')} className="mt-5" still={isFirst}>
          <table className="table min-w-[900px]">
            <thead>
              <tr>
                {(['when', 'what', 'channel', 'store', 'details', 'id'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`events.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {events.map((event) => (
                <tr key={event.id}>
                  <td className="whitespace-nowrap tabular-nums">
                    {makeExactTime(Date.parse(event.at), clock)}{' '}
                    <span className="text-ink-3">{makeDate(Date.parse(event.at), clock)}</span>
                  </td>
                  <td className="whitespace-nowrap">
                    {sayType(event.type, t)}
                    {event.simulated && <span className="text-ink-3"> ({t('events.simulated')})</span>}
                  </td>
                  <td className="voice-figure text-[13px]">{event.channel}</td>
                  <td>{event.storeId && (stores.get(event.storeId) ?? event.storeId)}</td>
                  <td className="text-ink-2">{saySummary(event.summary, language, t)}</td>
                  <td className="voice-figure text-[13px] whitespace-nowrap text-ink-3" title={event.id}>
                    {event.id.slice(0, 8)}…{event.id.slice(-4)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      <p className="mt-5 flex gap-3">
        {!isFirst && (
          <a className="btn" href={makeAddress('/brand/events', asked)}>
            {t('events.newest')}
          </a>
        )}
        {older && (
          <a className="btn" href={makeAddress('/brand/events', { ...asked, before: older })}>
            {t('events.older')}
          </a>
        )}
      </p>
    </>
  )
}

function Filter(props: { campaigns: readonly BrandCampaign[]; filter: EventFilter; language: Language }) {
  const { campaigns, filter, language } = props
  const t = getSpeaker(language)
  const stores = getStoreNames(campaigns, language)
  return (
    <form action="/brand/events" className="mt-5 flex flex-wrap items-end gap-4">
      <Choice name="stage" label={t('events.stage')} chosen={filter.stage} all={t('events.all')}>
        {STAGES.map((stage) => [stage, t(`stage.${stage}`)])}
      </Choice>
      <Choice name="type" label={t('events.type')} chosen={filter.type} all={t('events.all')}>
        {BRAND_EVENT_TYPES.map((type) => [type, sayType(type, t)])}
      </Choice>
      <Choice name="campaign" label={t('events.campaign')} chosen={filter.campaign} all={t('events.all')}>
        {campaigns.map(({ id, name }) => [id, name[language]])}
      </Choice>
      <Choice name="store" label={t('events.store')} chosen={filter.store} all={t('events.all')}>
        {[...stores]}
      </Choice>
      <label className="grid gap-1 text-ink-2">
        {t('events.channel')}
        <input
          key={filter.channel}
          name="channel"
          defaultValue={filter.channel ?? ''}
          placeholder={t('events.all')}
          className="field voice-figure w-[160px] text-[14px] text-ink"
        />
      </label>
      <button type="submit" className="btn min-h-[44px]">
        {t('events.filter')}
      </button>
    </form>
  )
}

const getStoreNames = (campaigns: readonly BrandCampaign[], language: Language) =>
  new Map(campaigns.flatMap(({ stores }) => stores).map(({ id, name }) => [id, name[language]]))

function Choice(props: {
  name: string
  label: string
  chosen: string | null
  all: string
  children: readonly (readonly [string, string])[]
}) {
  const { name, label, chosen, all, children } = props
  return (
    <label className="grid gap-1 text-ink-2">
      {label}
      <select
        key={chosen}
        name={name}
        defaultValue={chosen ?? ''}
        className="field w-auto min-w-[160px] text-ink"
      >
        <option value="">{all}</option>
        {children.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}

/** What an event carries, money as money, the rest by its own names. */
export function saySummary(summary: BrandEvent['summary'], language: Language, t: Speak): string {
  const { discount, amount, currency, ...rest } = summary
  const say = (minor: number) => makeMoney(minor, String(currency), language)
  const money =
    typeof discount === 'number' && typeof amount === 'number'
      ? t('events.offOf', { discount: say(discount), amount: say(amount) })
      : typeof discount === 'number'
        ? t('events.off', { discount: say(discount) })
        : typeof amount === 'number'
          ? say(amount)
          : ''
  const others = Object.entries(rest).map(([name, value]) => `${name} ${value}`)
  return [money, ...others].filter(Boolean).join(', ')
}
