/** What is kept for a time and then let go of. */
export const RETENTION_KINDS = ['visits', 'clicks', 'sessions', 'pairings'] as const
export type RetentionKind = (typeof RETENTION_KINDS)[number]

/** One line of the policy. `handled` is what the last run let go of, `total` all runs; `ranAt` is Unix milliseconds. */
export type RetentionRow = {
  kind: RetentionKind
  days: number
  ranAt: number | null
  handled: number
  total: number
}
