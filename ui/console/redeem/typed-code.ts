import { CODE_ALPHABET, parseCode } from '@/domain/offer/code'

export const CODE_LENGTH = 6

/**
 * What the six cells hold after typing or pasting: a pasted address gives its code, spaces and hyphens go, letters that
 * no code has are dropped and said to be (`dropped`).
 */
export function readTyped(input: string): { code: string; dropped: boolean } {
  const whole = parseCode(input.normalize('NFKC'))
  if (whole) return { code: whole, dropped: false }
  const letters = [...input.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '')]
  const known = letters.filter((letter) => CODE_ALPHABET.includes(letter))
  return { code: known.slice(0, CODE_LENGTH).join(''), dropped: known.length < letters.length }
}

/** Whether a key pressed anywhere on the page is meant for the code: one letter or digit, no shortcut. */
export function isCodeKey(event: {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && /^[0-9a-z]$/i.test(event.key)
}
