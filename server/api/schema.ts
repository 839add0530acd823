import { z } from 'zod'

/** Body of every error answer. */
export const errorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
})

/** The error answers an operation may give besides 500, for its description. */
export function errors<Status extends number>(...statuses: Status[]): Record<Status, typeof errorSchema> {
  return Object.fromEntries(statuses.map((status) => [status, errorSchema])) as Record<
    Status,
    typeof errorSchema
  >
}

export const moneySchema = z.int().min(0).max(100_000_000)
