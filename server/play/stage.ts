import { wordsSchema } from '@/domain/language'
import type { Catalogue } from '../campaign/data'
import type { Deps } from '../deps'
import type { PlayStage } from '../services'

const STORE = 'suzhou-creek'
const ZONE = 'wall'
const CAMPAIGN = 'first-frost'

/** What the virtual store is made of: one zone of the demo with its wall and kiosk, and the links that lead there. */
export function makePlayStage({ db }: Deps, catalogue: Catalogue, open: () => boolean) {
  return {
    async getStage(): Promise<PlayStage | null> {
      if (!open()) return null
      const [store, screens, touchpointId] = await Promise.all([
        catalogue.getStore(STORE),
        catalogue.getScreens(ZONE),
        catalogue.getZoneTouchpoint(ZONE),
      ])
      const wall = screens.find(({ kind }) => kind === 'projector')
      const kiosk = screens.find(({ kind }) => kind === 'kiosk')
      if (!store || !wall || !kiosk || !touchpointId) return null
      const links = await db.service.query<{ slug: string; channel: string; name: unknown }>(
        `SELECT l.slug, l.channel, c.name FROM link l JOIN campaign c ON c.id = l.campaign_id
         WHERE l.campaign_id = $1 ORDER BY l.id DESC`,
        [CAMPAIGN],
      )
      return {
        store: store.name,
        zoneId: ZONE,
        wallScreenId: wall.id,
        kioskScreenId: kiosk.id,
        touchpointId,
        links: links.map(({ slug, channel, name }) => ({ slug, channel, name: wordsSchema.parse(name) })),
      }
    },
  }
}
