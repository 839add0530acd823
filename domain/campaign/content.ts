import { z } from 'zod'
import { wordsSchema } from '../language'

const said = z.object({ line: wordsSchema, sub: wordsSchema })

/**
 * One variant of a campaign's story. The general one is the first of a campaign's list and just as good as the others.
 * A wall never tells when or where somebody clicked; dates stay on that person's phone.
 */
export const storySchema = z.object({
  key: z.string(),
  wall: said,
  kiosk: said,
  phone: said,
  finale: said,
})
export type Story = z.infer<typeof storySchema>
export const storiesSchema = z.array(storySchema).min(1)

/** The page behind a link: what awaits in which store. */
export const landingSchema = z.object({ line: wordsSchema, sub: wordsSchema, awaits: z.array(wordsSchema) })
export type Landing = z.infer<typeof landingSchema>

/** Prices are minor units. */
export const productSchema = z.object({
  name: wordsSchema,
  detail: wordsSchema,
  price: z.int(),
  currency: z.string(),
  shelf: wordsSchema,
})

/** The variant for a story key, else the general one. */
export function getStory(stories: readonly Story[], key: string | null | undefined): Story {
  const story = stories.find((s) => s.key === key) ?? stories[0]
  if (!story) throw new Error('a campaign has at least one story')
  return story
}
