import { createHash, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '../deps'
import { AppError } from '../error'

/** What an API key may be allowed to do. */
export const API_SCOPES = ['orders', 'events'] as const
export type ApiScope = (typeof API_SCOPES)[number]

type Key = { id: string; brandId: string; scopes: string[] }
export type ApiKeys = ReturnType<typeof makeApiKeys>

/** A withdrawn key stops working within this time on every node. */
const FRESH_MS = 5_000
const MOST = 10_000

/** A new key and the hash that is kept of it. The key itself is shown once. */
export function makeApiKey(): { key: string; hash: string } {
  const key = `fl_${randomBytes(24).toString('base64url')}`
  return { key, hash: hashApiKey(key) }
}

/** What is kept of a key: its SHA-256, hex. A key is random, so no salt is needed. */
export const hashApiKey = (key: string) => createHash('sha256').update(key).digest('hex')

/** Keys of partners and brands, sent as `Authorization: Bearer` (RFC 6750). */
export function makeApiKeys({ clock, db }: Pick<Deps, 'clock' | 'db'>) {
  const cache = new Map<string, { until: number; key: Key | null }>()

  async function find(hash: string): Promise<Key | null> {
    const now = clock.now()
    const known = cache.get(hash)
    if (known && known.until > now) return known.key
    const [key] = await db.service.query<Key>(
      'SELECT id, brand_id AS "brandId", scopes FROM api_key WHERE hash = $1 AND revoked_at IS NULL',
      [hash],
    )
    if (cache.size > MOST) cache.clear()
    cache.set(hash, { until: now + FRESH_MS, key: key ?? null })
    return key ?? null
  }

  return {
    /**
     * The brand whose key came with the request.
     * @throws AppError `bad_key` when unknown or withdrawn, `forbidden` when the key lacks the scope
     */
    async requireKey(
      request: Pick<FastifyRequest, 'headers'>,
      scope: ApiScope,
    ): Promise<{ brandId: string; keyId: string }> {
      const given = /^Bearer ([\w-]{16,128})$/i.exec(request.headers.authorization ?? '')?.[1]
      const key = given ? await find(hashApiKey(given)) : null
      if (!key) throw new AppError({ code: 'bad_key' })
      if (!key.scopes.includes(scope)) throw new AppError({ code: 'forbidden' })
      return { brandId: key.brandId, keyId: key.id }
    },
  }
}
