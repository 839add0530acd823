import type { z } from 'zod'
import type { cuePlayedSchema } from '@/protocol/socket'

export type CuePlayed = z.infer<typeof cuePlayedSchema>

/** Reports that the server has not yet acknowledged, oldest first. */
export type Outbox = readonly CuePlayed[]

/** A store that is cut off for a day plays a few hundred cues; past this the oldest are given up. */
export const MOST_REPORTS = 500

/** Adds a report; its `eventId` makes sending it again harmless. */
export function addReport(outbox: Outbox, report: CuePlayed): Outbox {
  if (outbox.some(({ eventId }) => eventId === report.eventId)) return outbox
  return [...outbox, report].slice(-MOST_REPORTS)
}

/** Drops a report that is durable now, or that the server refuses for good. */
export function settleReport(outbox: Outbox, eventId: string): Outbox {
  return outbox.filter((report) => report.eventId !== eventId)
}
