import type { Problems } from '@/domain/table'

/** A command that cannot be carried out: each line says why, in a sentence. */
export class CommandError extends Error {
  constructor(lines: readonly string[], cause?: unknown) {
    super(lines.join('\n'), { cause })
    this.name = 'CommandError'
  }
}

/** How a command reads a file by its name; `-` is standard input. */
export type ReadText = (name: string) => string

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission is denied',
  ERR_STRING_TOO_LONG: 'it is over half a gigabyte',
}

/** The text of a file, or a sentence why there is none. */
export function readFile(read: ReadText, name: string): string {
  try {
    return read(name)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
    throw new CommandError([`${name} cannot be read: ${REASONS[code] ?? code}.`], cause)
  }
}

/** What is wrong with a file, one line for each problem. */
export function makeFileError({ listed, more }: Problems): CommandError {
  const lines = listed.map(({ line, reason }) => `line ${line}: ${reason}`)
  return new CommandError(more > 0 ? [...lines, `and ${more} more`] : lines)
}
