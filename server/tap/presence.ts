import { createHmac } from 'node:crypto'
import { makeBase64Url } from '@/domain/pass/jws'
import { CODE_PARAMETER, type Hmac, verifyTapCode } from '@/domain/tap/code'
import type { TapRefusal } from '@/domain/tap/event'
import { parseSunUrl } from '@/domain/tap/sun/url'
import type { Tx } from '../db/sql'
import type { Deps } from '../deps'
import type { TagService } from '../tag/service'

/** What a tap brought to show that somebody is there. */
export type Presence =
  | { proof: 'static' }
  | { proof: 'sun'; tagId: string; counter: number }
  | { proof: 'code'; slot: number }
export type PresenceRefusal = { reason: TapRefusal; details?: { seconds: number } }

export type PresenceService = ReturnType<typeof makePresenceService>

/** A chip's file holds 256 bytes; a pass may come along. */
const LONGEST_QUERY = 1_000

/** A tap's event is dated by when its page was opened, a quarter of an hour ago at most. */
const ATTEMPT_REACH_MS = 20 * 60_000

/** Displays of one zone; a virtual store has one for each page that played it. */
const MOST_KEYS = 500

/**
 * The query of a touchpoint's address, raw, when there is something in it that proves presence; else nothing. Looking is
 * all that happens: opening a page spends nothing.
 */
export function pickProofQuery(search: string): string {
  if (search.length > LONGEST_QUERY) return ''
  return readCode(search) !== null || claimsSun(search) ? search : ''
}

/**
 * The key of the codes that one display shows of a touchpoint. It dies with the display's own key.
 * @param secret the installation's token key, base64
 */
export function makeCodeKey(secret: string, touchpointId: string, screenKeyId: string): Buffer {
  return createHmac('sha256', Buffer.from(secret, 'base64'))
    .update(`code key|${touchpointId}|${screenKeyId}`)
    .digest()
}

/** Verifies what an address brought, without spending it. */
export function makePresenceService({ clock, config, db, secrets }: Deps, tags: TagService) {
  /** Looks at the code under the key of every display that may show it, in a time that says nothing of which it was. */
  async function verifyCode(touchpointId: string, code: string) {
    const rows = await db.service.query<{ id: string }>(
      `SELECT k.id FROM screen_key k JOIN screen s ON s.id = k.screen_id JOIN touchpoint t ON t.zone_id = s.zone_id
       WHERE t.id = $1 AND k.revoked_at IS NULL AND s.revoked_at IS NULL ORDER BY k.id DESC LIMIT ${MOST_KEYS}`,
      [touchpointId],
    )
    const results = rows.map(({ id }) => {
      const key = makeCodeKey(secrets.token, touchpointId, id)
      const hmac: Hmac = (data) => createHmac('sha256', key).update(data).digest()
      return verifyTapCode(code, touchpointId, hmac, clock.now())
    })
    return (
      results.find((result) => result.ok || result.reason !== 'code_wrong') ??
      ({ ok: false, reason: 'code_wrong' } as const)
    )
  }

  async function verify(
    touchpointId: string,
    query: string,
  ): Promise<{ ok: true; presence: Presence } | ({ ok: false } & PresenceRefusal)> {
    const code = readCode(query)
    if (code !== null) {
      const result = await verifyCode(touchpointId, code)
      if (result.ok) return { ok: true, presence: { proof: 'code', slot: result.slot } }
      if (result.reason !== 'code_old') return { ok: false, reason: result.reason }
      return { ok: false, reason: 'code_old', details: { seconds: result.ageS } }
    }
    if (!query) return { ok: true, presence: { proof: 'static' } }
    const read = await tags.verify(touchpointId, `${config.publicUrl ?? ''}/t/${touchpointId}${query}`)
    if (!read.ok) return { ok: false, reason: read.reason }
    return { ok: true, presence: { proof: 'sun', tagId: read.tagId, counter: read.counter } }
  }

  return {
    verify,

    /** What a display needs to make the codes of its zone's touchpoint by itself, also while it is cut off; base64url. */
    async getScreenCode(screenId: string, touchpointId: string) {
      const [row] = await db.service.query<{ id: string }>(
        'SELECT id FROM screen_key WHERE screen_id = $1 AND revoked_at IS NULL ORDER BY id DESC LIMIT 1',
        [screenId],
      )
      return row
        ? { touchpointId, key: makeBase64Url(makeCodeKey(secrets.token, touchpointId, row.id)) }
        : null
    },

    /**
     * Takes what a tap brought, in its transaction and under its zone's lock: a chip's counter rises, a code is a
     * visitor's once. Null when it was taken.
     */
    async spend(
      tx: Tx,
      presence: Presence,
      { touchpointId, visitorBrandId, at }: { touchpointId: string; visitorBrandId: string; at: number },
    ): Promise<TapRefusal | null> {
      if (presence.proof === 'sun')
        return (await tags.raise(tx, presence.tagId, presence.counter)) ? null : 'sun_replayed'
      if (presence.proof === 'static') return null
      const used = await tx.query(
        `SELECT FROM event WHERE type = 'tap.accepted' AND touchpoint_id = $1 AND visitor_id = $2
           AND (data->>'slot')::bigint = $3 AND id >= uuidv7_floor($4) LIMIT 1`,
        [touchpointId, visitorBrandId, presence.slot, new Date(at - ATTEMPT_REACH_MS)],
      )
      return used.length > 0 ? 'code_used' : null
    },
  }
}

function readCode(query: string): string | null {
  // A chip's MAC may be called the same, and has no dot.
  const code = new URLSearchParams(query).get(CODE_PARAMETER)
  return code?.includes('.') ? code : null
}

/** Whether an address wants to be a chip's: one that is damaged is refused, one with nothing of it is a plain tag's. */
function claimsSun(query: string): boolean {
  if (/[?&](?:picc_data|cmac)=/i.test(query)) return true
  const parsed = parseSunUrl(query)
  return parsed.ok || ['bad_hex', 'bad_length', 'given_twice'].includes(parsed.reason)
}
