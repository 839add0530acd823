/** Click ids of the ad platforms, as their landing URLs name them. Kept case-exact, with their capture time. */
export const CLICK_ID_NAMES = [
  'gclid',
  'gclsrc',
  'gbraid',
  'wbraid',
  'dclid',
  'gad_source',
  'gad_campaignid',
  'fbclid',
  'igshid',
  'msclkid',
  'ttclid',
  'twclid',
  'li_fat_id',
  'rdt_cid',
  'epik',
  'qclid',
  'sccid',
  'scid',
  'irclid',
  '_kx',
  'mc_cid',
  'mc_eid',
  'ob_click_id',
  'clickid',
  'callback',
  'bd_vid',
  'qz_gdt',
  'gdt_vid',
  'yclid',
  'ScCid',
  'trackid',
] as const

const UTM = ['source', 'medium', 'campaign', 'term', 'content', 'id'] as const
const LONGEST = 512

export type LandingQuery = {
  clickIds: Record<string, string>
  utm: Partial<Record<(typeof UTM)[number], string>>
}

/** Reads click ids and UTM parameters from a landing URL's query. Values that are too long, or hold a NUL that no database takes, are left out, not cut. */
export function parseLandingQuery(query: URLSearchParams): LandingQuery {
  const clickIds: Record<string, string> = {}
  for (const name of CLICK_ID_NAMES) {
    const value = query.get(name)
    if (value && isStorable(value, LONGEST)) clickIds[name] = value
  }
  const utm: LandingQuery['utm'] = {}
  for (const name of UTM) {
    const value = query.get(`utm_${name}`)
    if (value && isStorable(value, 200)) utm[name] = value
  }
  return { clickIds, utm }
}

const isStorable = (value: string, longest: number) => value.length <= longest && !value.includes('\0')

/** Why a request to a link is no click, or null for a person's visit. `isBot` judges the user agent. */
export function getNoClickReason(
  method: string,
  headers: { get(name: string): string | null },
  isBot: (userAgent: string) => boolean,
): 'not_get' | 'prefetch' | 'preview' | 'bot' | null {
  if (method !== 'GET') return 'not_get'
  const purpose = `${headers.get('purpose') ?? ''} ${headers.get('sec-purpose') ?? ''} ${headers.get('x-moz') ?? ''}`
  if (/prefetch|prerender/i.test(purpose)) return 'prefetch'
  if (/preview/i.test(`${purpose} ${headers.get('x-purpose') ?? ''}`)) return 'preview'
  const userAgent = headers.get('user-agent')
  if (!userAgent || isBot(userAgent)) return 'bot'
  return null
}
