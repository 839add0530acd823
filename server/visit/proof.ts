import { randomInt } from 'node:crypto'
import { decideProof, type ProofResult, startProof } from '@/domain/tap/proof'
import { getProofRule, type ProofPick, type VisitProof } from '@/domain/tap/second'
import type { Event } from '@/protocol/event'
import { audit } from '../audit'
import type { Catalogue } from '../campaign/data'
import type { Tx } from '../db/sql'
import type { Deps } from '../deps'
import { AppError } from '../error'
import type { Emit } from '../ledger/ledger'
import type { OfferService } from '../offer/service'
import type { LockedZone, ShowService, ZoneChange } from '../show/service'
import { isProofCapped, type Visit, visitRow } from './data'
import { makeVisitShared } from './event'

/** The second proof of presence: the wall glows with a light, the phone asks which. Decided under the zone's lock. */
export function makeProofs(
  { clock, db, ledger }: Deps,
  catalogue: Catalogue,
  shows: ShowService,
  offers: OfferService,
  tell: (visitId: string) => void,
) {
  /** Reads the visit's row under its zone's lock, lets `work` change it, and tells whoever looks. */
  async function change(
    { id, zoneId }: Pick<Visit, 'id' | 'zoneId'>,
    work: (tx: Tx, emit: Emit, zone: LockedZone, visit: Visit) => Promise<ZoneChange | null>,
  ) {
    let changed: ZoneChange | null = null
    await ledger.transaction(async (tx, emit) => {
      const zone = await shows.lock(tx, zoneId)
      const [row] = await tx.query('SELECT * FROM visit WHERE id = $1 FOR UPDATE', [id])
      if (!row) throw new AppError({ code: 'visit_unknown' })
      changed = await work(tx, emit, zone, visitRow.parse(row))
    })
    shows.tell(changed)
    tell(id)
  }

  async function keep(tx: Tx, visit: Visit, proof: VisitProof) {
    await tx.query('UPDATE visit SET proof = $2, proven = $3, last_seen_at = $4 WHERE id = $1', [
      visit.id,
      JSON.stringify(proof),
      proof.status === 'proven',
      new Date(clock.now()),
    ])
  }

  const glow = (tx: Tx, emit: Emit, zone: LockedZone, visit: Visit, proof: VisitProof) =>
    shows.applyTo(tx, emit, zone, {
      type: 'glow',
      visitId: visit.id,
      glow:
        proof.status === 'open'
          ? {
              visitId: visit.id,
              gel: proof.state.question.answer,
              language: visit.language,
              until: proof.state.question.expiresAt,
            }
          : null,
    })

  async function prove(
    tx: Tx,
    emit: Emit,
    zone: LockedZone,
    visit: Visit,
    data: Omit<Extract<Event, { type: 'tap.proven' }>['data'], 'tapId'>,
  ) {
    const at = clock.now()
    await keep(tx, visit, { status: 'proven', by: data.by, at })
    await emit([
      {
        ...makeVisitShared(clock, visit, { at, simulated: visit.simulated }),
        id: clock.id(at),
        touchpointId: visit.touchpointId,
        source: data.by === 'wall' ? 'phone' : 'server',
        type: 'tap.proven',
        data: { tapId: visit.tapId, ...data },
      },
    ])
    await offers.finishProven(tx, emit, visit.id, { stopped: zone.state.offerStopped, at })
  }

  return {
    /**
     * One pick, or the wish for a question. `asked` is the question it answers: a pick that was sent twice counts once.
     * @throws AppError `offer_not_earned` when no try is left, `proof_busy` while the wall is somebody else's
     */
    async pick(of: Visit, { pick, asked }: { pick: ProofPick; asked?: number }): Promise<void> {
      await change(of, async (tx, emit, zone, visit) => {
        const now = clock.now()
        const campaign = await catalogue.getCampaign(visit.campaignId)
        const rule = campaign && getProofRule(campaign, visit)
        if (visit.proof?.status === 'failed') throw new AppError({ code: 'offer_not_earned' })
        if (!rule) return null
        if (zone.state.paused) throw new AppError({ code: 'zone_paused' })
        const { glow: other } = zone.state
        if (other && other.visitId !== visit.id && other.until > now)
          throw new AppError({ code: 'proof_busy' })
        const open = visit.proof?.status === 'open' ? visit.proof.state : null
        if (!open) {
          if (await isProofCapped(tx, visit.touchpointId, now))
            throw new AppError({ code: 'offer_not_earned' })
          const state = startProof(rule, visit.light.gel, now, randomInt)
          const begun: VisitProof = {
            status: 'open',
            state: { ...state, rule: { tries: [...rule.tries] } },
            was: null,
          }
          await keep(tx, visit, begun)
          return glow(tx, emit, zone, visit, begun)
        }
        const stale = asked !== undefined && asked !== open.asked
        if (stale || (pick === 'start' && now < open.question.expiresAt)) return null
        const picked = pick === 'start' || pick === 'another' ? null : pick
        const result = decideProof(open, picked, now, randomInt)
        if (result.status === 'proven') {
          await prove(tx, emit, zone, visit, { by: 'wall', asked: open.asked })
          return shows.applyTo(tx, emit, zone, { type: 'glow', visitId: visit.id, glow: null })
        }
        const kept = makeKept(result)
        await keep(tx, visit, kept)
        return glow(tx, emit, zone, visit, kept)
      })
    },

    /** Somebody of the store has seen the visitor. Answers whether that was needed. */
    async confirm(visitId: string, storeId: string, userId: string): Promise<boolean> {
      const [row] = await db.service.query('SELECT * FROM visit WHERE id = $1 AND store_id = $2', [
        visitId,
        storeId,
      ])
      if (!row) throw new AppError({ code: 'visit_unknown' })
      let needed = false
      await change(visitRow.parse(row), async (tx, emit, zone, visit) => {
        if (visit.stage === 'closed') throw new AppError({ code: 'visit_closed' })
        needed = !visit.proven
        if (!needed) return null
        const asked = visit.proof?.status === 'open' ? visit.proof.state.asked : 0
        await prove(tx, emit, zone, visit, { by: 'staff', asked, userId })
        await audit(tx, clock, { userId, action: 'visit.confirm', target: visit.id })
        return shows.applyTo(tx, emit, zone, { type: 'glow', visitId: visit.id, glow: null })
      })
      return needed
    },
  }
}

function makeKept(result: Exclude<ProofResult, { status: 'proven' }>): VisitProof {
  if (result.status === 'failed') return { status: 'failed', reason: result.reason }
  const { state, was } = result
  return { status: 'open', state: { ...state, rule: { tries: [...state.rule.tries] } }, was }
}
