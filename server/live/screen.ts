import type { Namespace, Server, Socket } from 'socket.io'
import { z } from 'zod'
import { wordsSchema } from '@/domain/language'
import type { ScreenKind } from '@/domain/screen/screen'
import type { Cue } from '@/protocol/cue'
import type { Event } from '@/protocol/event'
import {
  cuePlayedSchema,
  type Reply,
  type ScreenToServer,
  type ServerToScreen,
  screenAuthSchema,
  screenBeatSchema,
} from '@/protocol/socket'
import type { Deps } from '../deps'
import { getErrorCode } from '../error'
import type { Screen } from '../screen/service'
import { CUE_LEAD_MS, type CueContext, makeCue } from '../show/cue'
import type { ZoneChange } from '../show/service'
import { loadMessages } from '../words'
import { admit, refuseOldProtocol } from './live'
import type { LiveParts } from './parts'

type Data = { screen: Screen }
type ScreenSocket = Socket<ScreenToServer, ServerToScreen, Record<string, never>, Data>

/** Kinds of screens that show a code to scan. */
const CODED: ReadonlySet<ScreenKind> = new Set(['kiosk', 'shelf'])

const attractWords = z.object({ attract: z.object({ house: z.string(), houseSub: z.string() }) })
const askedSchema = z.object({ what: z.enum(['again', 'cup', 'shelf']) })

/** `/screen`: cues out, reports in. Returns what stops it. */
export function makeScreenLive(io: Server, deps: Deps, parts: LiveParts): () => void {
  const { clock, ledger, log, config } = deps
  const { screens, shows, catalogue, presences } = parts
  const namespace: Namespace<ScreenToServer, ServerToScreen, Record<string, never>, Data> = io.of('/screen')
  const attract = readAttract()

  namespace.use((socket, next) => {
    void admit(async () => {
      const auth = screenAuthSchema.parse(socket.handshake.auth)
      refuseOldProtocol(auth.protocol)
      socket.data.screen = await screens.authenticate(auth)
    }, next)
  })

  namespace.on('connection', (socket) => {
    void connect(socket).catch((error) => log.error({ err: error }, 'screen connection'))
  })

  async function connect(socket: ScreenSocket) {
    const { screen } = socket.data
    await socket.join([`zone ${screen.zoneId}`, `screen ${screen.id}`])
    socket.on('clock.ping', (_sent, reply) => {
      if (typeof reply === 'function') reply(clock.now())
    })
    socket.on('cue.request', (reply) => {
      if (typeof reply !== 'function') return
      void getCue(screen).then(
        (cue) => cue && reply(cue),
        (error) => log.warn({ err: error }, 'cue request'),
      )
    })
    socket.on('screen.beat', (beat) => {
      if (screenBeatSchema.safeParse(beat).success) screens.beat(screen.id)
    })
    socket.on('cue.played', (report, reply) => {
      const parsed = cuePlayedSchema.safeParse(report)
      if (!parsed.success) return answer(reply, 'bad_request')
      const { eventId, cueId, scene, lateMs } = parsed.data
      void record(
        {
          id: eventId,
          v: 1,
          at: clock.iso(),
          source: `screen/${screen.id}`,
          storeId: screen.storeId,
          zoneId: screen.zoneId,
          screenId: screen.id,
          type: 'screen.played',
          data: { cueId, scene, lateMs },
        },
        reply,
      )
    })
    socket.on('show.asked', (asked, reply) => {
      if (!askedSchema.safeParse(asked).success) return answer(reply, 'bad_request')
      void recordAsked(screen, reply)
    })
    await screens.seen(screen.id)
    await sendSnapshot(screen)
  }

  async function sendSnapshot(screen: Screen) {
    const [cue, zone, store, state] = await Promise.all([
      getCue(screen),
      catalogue.getZone(screen.zoneId),
      catalogue.getStore(screen.storeId),
      shows.getZone(screen.zoneId),
    ])
    if (!cue || !zone || !store) return
    const touchpointId = CODED.has(screen.kind) ? await catalogue.getZoneTouchpoint(screen.zoneId) : null
    namespace.to(`screen ${screen.id}`).emit('screen.snapshot', {
      screenId: screen.id,
      name: screen.name,
      kind: screen.kind,
      zoneId: screen.zoneId,
      zone: zone.name,
      store: store.name,
      language: screen.language ?? 'zh',
      muted: state?.state.muted ?? false,
      code: touchpointId ? await presences.getScreenCode(screen.id, touchpointId) : null,
      cue,
    })
  }

  async function record(event: Event, reply: Reply) {
    try {
      const { conflicting } = await ledger.record([event])
      answer(reply, conflicting.size > 0 ? 'event_conflict' : null)
    } catch (error) {
      answer(reply, getErrorCode(error) ?? 'database_away')
    }
  }

  async function recordAsked(screen: Screen, reply: Reply) {
    const zone = await shows.getZone(screen.zoneId)
    const leader = zone?.state.leader
    if (!leader) return answer(reply, 'not_your_turn')
    const { brandId, campaignId, visitorId, visitId } = leader
    await record(
      {
        id: clock.id(),
        v: 1,
        at: clock.iso(),
        source: `screen/${screen.id}`,
        brandId,
        campaignId,
        storeId: screen.storeId,
        zoneId: screen.zoneId,
        screenId: screen.id,
        visitorId,
        visitId,
        type: 'show.engaged',
        data: { kind: 'asked', surface: 'kiosk' },
      },
      reply,
    )
  }

  async function makeContext(
    zoneId: string,
    state: CueContext['state'],
    revision: number,
  ): Promise<CueContext | null> {
    const zone = await catalogue.getZone(zoneId)
    if (!zone) return null
    const campaignId = state.leader?.campaignId ?? zone.campaignId
    const [campaign, touchpoint] = await Promise.all([
      campaignId ? catalogue.getCampaign(campaignId) : null,
      catalogue.getZoneTouchpoint(zoneId),
    ])
    return {
      zoneId,
      revision,
      state,
      campaign,
      touchpointUrl: touchpoint ? `${config.publicUrl ?? ''}/t/${touchpoint}` : null,
      earns: campaign?.unproven === 'coupon',
      attract,
    }
  }

  async function getCue(screen: Screen): Promise<Cue | null> {
    const zone = await shows.getZone(screen.zoneId)
    const context = zone && (await makeContext(screen.zoneId, zone.state, zone.revision))
    const { dark } = await screens.need(screen.id)
    return context ? makeCue(context, { id: screen.id, dark }, clock.id(), clock.now()) : null
  }

  async function play({ zoneId, state, revision }: Pick<ZoneChange, 'zoneId' | 'state' | 'revision'>) {
    const context = await makeContext(zoneId, state, revision)
    if (!context) return
    const startAt = clock.now() + CUE_LEAD_MS
    const dark = (await catalogue.getScreens(zoneId)).filter((screen) => screen.dark)
    // One cue for all lit screens of the zone: packed once, whether there are two of them or a thousand.
    namespace
      .to(`zone ${zoneId}`)
      .except(dark.map(({ id }) => `screen ${id}`))
      .emit('cue.play', makeCue(context, { id: zoneId, dark: false }, clock.id(), startAt))
    for (const screen of dark) {
      namespace.to(`screen ${screen.id}`).emit('cue.play', makeCue(context, screen, clock.id(), startAt))
    }
  }

  const muted = new Map<string, boolean>()
  /** Whether sound is on is said in the snapshot, so every screen of the zone gets a new one. */
  async function tellMuted({ zoneId, state }: ZoneChange) {
    if ((muted.get(zoneId) ?? false) === state.muted) return
    muted.set(zoneId, state.muted)
    for (const { id } of await catalogue.getScreens(zoneId)) await sendSnapshot(await screens.need(id))
  }

  const offChange = shows.onChange((change) => {
    void tellMuted(change).catch((error) => log.error({ err: error }, 'mute'))
    void play(change).catch((error) => log.error({ err: error }, 'cue'))
  })
  const offLamp = shows.onLamp(({ zoneId, lamp }) => {
    namespace.to(`zone ${zoneId}`).volatile.emit('lamp.moved', lamp)
  })
  const offRevoked = screens.onRevoked((screenId) => {
    namespace.to(`screen ${screenId}`).emit('screen.revoked')
    // The message first, then the cut.
    setTimeout(() => namespace.in(`screen ${screenId}`).disconnectSockets(true), 200).unref()
  })
  const offIdentify = screens.onIdentify((screenId) =>
    namespace.to(`screen ${screenId}`).emit('screen.identify'),
  )
  return () => {
    offChange()
    offLamp()
    offRevoked()
    offIdentify()
  }
}

function readAttract() {
  const [zh, en] = (['zh', 'en'] as const).map(
    (language) => attractWords.parse(loadMessages(language).screen).attract,
  )
  return {
    line: wordsSchema.parse({ zh: zh?.house, en: en?.house }),
    sub: wordsSchema.parse({ zh: zh?.houseSub, en: en?.houseSub }),
  }
}

function answer(reply: Reply, code: string | null) {
  if (typeof reply === 'function') reply(code === null ? { ok: true } : { ok: false, code })
}
