import { decideZone, type ZoneCommand, type ZoneFact } from '@/domain/show/decide'
import { type Direction, getHaltInReach } from '@/domain/show/lamp'
import { getDueAt, type Turn, type ZoneState, zoneStateSchema } from '@/domain/show/zone'
import type { Event, EventData, EventType } from '@/protocol/event'
import type { Catalogue } from '../campaign/data'
import type { Tx } from '../db/sql'
import type { Deps } from '../deps'
import { AppError } from '../error'
import type { Emit } from '../ledger/ledger'
import type { OfferService } from '../offer/service'

export type ZoneChange = { zoneId: string; revision: number; state: ZoneState; facts: ZoneFact[]; at: number }
type Listener = (change: ZoneChange) => void

export type ZoneLamp = { zoneId: string; lamp: { x: number; y: number } }
/** A zone whose row is this transaction's until it ends. */
export type LockedZone = { zoneId: string; storeId: string; state: ZoneState; revision: number }
type Leading = {
  lamp: { x: number; y: number }
  /** When a hand last moved it. */
  movedAt: number
  visitId: string
  campaignId: string
  lit: string[]
  readAt: number
  savedAt: number
  lighting: boolean
}

/** How long another node's change of leader may go unseen by the lamp, which is only light. */
const LEADING_FRESH_MS = 1_000
/** A steering hand is written down this often, so that nobody who steers counts as gone. */
const STEER_SAVE_MS = 5_000

export type ShowService = ReturnType<typeof makeShowService>

/**
 * Zones: lock row -> pure transition -> update -> commit -> tell. Any node can do it, a crash loses nothing.
 */
export function makeShowService({ clock, db, ledger }: Deps, catalogue: Catalogue, offers: OfferService) {
  const listeners = new Set<Listener>()
  const lampListeners = new Set<(lamp: ZoneLamp) => void>()
  const leading = new Map<string, Leading>()

  /** Locks the zone's row. It is locked before any visit's or visitor's, so that two never wait for each other. */
  async function lock(tx: Tx, zoneId: string): Promise<LockedZone> {
    const [row] = await tx.query<{ state: unknown; revision: number; store_id: string }>(
      'SELECT state, revision, store_id FROM zone WHERE id = $1 FOR UPDATE',
      [zoneId],
    )
    if (!row) throw new AppError({ code: 'not_found' })
    return {
      zoneId,
      storeId: row.store_id,
      state: zoneStateSchema.parse(row.state),
      revision: row.revision,
    }
  }

  /** Shows of everyone at the zone, loaded before the pure decision needs them. */
  async function loadShows(state: ZoneState, command: ZoneCommand) {
    const turns: Pick<Turn, 'campaignId'>[] = [...state.queue, ...(state.leader ? [state.leader] : [])]
    if (command.type === 'join') turns.push(command.turn)
    const campaigns = await Promise.all(
      [...new Set(turns.map((t) => t.campaignId))].map((id) => catalogue.getCampaign(id)),
    )
    return (turn: Pick<Turn, 'campaignId'>) => {
      const campaign = campaigns.find((c) => c?.id === turn.campaignId)
      if (!campaign) throw new Error(`campaign ${turn.campaignId} is gone`)
      return campaign.show
    }
  }

  async function applyTo(
    tx: Tx,
    emit: Emit,
    { zoneId, storeId, state, revision }: LockedZone,
    command: ZoneCommand,
  ): Promise<ZoneChange | null> {
    const now = clock.now()
    const decided = decideZone(state, command, await loadShows(state, command), now)
    if (decided.state === state) return null
    const dueAt = getDueAt(decided.state)
    const change = { zoneId, revision: revision + 1, state: decided.state, facts: decided.facts, at: now }
    tx.write('UPDATE zone SET state = $2, revision = $3, due_at = $4 WHERE id = $1', [
      zoneId,
      JSON.stringify(change.state),
      change.revision,
      dueAt === null ? null : new Date(dueAt),
    ])
    for (const fact of change.facts) {
      await emit(makeEvents(fact, { zoneId, storeId, revision: change.revision, now }))
      await keepVisit(tx, emit, fact, change.state, now)
    }
    return change
  }

  const applyIn = async (tx: Tx, emit: Emit, zoneId: string, command: ZoneCommand) =>
    applyTo(tx, emit, await lock(tx, zoneId), command)

  /** A fact is also a step of its visit. */
  async function keepVisit(tx: Tx, emit: Emit, fact: ZoneFact, state: ZoneState, now: number) {
    if (fact.type === 'scene_entered' || !fact.turn) return
    const { visitId } = fact.turn
    const set = (stage: string) =>
      tx.write(
        "UPDATE visit SET stage = $2, last_seen_at = $3 WHERE id = $1 AND stage NOT IN ('finished', 'closed')",
        [visitId, stage, new Date(now)],
      )
    switch (fact.type) {
      case 'queued':
        set('waiting')
        break
      case 'called':
        set('called')
        break
      case 'turn_started':
        // The wall begins with nothing lit, so the phone does too.
        tx.write(
          "UPDATE visit SET stage = 'leading', lit = '{}', last_seen_at = $2 WHERE id = $1 AND stage NOT IN ('finished', 'closed')",
          [visitId, new Date(now)],
        )
        break
      case 'turn_ended':
        set('phone')
        break
      case 'halt_lit':
        tx.write(
          'UPDATE visit SET lit = array_append(lit, $2), last_seen_at = $3 WHERE id = $1 AND NOT $2 = ANY(lit)',
          [visitId, fact.halt, new Date(now)],
        )
        break
      case 'finished':
        await offers.finish(tx, emit, visitId, { stopped: state.offerStopped, surface: 'wall' })
        break
    }
  }

  function makeEvents(
    fact: ZoneFact,
    at: { zoneId: string; storeId: string; revision: number; now: number },
  ): Event[] {
    const { turn } = fact
    const shared = {
      v: 1,
      at: clock.iso(at.now),
      source: 'server',
      storeId: at.storeId,
      zoneId: at.zoneId,
      ...(turn && {
        brandId: turn.brandId,
        campaignId: turn.campaignId,
        visitorId: turn.visitorId,
        visitId: turn.visitId,
      }),
      ...(turn?.simulated && { simulated: true as const }),
    }
    const event = <T extends EventType>(type: T, data: EventData<T>) =>
      ({ ...shared, id: clock.id(at.now), type, data }) as Extract<Event, { type: T }>
    switch (fact.type) {
      case 'queued':
        return [event('show.queued', { place: fact.place, waitMs: fact.waitMs })]
      case 'called':
        return []
      case 'turn_started':
        return [event('show.turn_started', { showId: fact.turn.campaignId })]
      case 'turn_ended':
        return [event('show.turn_ended', { reason: fact.reason, durationMs: fact.durationMs })]
      case 'halt_lit':
        return [event('show.engaged', { kind: 'halt_lit', halt: fact.halt, surface: 'wall' })]
      case 'finished':
        // offers.finish writes it together with the coupon, for wall and phone alike.
        return []
      case 'scene_entered':
        return [
          event('show.scene_entered', {
            showId: fact.turn?.campaignId ?? 'attract',
            scene: fact.scene,
            revision: at.revision,
          }),
        ]
    }
  }

  async function getLeading(zoneId: string): Promise<Leading | null> {
    const now = clock.now()
    const known = leading.get(zoneId)
    if (known && now - known.readAt < LEADING_FRESH_MS) return known
    const zone = await readZone(zoneId)
    const leader = zone?.state.leader
    if (!leader) return null
    const { visitId, campaignId } = leader
    const same = known?.visitId === visitId ? known : null
    const read = {
      visitId,
      campaignId,
      lamp: same?.lamp ?? leader.lamp,
      movedAt: same?.movedAt ?? leader.seenAt,
      savedAt: same?.savedAt ?? now,
      lit: zone.state.snapshot.lit,
      readAt: now,
      lighting: false,
    }
    leading.set(zoneId, read)
    return read
  }

  async function readZone(zoneId: string) {
    const [row] = await db.service.query<{ state: unknown; revision: number }>(
      'SELECT state, revision FROM zone WHERE id = $1',
      [zoneId],
    )
    return row ? { state: zoneStateSchema.parse(row.state), revision: row.revision } : null
  }

  const tell = (change: ZoneChange | null) => {
    if (change) leading.delete(change.zoneId)
    if (change) for (const listener of listeners) listener(change)
    return change
  }

  return {
    /** Applies a command inside a caller's transaction; the caller tells what changed after its commit. */
    applyIn,
    /** The same in two steps, for who reads something else in between. */
    lock,
    applyTo,
    tell,

    /** Raises the revision though the state is the same: something its cues are made of has changed. */
    async touchIn(tx: Tx, zoneId: string): Promise<ZoneChange> {
      const { state, revision } = await lock(tx, zoneId)
      await tx.query('UPDATE zone SET revision = $2 WHERE id = $1', [zoneId, revision + 1])
      return { zoneId, revision: revision + 1, state, facts: [], at: clock.now() }
    },

    /** Applies a command to a zone; null when it changed nothing. */
    async apply(zoneId: string, command: ZoneCommand): Promise<ZoneChange | null> {
      return tell(await ledger.transaction((tx, emit) => applyIn(tx, emit, zoneId, command)))
    },

    getZone: readZone,

    /**
     * The lamp follows a hand: told to the zone's screens at once and not written down, but where it reaches a halt,
     * and now and then so that the leader counts as there. Ignored from anyone who does not lead.
     */
    async moveLamp(zoneId: string, visitId: string, lamp: { x: number; y: number }): Promise<void> {
      const now = await getLeading(zoneId)
      if (now?.visitId !== visitId) return
      now.lamp = lamp
      now.movedAt = clock.now()
      for (const listener of lampListeners) listener({ zoneId, lamp })
      const campaign = await catalogue.getCampaign(now.campaignId)
      const halt = campaign && getHaltInReach(campaign.show, now.lit, lamp)
      if (halt && !now.lighting) {
        now.lighting = true
        await this.apply(zoneId, { type: 'light', visitId, halt })
      } else if (clock.now() - now.savedAt > STEER_SAVE_MS) {
        now.savedAt = clock.now()
        await this.apply(zoneId, { type: 'steer', visitId, lamp })
      }
    },

    /** One press of a step button, from where the lamp is by then; null when it changed nothing. */
    async step(zoneId: string, visitId: string, direction: Direction): Promise<ZoneChange | null> {
      const change = await ledger.transaction(async (tx, emit) => {
        const zone = await lock(tx, zoneId)
        const { leader } = zone.state
        const hand = leading.get(zoneId)
        const led = leader?.visitId === visitId && hand?.visitId === visitId && hand.movedAt > leader.seenAt
        return applyTo(tx, emit, zone, { type: 'step', visitId, direction, from: led ? hand.lamp : null })
      })
      return tell(change)
    },

    onLamp(listener: (lamp: ZoneLamp) => void) {
      lampListeners.add(listener)
      return () => lampListeners.delete(listener)
    },

    /** Moves every zone whose time has come. */
    async tick(): Promise<void> {
      const due = await db.service.query<{ id: string }>('SELECT id FROM zone WHERE due_at <= $1', [
        new Date(clock.now()),
      ])
      for (const { id } of due) await this.apply(id, { type: 'tick' })
    },

    onChange(listener: Listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
