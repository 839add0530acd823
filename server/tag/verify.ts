import { makeHex, parseHex } from '@/domain/bytes'
import type { SunMessage } from '@/domain/tap/sun/message'
import { parseSunClaim } from '@/domain/tap/sun/picc'
import { parseSunUrl } from '@/domain/tap/sun/url'
import { verifySun } from '@/domain/tap/sun/verify'
import type { Sql } from '../db/sql'
import type { Secrets } from '../secrets'
import { nodeAes } from '../tap/aes'
import { findTag, getOwnKeyed, type Tag } from './data'
import { makeMetaKey, makeTagKeys, openTagKeys, type TagKeys } from './key'

export type TagReading =
  | { ok: true; tagId: string; counter: number }
  | { ok: false; reason: 'sun_invalid' | 'tag_unknown' | 'tag_revoked' }

/** Who a message may be from: a tag of ours with its keys, or keys that fit a chip nobody registered. */
type Candidate = { tag: Tag | null; keys: TagKeys }

/**
 * Which tag of the touchpoint made this address, and the counter it says: read-only, the counter is raised with the tap.
 * `url` is the raw text. A chip's signature is checked before anything is said of the chip.
 */
export async function verifyTag(
  sql: Sql,
  secrets: Secrets,
  touchpointId: string,
  url: string,
): Promise<TagReading> {
  const parsed = parseSunUrl(url)
  if (!parsed.ok) return { ok: false, reason: 'sun_invalid' }
  for (const { tag, keys } of await listCandidates(sql, secrets, touchpointId, parsed.message)) {
    const options = { mode: tag?.mode, ...(tag?.macInput != null && { macInput: tag.macInput }) }
    const proof = verifySun(parsed.message, keys, nodeAes, options)
    if (!proof.ok || (tag && proof.uid !== tag.uid)) continue
    // A tag of another touchpoint is none of this one.
    if (tag?.touchpointId !== touchpointId) return { ok: false, reason: 'tag_unknown' }
    if (tag.revokedAt !== null) return { ok: false, reason: 'tag_revoked' }
    return { ok: true, tagId: tag.id, counter: proof.counter }
  }
  return { ok: false, reason: 'sun_invalid' }
}

async function listCandidates(
  sql: Sql,
  secrets: Secrets,
  touchpointId: string,
  message: SunMessage,
): Promise<Candidate[]> {
  const found: Candidate[] = []
  for (const master of secrets.tagKeys) {
    const parsed = parseSunClaim(message, makeMetaKey(master), nodeAes)
    if (!parsed.ok) continue
    const { uid } = parsed.claim
    const tag = await findTag(sql, makeHex(uid))
    if (tag?.keyVersion === master.version || !tag) found.push({ tag, keys: makeTagKeys(master, uid) })
  }
  const own = await getOwnKeyed(sql, touchpointId)
  const opened = own.map((tag) => ({ tag, keys: openTagKeys(tag.ownKeys ?? '', tag.id, secrets.encryption) }))
  return [...found, ...opened]
}

/** UIDs as chips have them: 14 digits of hex. Null for anything else. */
export function parseUid(text: string): Uint8Array | null {
  const bytes = parseHex(text.trim().toUpperCase())
  return bytes?.length === 7 ? bytes : null
}
