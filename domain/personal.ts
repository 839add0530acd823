import { z } from 'zod'

/** Marks payload fields that erasure and retention must empty. */
export const personal = z.registry<{ personal: true }>()

/** A schema whose value says something about a person. */
export function personalField<T extends z.ZodType>(schema: T): T {
  personal.add(schema, { personal: true })
  return schema
}
