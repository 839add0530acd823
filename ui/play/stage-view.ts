import type { Words } from '@/domain/language'
import type { Medium } from './medium'

/** What the stage is made of, as the page hands it to the browser. */
export type StageView = {
  store: Words
  wallScreenId: string
  kioskScreenId: string
  touchpointId: string
  /** The ads one can click, each a link of the same campaign. */
  ads: Ad[]
  /** Where shoppers reach us, for codes that real phones scan. */
  publicUrl: string
}

export type Ad = { slug: string; medium: Medium }
