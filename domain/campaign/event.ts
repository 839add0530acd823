import { z } from 'zod'
import { languageSchema } from '../language'
import { personalField } from '../personal'
import { channelSchema } from './channel'

const utmSchema = z
  .object({
    source: z.string().max(200),
    medium: z.string().max(200),
    campaign: z.string().max(200),
    term: z.string().max(200),
    content: z.string().max(200),
    id: z.string().max(200),
  })
  .partial()

/** A visit to a link by a person: previews, HEAD requests and bots are not clicks. */
export const campaignClicked = z.object({
  linkId: z.string(),
  channel: channelSchema,
  language: languageSchema,
  /** Ad platforms' click ids, exactly as received (names: `CLICK_ID_NAMES`). */
  clickIds: personalField(z.record(z.string(), z.string().max(512))),
  utm: utmSchema,
  /** `Sec-GPC: 1` was sent: nothing of this click may go to an ad platform. */
  gpc: z.boolean(),
})
