import { z } from 'zod'
import { consentModeSchema } from '../consent/consent'
import { languageSchema } from '../language'
import { carrierSchema } from './pass'

/** Somebody chose to keep the campaign's context on a phone. This is the consent. */
export const passKept = z.object({
  passId: z.uuid(),
  linkId: z.string().optional(),
  /** Event id of the click the pass carries on. */
  clickId: z.uuid().optional(),
  channel: z.string().optional(),
  carrier: carrierSchema,
  language: languageSchema,
  mode: consentModeSchema,
  noticeHash: z.string(),
})

/** A kept pass was recognised at a tap. */
export const passJoined = z.object({ passId: z.uuid(), carrier: carrierSchema })
