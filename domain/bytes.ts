/** Bytes as upper-case hex. */
export function makeHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
}

/**
 * The bytes of hex that is all upper or all lower case; null for anything else. Mixed case is nobody's output: refusing
 * it leaves two spellings of a value, not thousands.
 */
export function parseHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^(?:[0-9A-F]*|[0-9a-f]*)$/.test(text)) return null
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
  )
}

/** Whether two are equal, in a time that depends on their lengths alone. */
export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  let difference = 0
  one.forEach((byte, i) => {
    difference |= byte ^ (other[i] ?? 0)
  })
  return difference === 0
}

/** One block XOR another, as long as the first. */
export function xor(one: Uint8Array, other: Uint8Array): Uint8Array {
  return one.map((byte, i) => byte ^ (other[i] ?? 0))
}

/** One after the other. */
export function join(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
