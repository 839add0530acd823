import { z } from 'zod'
import { consentModeSchema, consentScopeSchema } from '../domain/consent/consent'
import { wordsSchema } from '../domain/language'
import { EVENT_TYPES } from './event'

export const CONSENT_ANSWERS = ['given', 'refused', 'withdrawn'] as const

/** One thing that is written of a visitor. */
const meEventSchema = z.object({
  id: z.uuid(),
  type: z.enum(EVENT_TYPES),
  at: z.iso.datetime(),
  campaign: wordsSchema.nullable(),
  store: wordsSchema.nullable(),
  /** IANA zone in which its time is told: the store's, else the campaign's. */
  timeZone: z.string(),
  /** The place of the story it is about, in words. */
  halt: wordsSchema.nullable(),
  data: z.record(z.string(), z.unknown()),
})
export type MeEvent = z.infer<typeof meEventSchema>

const meAnswerSchema = z.object({
  at: z.iso.datetime(),
  timeZone: z.string(),
  answer: z.enum(CONSENT_ANSWERS),
  scopes: z.array(consentScopeSchema),
  mode: consentModeSchema.nullable(),
  /** SHA-256 of the words that were shown. */
  noticeHash: z.string().nullable(),
})

const mePassSchema = z.object({
  passId: z.uuid(),
  campaign: wordsSchema.nullable(),
  timeZone: z.string(),
  issuedAt: z.number(),
  expiresAt: z.number(),
  revokedAt: z.number().nullable(),
})

/** All that is known of the visitor whose cookie asked, brand by brand. Times as numbers are Unix milliseconds. */
export const meSchema = z.object({
  cookie: z.boolean(),
  brands: z.array(
    z.object({
      brandId: z.string(),
      brand: wordsSchema,
      /** The random number this brand knows them by. */
      visitorId: z.uuid(),
      since: z.number(),
      scopes: z.array(consentScopeSchema),
      answers: z.array(meAnswerSchema),
      passes: z.array(mePassSchema),
      events: z.array(meEventSchema),
    }),
  ),
})
export type Me = z.infer<typeof meSchema>
