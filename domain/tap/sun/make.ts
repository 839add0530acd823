import { makeHex } from '../../bytes'
import type { Aes } from './aes'
import { makePicc } from './picc'
import { makeCounter, makeSunSession, type SunClaim } from './session'

export type VirtualTag = SunClaim & {
  metaKey: Uint8Array
  fileKey: Uint8Array
  /** Whole blocks, where the template has `{enc}`. */
  fileData?: Uint8Array
  /** 13 bytes, new for each reading. */
  random: Uint8Array
}

/**
 * The URL that a chip shows for one reading, for virtual tags. The template has `{picc}` or `{uid}` and `{ctr}`, maybe
 * `{enc}`, then `{mac}`; `{from}` is where the MAC's input starts, else it starts with the file data, else it is empty.
 */
export function makeSunUrl(template: string, tag: VirtualTag, aes: Aes): string {
  const session = makeSunSession(tag, tag.fileKey, aes)
  const parts: Record<string, () => Uint8Array> = {
    picc: () => makePicc(tag, tag.metaKey, tag.random, aes),
    uid: () => tag.uid,
    ctr: () => makeCounter(tag.counter).toReversed(),
    enc: () => session.encrypt(tag.fileData ?? new Uint8Array()),
  }
  const marked = template.includes('{from}') ? template : template.replace('{enc}', '{from}{enc}')
  const filled = marked.replace(/\{(picc|uid|ctr|enc)\}/g, (_, name: string) =>
    makeHex(parts[name]?.() ?? new Uint8Array()),
  )
  const [before = '', after = ''] = filled.split('{mac}')
  const input = before.includes('{from}') ? before.slice(before.indexOf('{from}') + '{from}'.length) : ''
  const mac = makeHex(session.makeMac(new TextEncoder().encode(input)))
  return before.replace('{from}', '') + mac + after
}
