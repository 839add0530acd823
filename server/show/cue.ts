import { getStory } from '@/domain/campaign/content'
import type { Words } from '@/domain/language'
import type { ZoneState } from '@/domain/show/zone'
import type { Cue, Glow } from '@/protocol/cue'
import type { Campaign } from '../campaign/data'

export type CueContext = {
  zoneId: string
  revision: number
  state: ZoneState
  /** Campaign of the leader, or of the zone's attract scene. */
  campaign: Campaign | null
  /** Where this zone's touchpoint is, for the code on the kiosk. */
  touchpointUrl: string | null
  /** Whether the leader can earn the offer: what cannot be earned is never mentioned. */
  earns: boolean
  attract: { line: Words; sub: Words }
}

/** How far ahead of now a cue starts, so that every screen of a zone has it before it begins. Milliseconds. */
export const CUE_LEAD_MS = 60

/** What one screen of the zone, or all that are lit (`id` is the zone's then), shows in this state. Pure but for the id and time passed in. */
export function makeCue(
  context: CueContext,
  screen: { id: string; dark: boolean },
  id: string,
  startAt: number,
): Cue {
  const { zoneId, revision, state, campaign } = context
  const own = { id, zoneId, surface: screen.id, startAt, revision }
  if (screen.dark) return { ...own, kit: 'dark', params: {} }
  const { leader, snapshot } = state
  const glow = makeGlow(state, startAt)
  const base = glow ? { ...own, glow } : own
  if (!leader || !campaign || snapshot.scene === 'attract') {
    return {
      ...base,
      kit: 'attract',
      params: {
        brand: campaign?.brand ?? null,
        line: context.attract.line,
        sub: context.attract.sub,
        touchpointUrl: context.touchpointUrl,
        paused: state.paused,
      },
    }
  }
  const story = getStory(campaign.stories, leader.storyKey)
  const said = snapshot.scene === 'finale' ? story.finale : story.wall
  return {
    ...base,
    kit: 'climb',
    params: {
      brand: campaign.brand,
      campaign: campaign.name,
      language: leader.language,
      light: leader.light,
      scene: snapshot.scene,
      line: said.line,
      sub: said.sub,
      ...(snapshot.scene !== 'finale' && { kiosk: story.kiosk }),
      halts: campaign.show.halts,
      lit: snapshot.lit,
      lamp: leader.lamp,
      product: campaign.product,
      discount: context.earns && !state.offerStopped ? (campaign.offer?.discount ?? null) : null,
      waiting: state.queue.length,
    },
  }
}

function makeGlow({ glow, paused }: ZoneState, at: number): Glow | null {
  if (!glow || paused || glow.until <= at) return null
  return { gel: glow.gel, language: glow.language, until: glow.until }
}
