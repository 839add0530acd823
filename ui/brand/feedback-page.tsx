import type { Language } from '@/domain/language'
import type { DeliveryView } from '@/protocol/analytics'
import { makeDate, makeExactTime } from '../house/time'
import { Wide } from '../house/wide'
import { KNOWN_REASONS, readDelivery } from './delivery'
import { getTypeKey } from './event-type'
import { Empty, PageTitle } from './frame'
import { getSpeaker, type Speak } from './words'

const KINDS = ['ocean_engine', 'meta', 'webhook'] as const

/** What was told to ad platforms and webhooks, and what was not, with the reason. */
export function FeedbackPage(props: {
  deliveries: readonly DeliveryView[]
  language: Language
  timeZone: string
}) {
  const { deliveries, language, timeZone } = props
  const t = getSpeaker(language)
  const clock = { language, timeZone }
  return (
    <>
      <PageTitle title={t('feedback.heading')}>{t('feedback.sub')}</PageTitle>
      {deliveries.length === 0 ? (
        <Empty>{t('feedback.none')}</Empty>
      ) : (
        <Wide label={t('feedback.heading')} className="mt-6" still>
          <table className="table min-w-[1040px]">
            <thead>
              <tr>
                {(
                  ['when', 'event', 'destination', 'name', 'sent', 'accepted', 'attributed', 'why'] as const
                ).map((column) => (
                  <th key={column} scope="col">
                    {t(`feedback.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {deliveries.map((delivery) => {
                const { sent, accepted, attributed } = readDelivery(delivery)
                const kind = KINDS.find((each) => each === delivery.kind)
                return (
                  <tr key={delivery.id}>
                    <td className="whitespace-nowrap tabular-nums">
                      {makeExactTime(delivery.at, clock)}{' '}
                      <span className="text-ink-3">{makeDate(delivery.at, clock)}</span>
                    </td>
                    <td className="whitespace-nowrap">
                      {sayType(delivery.eventType, t)}
                      {delivery.simulated && <span className="text-ink-3"> ({t('feedback.simulated')})</span>}
                      <span className="voice-figure block text-[12.5px] text-ink-3" title={delivery.eventId}>
                        {delivery.eventId.slice(0, 8)}…{delivery.eventId.slice(-4)}
                      </span>
                    </td>
                    <td>
                      {delivery.destination}
                      {kind && (
                        <span className="block text-[13px] text-ink-3">{t(`feedback.kinds.${kind}`)}</span>
                      )}
                    </td>
                    <td className="voice-figure text-[13px]">{delivery.name}</td>
                    <td>
                      {sent === 'gaveUp'
                        ? t('feedback.gaveUp', { count: delivery.attempts })
                        : t(`feedback.${sent}`)}
                    </td>
                    <td>
                      {accepted === 'refused' && delivery.httpStatus !== null
                        ? t('feedback.refusedStatus', { status: String(delivery.httpStatus) })
                        : t(`feedback.${accepted}`)}
                    </td>
                    <td className="text-ink-2">
                      {attributed === 'notKnown' ? (
                        <span className="hatched rounded-hair px-1.5 py-0.5 text-ink">
                          {t('feedback.notKnown')}
                        </span>
                      ) : (
                        t('feedback.dash')
                      )}
                    </td>
                    <td className="min-w-[22ch] text-ink-2">{sayReason(delivery.reason, t)}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </Wide>
      )}
    </>
  )
}

function sayReason(reason: string | null, t: Speak): string {
  if (reason === null) return ''
  const known = KNOWN_REASONS.find((each) => each === reason)
  return known ? t(`reason.${known}`) : t('reason.other', { reason })
}

/** An event type in words; a type without words is told by its name. */
export function sayType(type: string, t: Speak): string {
  const key = getTypeKey(type)
  return key ? t(`type.${key}`) : type
}
