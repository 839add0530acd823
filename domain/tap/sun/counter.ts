/**
 * Whether a chip's read counter may be believed: it only ever grows, so a reading that is not newer than the last one
 * seen is a copy, or was kept back. `last` is null for a chip that was never read.
 */
export function decideCounter(
  last: number | null,
  seen: number,
): { ok: true } | { ok: false; reason: 'replayed' } {
  return last === null || seen > last ? { ok: true } : { ok: false, reason: 'replayed' }
}
