import type { BrandEvent } from '@/protocol/analytics'
import type { Event } from '@/protocol/event'
import type { Auth } from '../auth/auth'
import type { Catalogue } from '../campaign/data'
import type { FloorService } from '../floor/service'
import type { ScreenService } from '../screen/service'
import type { ShowService } from '../show/service'
import type { PresenceService } from '../tap/presence'
import type { VisitService } from '../visit/service'

/** What the sockets speak for. */
export type LiveParts = {
  auth: Auth
  catalogue: Catalogue
  floor: FloorService
  screens: ScreenService
  shows: ShowService
  visits: VisitService
  presences: PresenceService
  /** An event as its brand may see it, or null when it is none of a brand's. */
  toBrandEvent: (event: Event) => BrandEvent | null
  /** Whether the virtual store is open: nobody else hears the whole ledger. */
  play: () => boolean
}
