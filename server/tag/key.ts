import { parseHex } from '@/domain/bytes'
import { makeDiversifiedKey, makeTagKey } from '@/domain/tap/sun/key'
import { decryptSecret, encryptSecret } from '../feedback/secret'
import type { TagMasterKey } from '../secrets'
import { nodeAes } from '../tap/aes'

/** Keys of a chip, 16 bytes each: the one for the PICC data (SDMMetaRead) and the one for MAC and file (SDMFileRead). */
export type TagKeys = { metaKey: Uint8Array; fileKey: Uint8Array }

/**
 * The keys of a retailer's tag (NXP AN10922). The PICC data says which chip it is, so its key is one for all chips of a
 * version; the other two are the chip's alone. `appKey` is what the chip is administered with.
 */
export function makeTagKeys(
  { key, version }: TagMasterKey,
  uid: Uint8Array,
): TagKeys & { appKey: Uint8Array } {
  const master = Buffer.from(key, 'base64')
  return {
    metaKey: makeMetaKey({ key, version }),
    fileKey: makeTagKey(master, uid, `footlight/file/${version}`, nodeAes),
    appKey: makeTagKey(master, uid, `footlight/app/${version}`, nodeAes),
  }
}

/** The key of the PICC data of all tags of a version. */
export function makeMetaKey({ key, version }: TagMasterKey): Uint8Array {
  const input = new TextEncoder().encode(`footlight/meta/${version}`)
  return makeDiversifiedKey(Buffer.from(key, 'base64'), input, nodeAes)
}

/** A tag's own keys, as 64 digits of hex, encrypted for its row. `encryption` is the installation's key. */
export const sealTagKeys = (hex: string, tagId: string, encryption: string) =>
  encryptSecret(hex, encryption, `tag ${tagId}`)

/** @throws when row and key do not belong together */
export function openTagKeys(sealed: string, tagId: string, encryption: string): TagKeys {
  const bytes = parseHex(decryptSecret(sealed, encryption, `tag ${tagId}`))
  if (bytes?.length !== 32) throw new Error(`the keys of tag ${tagId} are damaged`)
  return { metaKey: bytes.slice(0, 16), fileKey: bytes.slice(16) }
}
