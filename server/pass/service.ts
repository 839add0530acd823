import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { type ConsentMode, type ConsentScope, FIRST_SCOPES } from '@/domain/consent/consent'
import type { Language } from '@/domain/language'
import { makePassJws, type ParsedPass, parsePassJws } from '@/domain/pass/jws'
import { type Carrier, PASS_LIFETIME_MS, type Pass } from '@/domain/pass/pass'
import type { Event } from '@/protocol/event'
import type { Tx } from '../db/sql'
import type { Deps } from '../deps'
import type { Emit } from '../ledger/ledger'
import { loadMessages } from '../words'

export type ClickRow = {
  id: string
  linkId: string
  channel: string
  campaignId: string
  brandId: string
  at: Date
  gpc: boolean
}

export type PassService = ReturnType<typeof makePassService>

/** Passes: the campaign context in portable, signed form. */
export function makePassService({ clock, db, ledger, secrets, config }: Deps) {
  const keys = new Map<string, { kid: string; private: KeyObject; public: KeyObject }>(
    secrets.passKeys.map(({ kid, privateJwk }) => {
      const key = createPrivateKey({ key: privateJwk, format: 'jwk' })
      return [kid, { kid, private: key, public: createPublicKey(key) }]
    }),
  )
  const newest = [...keys.values()].at(-1)
  if (!newest) throw new Error('no pass key')
  const signer = { kid: newest.kid, sign: (data: Uint8Array) => sign(null, data, newest.private) }
  const noticeHashes = {
    zh: hashNotice('zh'),
    en: hashNotice('en'),
  }

  const adsTexts = { zh: readShown('zh').ads, en: readShown('en').ads }

  const make = (pass: Pass) => makePassJws(pass, signer)
  const parse = (jws: string): ParsedPass =>
    parsePassJws(
      jws,
      (kid, data, signature) => {
        const key = keys.get(kid)
        return key ? verify(null, data, key.public, signature) : false
      },
      clock.now(),
    )

  return {
    make,
    parse,
    getNoticeHash: (language: Language) => noticeHashes[language],
    /** The same of the question about ad platforms, which names who would be told. */
    getAdsNoticeHash: (language: Language, recipients: readonly string[]) =>
      hashText([adsTexts[language], recipients]),
    /** Address of a pass, for a saved link and a QR. */
    getUrl: (jws: string, origin = config.publicUrl ?? '') => `${origin}/p/${jws}`,

    /** The live pass this visitor keeps for one of these campaigns, newest first. */
    async findKept(visitorId: string, campaignIds: readonly string[]): Promise<Pass | null> {
      const [row] = await db.service.query<PassRow>(
        `SELECT p.id, p.brand_id, p.visitor_brand_id, p.campaign_id, p.link_id, p.click_id, p.issued_at, p.expires_at, vb.scopes
         FROM pass p JOIN visitor_brand vb ON vb.id = p.visitor_brand_id
         WHERE vb.visitor_id = $1 AND p.campaign_id = ANY($2) AND p.revoked_at IS NULL AND p.expires_at > $3
         ORDER BY p.issued_at DESC LIMIT 1`,
        [visitorId, campaignIds, new Date(clock.now())],
      )
      return row ? toPass(row, 'en') : null
    },

    /** Whether a pass may still be used: it was not taken back. */
    async isLive(passId: string): Promise<boolean> {
      const [row] = await db.lookup.query('SELECT FROM pass WHERE id = $1 AND revoked_at IS NULL', [passId])
      return row !== undefined
    },

    /**
     * Keeps a campaign's context for a visitor: makes what is missing of visitor and brand id, binds the click, writes
     * the pass and `pass.kept`. Keeping is the consent to story and measurement; a yes or no to ad platforms that was given
     * before stays, but GPC is a no.
     */
    async keep(
      tx: Tx,
      emit: Emit,
      given: {
        visitorId: string | null
        visitorBrandId?: string
        brandId: string
        campaignId: string
        click: ClickRow | null
        linkId?: string
        channel?: string
        carrier: Carrier
        language: Language
        mode: ConsentMode
        gpc: boolean
        visitId?: string
        storeId?: string
        simulated?: boolean
        at?: number
      },
    ) {
      const now = given.at ?? clock.now()
      const visitorId = given.visitorId ?? clock.id(now)
      await tx.query('INSERT INTO visitor (id, created_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        visitorId,
        new Date(now),
      ])
      const [bound] = await tx.query<{ id: string; scopes: ConsentScope[] }>(
        `INSERT INTO visitor_brand (id, visitor_id, brand_id, scopes, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (visitor_id, brand_id) DO UPDATE SET scopes = excluded.scopes
           || CASE WHEN 'ads' = ANY(visitor_brand.scopes) AND NOT $6 THEN '{ads}'::text[] ELSE '{}' END
         RETURNING id, scopes`,
        [
          given.visitorBrandId ?? clock.id(now),
          visitorId,
          given.brandId,
          FIRST_SCOPES,
          new Date(now),
          given.gpc,
        ],
      )
      if (!bound) throw new Error('visitor_brand was not written')
      const pass: Pass = {
        passId: clock.id(now),
        visitorId: bound.id,
        brandId: given.brandId,
        campaignId: given.campaignId,
        linkId: given.click?.linkId ?? given.linkId,
        clickId: given.click?.id,
        scopes: bound.scopes,
        language: given.language,
        issuedAt: now,
        expiresAt: now + PASS_LIFETIME_MS,
      }
      await tx.query(
        `INSERT INTO pass (id, brand_id, visitor_brand_id, campaign_id, link_id, click_id, issued_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          pass.passId,
          pass.brandId,
          pass.visitorId,
          pass.campaignId,
          pass.linkId ?? null,
          pass.clickId ?? null,
          new Date(pass.issuedAt),
          new Date(pass.expiresAt),
        ],
      )
      if (given.click)
        await tx.query('UPDATE click SET visitor_brand_id = $2 WHERE id = $1', [given.click.id, bound.id])
      const shared = {
        v: 1,
        at: clock.iso(now),
        source: 'phone',
        brandId: given.brandId,
        campaignId: given.campaignId,
        visitorId: bound.id,
        visitId: given.visitId,
        storeId: given.storeId,
        ...(given.simulated && { simulated: true as const }),
      }
      const notice = { scopes: [...FIRST_SCOPES], mode: given.mode, noticeHash: noticeHashes[given.language] }
      const events: Event[] = [
        { ...shared, id: clock.id(now), type: 'consent.given', data: notice },
        ...(given.gpc
          ? [
              {
                ...shared,
                id: clock.id(now),
                type: 'consent.refused' as const,
                data: { ...notice, scopes: ['ads' as const] },
              },
            ]
          : []),
        {
          ...shared,
          id: clock.id(now),
          type: 'pass.kept',
          data: {
            passId: pass.passId,
            linkId: pass.linkId,
            clickId: pass.clickId,
            channel: given.click?.channel ?? given.channel,
            carrier: given.carrier,
            language: given.language,
            mode: given.mode,
            noticeHash: notice.noticeHash,
          },
        },
      ]
      await emit(events)
      return { pass, visitorId, jws: make(pass) }
    },

    /** Takes back what a visitor had agreed to towards one brand. */
    async withdraw(tx: Tx, emit: Emit, visitorBrandId: string, brandId: string, at: number): Promise<void> {
      await tx.query('UPDATE pass SET revoked_at = $2 WHERE visitor_brand_id = $1 AND revoked_at IS NULL', [
        visitorBrandId,
        new Date(at),
      ])
      const [row] = await tx.query<{ scopes: ConsentScope[] }>(
        `UPDATE visitor_brand SET scopes = '{}' FROM (SELECT scopes FROM visitor_brand WHERE id = $1 FOR UPDATE) AS old
         WHERE id = $1 AND cardinality(visitor_brand.scopes) > 0 RETURNING old.scopes`,
        [visitorBrandId],
      )
      if (!row) return
      const withdrawn: Event = {
        id: clock.id(at),
        v: 1,
        at: clock.iso(at),
        source: 'phone',
        brandId,
        visitorId: visitorBrandId,
        type: 'consent.withdrawn',
        data: { scopes: row.scopes },
      }
      await emit([withdrawn])
    },

    /**
     * Takes back everything a visitor agreed to, towards one brand or all: passes revoked, scopes emptied,
     * `consent.withdrawn` per brand.
     */
    async forget(visitorId: string, brandId: string | null = null): Promise<void> {
      const now = clock.now()
      await ledger.transaction(async (tx, emit) => {
        const brands = await tx.query<{ id: string; brand_id: string }>(
          `SELECT id, brand_id FROM visitor_brand WHERE visitor_id = $1 AND ($2::text IS NULL OR brand_id = $2)
           ORDER BY id FOR UPDATE`,
          [visitorId, brandId],
        )
        for (const { id, brand_id } of brands) await this.withdraw(tx, emit, id, brand_id, now)
      })
    },
  }
}

type PassRow = {
  id: string
  brand_id: string
  visitor_brand_id: string
  campaign_id: string
  link_id: string | null
  click_id: string | null
  issued_at: Date
  expires_at: Date
  scopes: ConsentScope[]
}

function toPass(row: PassRow, language: Language): Pass {
  return {
    passId: row.id,
    visitorId: row.visitor_brand_id,
    brandId: row.brand_id,
    campaignId: row.campaign_id,
    linkId: row.link_id ?? undefined,
    clickId: row.click_id ?? undefined,
    scopes: row.scopes,
    language,
    issuedAt: row.issued_at.getTime(),
    expiresAt: row.expires_at.getTime(),
  }
}

const shownSchema = z.object({
  ask: z.record(z.string(), z.string()),
  landing: z.object({ consent: z.string(), notice: z.string() }),
  ads: z.looseObject({ question: z.string() }),
})

/** What was shown when consent was asked, as one hash: changed words are another consent. */
function hashNotice(language: Language): string {
  const { ask, landing } = readShown(language)
  return hashText([language, ask, landing.consent, landing.notice])
}

const readShown = (language: Language) => shownSchema.parse(loadMessages(language).shopper)
const hashText = (text: unknown) => createHash('sha256').update(JSON.stringify(text)).digest('hex')
