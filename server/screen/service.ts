import { webcrypto } from 'node:crypto'
import { z } from 'zod'
import type { Language, Words } from '@/domain/language'
import { wordsSchema } from '@/domain/language'
import { makeCode } from '@/domain/offer/code'
import { parseBase64Url } from '@/domain/pass/jws'
import { type ScreenKind, screenKindSchema } from '@/domain/screen/screen'
import type { ScreenAuth } from '@/protocol/socket'
import { audit } from '../audit'
import type { Catalogue } from '../campaign/data'
import type { Deps } from '../deps'
import { AppError } from '../error'

/** 32 bytes, base64url (RFC 7518 §6.2.1). */
const coordinate = z.string().regex(/^[\w-]{43}$/)

export const publicKeySchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
})
export type PublicKey = z.infer<typeof publicKeySchema>

export type Screen = {
  id: string
  storeId: string
  zoneId: string
  kind: ScreenKind
  name: Words
  language: Language | null
  dark: boolean
}
export type ScreenService = ReturnType<typeof makeScreenService>

const PAIRING_MS = 10 * 60_000
/** A handshake's time may be this far from ours. */
const SKEW_MS = 5 * 60_000
const BEAT_GATHER_MS = 1_000

/** Displays: how they are let in, known again, and shut out. */
export function makeScreenService(
  { clock, db, ledger, log }: Deps,
  catalogue: Catalogue,
  options: { virtual: () => boolean },
) {
  const revoked = new Set<(screenId: string) => void>()
  const identified = new Set<(screenId: string) => void>()
  const nonces = new Map<string, number>()
  const beating = new Set<string>()

  async function writeSeen(screenIds: readonly string[]): Promise<void> {
    await db.service.query('UPDATE screen SET last_seen_at = $2 WHERE id = ANY($1)', [
      screenIds,
      new Date(clock.now()),
    ])
  }

  async function makePairingCode(): Promise<string> {
    for (;;) {
      const code = makeCode(clock.random(48))
      if (!code) continue
      const [taken] = await db.service.query('SELECT FROM screen_pairing WHERE code = $1', [code])
      if (!taken) return code
    }
  }

  async function addKey(
    sql: Pick<typeof db.service, 'query'>,
    screenId: string,
    publicKey: PublicKey,
    virtual: boolean,
  ) {
    const keyId = clock.id()
    await sql.query(
      'INSERT INTO screen_key (id, screen_id, public_key, virtual, created_at) VALUES ($1, $2, $3, $4, $5)',
      [keyId, screenId, publicKey, virtual, new Date(clock.now())],
    )
    return keyId
  }

  return {
    /** A display asks to be let in: the code is shown on it until staff approve. */
    async askPairing(publicKey: PublicKey, userAgent: string) {
      const code = await makePairingCode()
      const id = clock.id()
      const expiresAt = clock.now() + PAIRING_MS
      await db.service.query('DELETE FROM screen_pairing WHERE expires_at < $1', [
        new Date(clock.now() - PAIRING_MS),
      ])
      await db.service.query(
        `INSERT INTO screen_pairing (id, code, public_key, user_agent, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, code, publicKey, userAgent.slice(0, 200), new Date(clock.now()), new Date(expiresAt)],
      )
      return { pairingId: id, code, expiresAt }
    },

    async getPairing(id: string) {
      const [row] = await db.service.query<{
        status: string
        screen_id: string | null
        key_id: string | null
        expires_at: Date
      }>('SELECT status, screen_id, key_id, expires_at FROM screen_pairing WHERE id = $1', [id])
      if (!row) throw new AppError({ code: 'pairing_unknown' })
      const expired = row.status === 'waiting' && row.expires_at.getTime() <= clock.now()
      const status = expired
        ? ('expired' as const)
        : z.enum(['waiting', 'approved', 'refused']).parse(row.status)
      return { status, screenId: row.screen_id ?? undefined, keyId: row.key_id ?? undefined }
    },

    /** Staff let a display in: as a new screen of a zone, or in place of a known one. */
    async approve(
      code: string,
      userId: string,
      as: { screenId: string } | { zoneId: string; kind: ScreenKind; name: Words },
      storeId: string | null,
    ): Promise<{ screenId: string }> {
      const approved = await ledger.transaction(async (tx, emit) => {
        const [pairing] = await tx.query<{
          id: string
          public_key: unknown
          status: string
          expires_at: Date
        }>('SELECT id, public_key, status, expires_at FROM screen_pairing WHERE code = $1 FOR UPDATE', [code])
        if (pairing?.status !== 'waiting') throw new AppError({ code: 'pairing_unknown' })
        if (pairing.expires_at.getTime() <= clock.now()) throw new AppError({ code: 'pairing_expired' })
        const screen = 'screenId' in as ? await this.need(as.screenId) : await addScreen(as)
        if (storeId !== null && screen.storeId !== storeId) throw new AppError({ code: 'forbidden' })
        await tx.query(
          'UPDATE screen_key SET revoked_at = $2 WHERE screen_id = $1 AND revoked_at IS NULL AND NOT virtual',
          [screen.id, new Date(clock.now())],
        )
        await tx.query('UPDATE screen SET revoked_at = NULL WHERE id = $1', [screen.id])
        const keyId = await addKey(tx, screen.id, publicKeySchema.parse(pairing.public_key), false)
        await tx.query(
          "UPDATE screen_pairing SET status = 'approved', screen_id = $2, key_id = $3 WHERE id = $1",
          [pairing.id, screen.id, keyId],
        )
        await audit(tx, clock, { userId, action: 'screen.approve', target: screen.id })
        await emit([
          {
            id: clock.id(),
            v: 1,
            at: clock.iso(),
            source: 'server',
            storeId: screen.storeId,
            zoneId: screen.zoneId,
            screenId: screen.id,
            type: 'screen.enrolled',
            data: { name: screen.name.en, userId },
          },
        ])
        catalogue.refresh()
        return { screenId: screen.id }

        async function addScreen(wanted: { zoneId: string; kind: ScreenKind; name: Words }): Promise<Screen> {
          const zone = await catalogue.getZone(wanted.zoneId)
          if (!zone) throw new AppError({ code: 'not_found' })
          const [count] = await tx.query<{ n: number }>('SELECT count(*)::int AS n FROM screen')
          const id = `${wanted.kind}-${(count?.n ?? 0) + 1}-${Buffer.from(clock.random(3)).toString('hex')}`
          const [room] = await tx.query<{ place: { x: number; y: number; w: number; h: number } }>(
            'SELECT place FROM zone WHERE id = $1',
            [zone.id],
          )
          const at = room?.place ?? { x: 20, y: 20, w: 100, h: 80 }
          const place = { x: at.x + at.w / 2 - 40, y: at.y + at.h - 10, w: 80, h: 8 }
          await tx.query(
            'INSERT INTO screen (id, store_id, zone_id, kind, name, place, facing) VALUES ($1, $2, $3, $4, $5, $6, 0)',
            [id, zone.storeId, zone.id, wanted.kind, wanted.name, place],
          )
          return {
            id,
            storeId: zone.storeId,
            zoneId: zone.id,
            kind: wanted.kind,
            name: wanted.name,
            language: null,
            dark: false,
          }
        }
      })
      // The display that was replaced is cut, not only locked out of its next connection.
      if ('screenId' in as) for (const listener of revoked) listener(approved.screenId)
      return approved
    },

    async refuse(code: string, userId: string): Promise<void> {
      await db.service.transaction(async (tx) => {
        const [row] = await tx.query(
          "UPDATE screen_pairing SET status = 'refused' WHERE code = $1 AND status = 'waiting' RETURNING id",
          [code],
        )
        if (!row) throw new AppError({ code: 'pairing_unknown' })
        await audit(tx, clock, { userId, action: 'screen.refuse', target: code })
      })
    },

    /** A frame of the virtual store takes the part of a demo screen. */
    async claim(screenId: string, publicKey: PublicKey): Promise<{ screenId: string; keyId: string }> {
      if (!options.virtual()) throw new AppError({ code: 'forbidden' })
      const screen = await this.need(screenId)
      return { screenId: screen.id, keyId: await addKey(db.service, screen.id, publicKey, true) }
    },

    /** Shuts a screen out for good: its keys die and its socket is cut. */
    async revoke(screenId: string, userId: string): Promise<void> {
      const screen = await this.need(screenId)
      await ledger.transaction(async (tx, emit) => {
        const at = new Date(clock.now())
        await tx.query('UPDATE screen SET revoked_at = $2 WHERE id = $1', [screenId, at])
        await tx.query('UPDATE screen_key SET revoked_at = $2 WHERE screen_id = $1 AND revoked_at IS NULL', [
          screenId,
          at,
        ])
        await audit(tx, clock, { userId, action: 'screen.revoke', target: screenId })
        await emit([
          {
            id: clock.id(),
            v: 1,
            at: clock.iso(),
            source: 'server',
            storeId: screen.storeId,
            zoneId: screen.zoneId,
            screenId,
            type: 'screen.revoked',
            data: { userId },
          },
        ])
      })
      catalogue.refresh()
      for (const listener of revoked) listener(screenId)
    },

    async setDark(tx: Pick<typeof db.service, 'query'>, screenId: string, dark: boolean): Promise<void> {
      await tx.query('UPDATE screen SET dark = $2, dark_at = $3 WHERE id = $1', [
        screenId,
        dark,
        dark ? new Date(clock.now()) : null,
      ])
      catalogue.refresh()
    },

    async need(screenId: string): Promise<Screen> {
      const [row] = await db.lookup.query('SELECT * FROM screen WHERE id = $1', [screenId])
      if (!row) throw new AppError({ code: 'screen_unknown' })
      return screenRow.parse(row)
    },

    /**
     * Checks a handshake: the device's own key over id, key id, time and nonce, each nonce once.
     * @throws AppError `screen_revoked` or `screen_unknown`
     */
    async authenticate(auth: ScreenAuth): Promise<Screen> {
      const [key] = await db.service.query<{ public_key: unknown; revoked_at: Date | null }>(
        'SELECT public_key, revoked_at FROM screen_key WHERE id = $1 AND screen_id = $2',
        [auth.keyId, auth.screenId],
      )
      if (!key) throw new AppError({ code: 'screen_unknown' })
      if (key.revoked_at) throw new AppError({ code: 'screen_revoked' })
      const now = clock.now()
      if (Math.abs(now - auth.at) > SKEW_MS || nonces.has(auth.nonce))
        throw new AppError({ code: 'screen_unknown' })
      const imported = await webcrypto.subtle.importKey(
        'jwk',
        publicKeySchema.parse(key.public_key),
        { name: 'ECDSA', namedCurve: 'P-256' },
        false,
        ['verify'],
      )
      const message = new TextEncoder().encode(`${auth.screenId}|${auth.keyId}|${auth.at}|${auth.nonce}`)
      const signature = parseBase64Url(auth.signature)
      const good = await webcrypto.subtle.verify(
        { name: 'ECDSA', hash: 'SHA-256' },
        imported,
        signature,
        message,
      )
      // Asked again: the same nonce may have come twice while its signature was looked at.
      if (!good || nonces.has(auth.nonce)) throw new AppError({ code: 'screen_unknown' })
      nonces.set(auth.nonce, now)
      if (nonces.size > 10_000)
        for (const [nonce, at] of nonces) if (now - at > 2 * SKEW_MS) nonces.delete(nonce)
      return this.need(auth.screenId)
    },

    async seen(screenId: string): Promise<void> {
      await writeSeen([screenId])
    },

    /** It is still there. Beats are written down together: a thousand screens would commit two hundred times a second. */
    beat(screenId: string): void {
      const first = beating.size === 0
      beating.add(screenId)
      if (!first) return
      setTimeout(() => {
        const ids = [...beating]
        beating.clear()
        void writeSeen(ids).catch((error) => log.warn({ err: error }, 'beats of screens'))
      }, BEAT_GATHER_MS).unref()
    },

    /** Lets a screen show its name. */
    async identify(screenId: string): Promise<void> {
      await this.need(screenId)
      for (const listener of identified) listener(screenId)
    },

    onIdentify(listener: (screenId: string) => void) {
      identified.add(listener)
      return () => identified.delete(listener)
    },

    onRevoked(listener: (screenId: string) => void) {
      revoked.add(listener)
      return () => revoked.delete(listener)
    },
  }
}

const screenRow = z
  .object({
    id: z.string(),
    store_id: z.string(),
    zone_id: z.string(),
    kind: screenKindSchema,
    name: wordsSchema,
    language: z.enum(['zh', 'en']).nullable(),
    dark: z.boolean(),
  })
  .transform((row) => ({
    id: row.id,
    storeId: row.store_id,
    zoneId: row.zone_id,
    kind: row.kind,
    name: row.name,
    language: row.language,
    dark: row.dark,
  }))
