import { GTIN_REFUSALS, parseGtin } from './gtin'

/** A product as a GS1 Digital Link names it: a kind of thing, perhaps a batch of it, perhaps one thing. */
export type DigitalLink = {
  /** AI 01, always 14 digits. */
  gtin: string
  /** AI 22, 10, 21 and 235. */
  variant?: string
  batch?: string
  serial?: string
  thirdPartySerial?: string
  /** Other AIs and their values, as 17 for the expiry date (YYMMDD). */
  attributes: Readonly<Record<string, string>>
  /** What the reader wants to know of it, as `gs1:pip`; absent for whatever comes first. */
  linkType?: string
}

/** Why an address is no GS1 Digital Link of a product. */
export const DIGITAL_LINK_REFUSALS = [
  ...GTIN_REFUSALS,
  'not_http',
  'no_gtin',
  'bad_encoding',
  'unknown_qualifier',
  'bad_order',
  'bad_value',
  'bad_date',
  'misplaced',
  'given_twice',
] as const
export type DigitalLinkRefusal = (typeof DIGITAL_LINK_REFUSALS)[number]
export type ParsedDigitalLink = { ok: true; link: DigitalLink } | { ok: false; reason: DigitalLinkRefusal }

type Qualifier = 'variant' | 'batch' | 'serial' | 'thirdPartySerial'
/** In the order that the path has to keep; the short names are of release 1.0 and 1.1. */
const QUALIFIERS: readonly { ai: string; name?: string; field: Qualifier; longest: number }[] = [
  { ai: '22', name: 'cpv', field: 'variant', longest: 20 },
  { ai: '10', name: 'lot', field: 'batch', longest: 20 },
  { ai: '21', name: 'ser', field: 'serial', longest: 20 },
  { ai: '235', field: 'thirdPartySerial', longest: 28 },
]
const KEYS = ['01', 'gtin']
const DATES = ['11', '12', '13', '15', '16', '17']
/** The 82 characters of GS1 AI encodable character set 82. */
const CHARACTERS = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+$/
const LONGEST_ATTRIBUTE = 90
const LONGEST_LINK_TYPE = 200
const BASE = 'https://id.gs1.org'

/**
 * Reads an address, or its path and query, by GS1 Digital Link URI Syntax 1.x: `/01/<gtin>`, qualifiers in their order,
 * data attributes and `linkType` in the query. Whatever stands before `/01/` is the resolver's own; parameters that are
 * no AI are other people's. Compressed links are not read.
 */
export function parseDigitalLink(uri: string): ParsedDigitalLink {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(uri)
  if (scheme && !/^https?$/i.test(scheme[1] ?? '')) return refuse('not_http')
  const [whole = ''] = uri.slice(scheme?.[0].length ?? 0).split('#')
  const query = whole.indexOf('?')
  const path = query < 0 ? whole : whole.slice(0, query)
  const segments = path.replace(/\/$/, '').split('/').map(decode)
  const pairs = query < 0 ? [] : listPairs(whole.slice(query + 1))
  if (!segments.every(isText) || !pairs) return refuse('bad_encoding')
  const product = readPath(segments)
  if (!product.ok) return product
  const rest = readQuery(pairs)
  return rest.ok ? { ok: true, link: { ...product.link, ...rest.found } } : rest
}

/** The link's one address at a resolver. Attributes go by their AI, so one link is one text. */
export function makeDigitalLink(link: DigitalLink, base = BASE): string {
  const path = QUALIFIERS.flatMap(({ ai, field }) => {
    const value = link[field]
    return value === undefined ? [] : [ai, encodeURIComponent(value)]
  })
  const pairs = Object.entries(link.attributes).toSorted(([one], [other]) => (one < other ? -1 : 1))
  if (link.linkType !== undefined) pairs.push(['linkType', link.linkType])
  const query = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return `${[base, '01', link.gtin, ...path].join('/')}${query && `?${query}`}`
}

/** What the link identifies, at GS1's own address and without what somebody wants to know of it. */
export function makeCanonicalDigitalLink({ linkType: _, ...link }: DigitalLink): string {
  return makeDigitalLink(link)
}

function readPath(segments: readonly string[]): ParsedDigitalLink {
  const keys = segments.flatMap((segment, i) => (KEYS.includes(segment) && segments[i + 1] ? [i] : []))
  // The resolver's own path may have an `01` in it.
  const at = keys.find((i) => parseGtin(segments[i + 1] ?? '').ok) ?? keys[0]
  if (at === undefined) return refuse('no_gtin')
  const parsed = parseGtin(segments[at + 1] ?? '')
  if (!parsed.ok) return parsed
  const found: Partial<Record<Qualifier, string>> = {}
  let last = -1
  for (let i = at + 2; i < segments.length; i += 2) {
    const code = segments[i]
    const order = QUALIFIERS.findIndex(({ ai, name }) => code === ai || code === name)
    const qualifier = QUALIFIERS[order]
    const value = segments[i + 1] ?? ''
    if (!qualifier) return refuse(/^\d{2,4}$/.test(code ?? '') ? 'misplaced' : 'unknown_qualifier')
    if (found[qualifier.field] !== undefined) return refuse('given_twice')
    if (order < last) return refuse('bad_order')
    if (!fits(value, qualifier.longest)) return refuse('bad_value')
    found[qualifier.field] = value
    last = order
  }
  // A third party's serial number stands alone (UPUI).
  if (found.thirdPartySerial !== undefined && Object.keys(found).length > 1) return refuse('misplaced')
  return { ok: true, link: { gtin: parsed.gtin, ...found, attributes: {} } }
}

function readQuery(
  pairs: readonly [string, string][],
):
  | { ok: true; found: Pick<DigitalLink, 'attributes' | 'linkType'> }
  | { ok: false; reason: DigitalLinkRefusal } {
  const attributes: Record<string, string> = {}
  let linkType: string | undefined
  for (const [name, value] of pairs) {
    if (name === 'linkType') {
      if (linkType !== undefined) return refuse('given_twice')
      if (!value || value.length > LONGEST_LINK_TYPE) return refuse('bad_value')
      linkType = value
    }
    if (!/^\d{2,4}$/.test(name)) continue
    if (name === '01' || QUALIFIERS.some(({ ai }) => ai === name)) return refuse('misplaced')
    if (attributes[name] !== undefined) return refuse('given_twice')
    if (!fits(value, LONGEST_ATTRIBUTE)) return refuse('bad_value')
    if (DATES.includes(name) && !isDate(value)) return refuse('bad_date')
    attributes[name] = value
  }
  return { ok: true, found: { attributes, ...(linkType !== undefined && { linkType }) } }
}

/** Pairs of a query, null when one cannot be decoded. */
function listPairs(query: string): [string, string][] | null {
  const pairs = query
    .split(/[&;]/)
    .filter(Boolean)
    .map((pair) => {
      const equals = pair.indexOf('=')
      return equals < 0 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))]
    })
  return pairs.every((pair): pair is [string, string] => pair.every(isText)) ? pairs : null
}

/** YYMMDD; a day of 00 means the month's last. */
function isDate(value: string): boolean {
  const [, year, month, day] = /^(\d\d)(\d\d)(\d\d)$/.exec(value)?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined || month < 1 || month > 12) return false
  return day <= new Date(Date.UTC(2000 + year, month, 0)).getUTCDate()
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

const isText = (text: string | null): text is string => text !== null
const fits = (value: string, longest: number) => value.length <= longest && CHARACTERS.test(value)
const refuse = (reason: DigitalLinkRefusal) => ({ ok: false, reason }) as const
