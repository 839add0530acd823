import { makeHex } from '@/domain/bytes'
import type { SunProof } from '@/domain/tap/sun/verify'
import { findFault, makeSunReason, tryToVerify } from './sun-advice'
import { parseSunArguments, SunUsage } from './sun-arguments'

export type SunAnswer =
  | { ok: true; uid: string; counter: number; fileData?: string; macInput?: string }
  | { ok: false; reason: string }

/** What the sun command answers to its arguments. Never throws: whoever asks reads one line of JSON. */
export function makeSunAnswer(args: readonly string[]): SunAnswer {
  try {
    const { message, keys, options, explain } = parseSunArguments(args)
    const result = tryToVerify(message, keys, options)
    if (result.ok) return makeProven(result, explain)
    return { ok: false, reason: makeSunReason(result.reason, findFault(message, keys, options)) }
  } catch (error) {
    return { ok: false, reason: error instanceof SunUsage ? error.message : `internal: ${error}` }
  }
}

/** File data is text where all of it is printable ASCII, as in AN12196's example, else hex. */
function makeProven({ uid, counter, fileData, macInput }: SunProof, explain: boolean): SunAnswer {
  const isText = fileData?.every((byte) => byte >= 0x20 && byte <= 0x7e)
  return {
    ok: true,
    uid,
    counter,
    ...(fileData && { fileData: isText ? new TextDecoder().decode(fileData) : makeHex(fileData) }),
    ...(explain && { macInput }),
  }
}
