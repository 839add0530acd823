import { z } from 'zod'
import { languageSchema } from '../language'
import { lightSchema } from './light'

export const VISIT_ENDS = ['left', 'idle', 'forgotten'] as const

export const visitOpened = z.object({
  light: lightSchema,
  language: languageSchema,
  /** Event id of the tap that opened it. */
  tapId: z.uuid(),
  storyKey: z.string(),
  linkId: z.string().optional(),
  clickId: z.uuid().optional(),
  channel: z.string().optional(),
})

export const visitClosed = z.object({ reason: z.enum(VISIT_ENDS) })
