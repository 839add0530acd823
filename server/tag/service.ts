import { makeHex } from '@/domain/bytes'
import type { SunMode } from '@/domain/tap/sun/message'
import { audit } from '../audit'
import type { Tx } from '../db/sql'
import type { Deps } from '../deps'
import { AppError } from '../error'
import { findTag, getTags, raiseCounter } from './data'
import { makeTagKeys, sealTagKeys } from './key'
import { parseUid, verifyTag } from './verify'

export type TagGiven = {
  uid: string
  mode?: SunMode
  /** What its MAC is made from, when that is fixed. */
  macInput?: string
  /** Keys it was given elsewhere, 32 digits of hex each. */
  keys?: { meta: string; file: string }
}
/** A tag as it was registered; its keys are shown this once, for whoever writes the chip. */
export type TagMade = {
  tagId: string
  uid: string
  mode: SunMode
  /** What to write to the chip: it puts PICC data and MAC in the places of `{picc}` and `{mac}`. */
  url: string
  keys: { app: string; meta: string; file: string } | null
}
export type TagLine = { line: number; reason: 'uid_invalid' | 'uid_twice' | 'tag_taken' }

export type TagService = ReturnType<typeof makeTagService>

/** Chips: registered with their touchpoint, believed when their signature holds, shut out when revoked. */
export function makeTagService({ clock, config, db, secrets }: Deps) {
  const newest = secrets.tagKeys.reduce((one, other) => (other.version > one.version ? other : one))

  async function add(tx: Tx, touchpointId: string, given: TagGiven, userId: string): Promise<TagMade | null> {
    const uid = parseUid(given.uid)
    if (!uid) throw new AppError({ code: 'bad_request' })
    const { mode = 'aes', keys } = given
    // A tag that we set up makes its MAC from nothing, so that an address may be written down anyhow.
    const macInput = given.macInput ?? (keys ? null : '')
    const known = await findTag(tx, makeHex(uid))
    if (known && known.revokedAt === null) return null
    const tagId = known?.id ?? clock.id()
    const own = keys ? sealTagKeys(`${keys.meta}${keys.file}`.toUpperCase(), tagId, secrets.encryption) : null
    // A tag that comes back keeps its counter: what it showed before is still a copy.
    const [made] = await tx.query(
      `INSERT INTO tag (id, touchpoint_id, uid, mode, mac_input, key_version, own_keys, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (uid) DO UPDATE SET touchpoint_id = $2, mode = $4, mac_input = $5, key_version = $6, own_keys = $7,
         revoked_at = NULL WHERE tag.revoked_at IS NOT NULL RETURNING id`,
      [
        tagId,
        touchpointId,
        makeHex(uid),
        mode,
        macInput,
        keys ? null : newest.version,
        own,
        new Date(clock.now()),
      ],
    )
    if (!made) return null
    const detail = { touchpointId, uid: makeHex(uid), keyVersion: keys ? null : newest.version }
    await audit(tx, clock, { userId, action: 'tag.add', target: tagId, detail })
    return {
      tagId,
      uid: makeHex(uid),
      mode,
      url: `${config.publicUrl ?? ''}/t/${touchpointId}?picc_data={picc}&cmac={mac}`,
      keys: keys ? null : showKeys(makeTagKeys(newest, uid)),
    }
  }

  return {
    verify: (touchpointId: string, url: string) => verifyTag(db.service, secrets, touchpointId, url),
    raise: raiseCounter,
    getTags: (touchpointId: string) => getTags(db.service, touchpointId),

    /** @throws AppError `tag_taken` when a live tag has this UID */
    async addTag(touchpointId: string, given: TagGiven, userId: string): Promise<TagMade> {
      const made = await db.service.transaction((tx) => add(tx, touchpointId, given, userId))
      if (!made) throw new AppError({ code: 'tag_taken' })
      return made
    },

    /** One UID a line, a heading `uid` allowed. Lines that are wrong are named, the others are registered. */
    async addTags(touchpointId: string, csv: string, userId: string) {
      const tags: (TagMade & { line: number })[] = []
      const errors: TagLine[] = []
      const seen = new Set<string>()
      await db.service.transaction(async (tx) => {
        // A transaction that is done again begins again.
        tags.length = 0
        errors.length = 0
        seen.clear()
        for (const { line, text } of listLines(csv)) {
          const uid = parseUid(text)
          const reason = !uid ? 'uid_invalid' : seen.has(makeHex(uid)) ? 'uid_twice' : null
          if (uid) seen.add(makeHex(uid))
          const made = reason ? null : await add(tx, touchpointId, { uid: text }, userId)
          if (made) tags.push({ line, ...made })
          else errors.push({ line, reason: reason ?? 'tag_taken' })
        }
      })
      return { tags, errors }
    },

    /** Shuts a chip out. Answers whether it was in use. */
    async revoke(tagId: string, userId: string): Promise<boolean> {
      return db.service.transaction(async (tx) => {
        const [row] = await tx.query<{ uid: string }>(
          'UPDATE tag SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING uid',
          [tagId, new Date(clock.now())],
        )
        if (row)
          await audit(tx, clock, { userId, action: 'tag.revoke', target: tagId, detail: { uid: row.uid } })
        return row !== undefined
      })
    },
  }
}

/** Lines with something on them, by their number in the file. A byte order mark, quotes and a heading are let be. */
function listLines(csv: string): { line: number; text: string }[] {
  return csv
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((text, i) => ({ line: i + 1, text: (text.split(',')[0] ?? '').replaceAll('"', '').trim() }))
    .filter(({ text, line }) => text !== '' && !(line === 1 && text.toLowerCase() === 'uid'))
}

const showKeys = ({ appKey, metaKey, fileKey }: ReturnType<typeof makeTagKeys>) => ({
  app: makeHex(appKey),
  meta: makeHex(metaKey),
  file: makeHex(fileKey),
})
