import type { Clock } from '../clock'
import type { Visit } from './data'
import type { Origin } from './open'

/** What every event of a visit says beside its type and payload. */
export function makeVisitShared(clock: Clock, visit: Visit, { at, simulated }: Origin) {
  return {
    v: 1,
    at: clock.iso(at),
    source: 'server',
    brandId: visit.brandId,
    campaignId: visit.campaignId,
    storeId: visit.storeId,
    zoneId: visit.zoneId,
    visitorId: visit.visitorBrandId,
    visitId: visit.id,
    ...(simulated && { simulated: true as const }),
  }
}
