import { parseHex } from '@/domain/bytes'
import { makeSunUrl } from '@/domain/tap/sun/make'
import { nodeAes } from '../tap/aes'
import type { TagMade } from './service'

/** A chip in software, for tests and demonstrations: made from what registering it answered, it shows a new address each time. */
export function makeVirtualTag(made: TagMade, random: (size: number) => Uint8Array) {
  const read = (hex: string) => {
    const bytes = parseHex(hex)
    if (!bytes) throw new Error(`not hex: ${hex}`)
    return bytes
  }
  if (!made.keys) throw new Error('a tag with keys of its own is no virtual one')
  const chip = {
    mode: made.mode,
    uid: read(made.uid),
    metaKey: read(made.keys.meta),
    fileKey: read(made.keys.file),
  }
  let counter = 0
  return {
    /** One reading. */
    tap: () => makeSunUrl(made.url, { ...chip, counter: ++counter, random: random(13) }, nodeAes),
  }
}
