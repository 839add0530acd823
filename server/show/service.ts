import { decideZone, type ZoneCommand, type ZoneFact } from '@/domain/show/decide'
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

export type ShowService = ReturnType<typeof makeShowService>

/**
 * Zones: lock row -> pure transition -> update -> commit -> tell. Any node can do it, a crash loses nothing.
 */
export function makeShowService({ clock, db, ledger }: Deps, catalogue: Catalogue, offers: OfferService) {
  const listeners = new Set<Listener>()

  async function lock(tx: Tx, zoneId: string) {
    const [row] = await tx.query<{ state: unknown; revision: number; store_id: string }>(
      'SELECT state, revision, store_id FROM zone WHERE id = $1 FOR UPDATE',
      [zoneId],
    )
    if (!row) throw new AppError({ code: 'not_found' })
    return { state: zoneStateSchema.parse(row.state), revision: row.revision, storeId: row.store_id }
  }

  /** Shows of everyone at the zone, loaded before the pure decision needs them. */
  async function loadShows(state: ZoneState, command: ZoneCommand) {
    const turns: Turn[] = [...state.queue, ...(state.leader ? [state.leader] : [])]
    if (command.type === 'join') turns.push(command.turn)
    const campaigns = await Promise.all(
      [...new Set(turns.map((t) => t.campaignId))].map((id) => catalogue.getCampaign(id)),
    )
    return (turn: Turn) => {
      const campaign = campaigns.find((c) => c?.id === turn.campaignId)
      if (!campaign) throw new Error(`campaign ${turn.campaignId} is gone`)
      return campaign.show
    }
  }

  async function applyIn(
    tx: Tx,
    emit: Emit,
    zoneId: string,
    command: ZoneCommand,
  ): Promise<ZoneChange | null> {
    const { state, revision, storeId } = await lock(tx, zoneId)
    const now = clock.now()
    const decided = decideZone(state, command, await loadShows(state, command), now)
    if (decided.state === state) return null
    const dueAt = getDueAt(decided.state)
    await tx.query('UPDATE zone SET state = $2, revision = $3, due_at = $4 WHERE id = $1', [
      zoneId,
      JSON.stringify(decided.state),
      revision + 1,
      dueAt === null ? null : new Date(dueAt),
    ])
    const events = decided.facts.flatMap((fact) =>
      makeEvents(fact, { zoneId, storeId, revision: revision + 1, now }),
    )
    for (const fact of decided.facts) await keepVisit(tx, emit, fact, decided.state, now)
    await emit(events)
    return { zoneId, revision: revision + 1, state: decided.state, facts: decided.facts, at: now }
  }

  /** A fact is also a step of its visit. */
  async function keepVisit(tx: Tx, emit: Emit, fact: ZoneFact, state: ZoneState, now: number) {
    if (fact.type === 'scene_entered' || !fact.turn) return
    const { visitId } = fact.turn
    const set = (stage: string) =>
      tx.query(
        "UPDATE visit SET stage = $2, last_seen_at = $3 WHERE id = $1 AND stage NOT IN ('finished', 'closed')",
        [visitId, stage, new Date(now)],
      )
    switch (fact.type) {
      case 'queued':
        await set('waiting')
        break
      case 'called':
        await set('called')
        break
      case 'turn_started':
        await set('leading')
        break
      case 'turn_ended':
        await set('phone')
        break
      case 'halt_lit':
        await tx.query(
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

  const tell = (change: ZoneChange | null) => {
    if (change) for (const listener of listeners) listener(change)
    return change
  }

  return {
    /** Applies a command inside a caller's transaction; the caller tells what changed after its commit. */
    applyIn,
    tell,

    /** Applies a command to a zone; null when it changed nothing. */
    async apply(zoneId: string, command: ZoneCommand): Promise<ZoneChange | null> {
      return tell(await ledger.transaction((tx, emit) => applyIn(tx, emit, zoneId, command)))
    },

    async getZone(zoneId: string) {
      const [row] = await db.service.query<{ state: unknown; revision: number }>(
        'SELECT state, revision FROM zone WHERE id = $1',
        [zoneId],
      )
      return row ? { state: zoneStateSchema.parse(row.state), revision: row.revision } : null
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
