import { z } from 'zod'

/** The part of JSON Schema (2020-12) that the API's description uses. */
export type Schema = {
  type?: string | string[]
  format?: string
  const?: unknown
  enum?: unknown[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  description?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
}

const schema: z.ZodType<Schema> = z.looseObject({})
const content = z.record(z.string(), z.object({ schema: schema.optional() }))
const operation = z.object({
  summary: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), schema: schema.optional() })).optional(),
  requestBody: z.object({ content }).optional(),
  responses: z.record(
    z.string(),
    z.object({ description: z.string().optional(), content: content.optional() }),
  ),
})
export type Operation = z.infer<typeof operation> & { method: string; path: string; id: string }

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const
const documentSchema = z.object({
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.partialRecord(z.enum(METHODS), operation)),
})

/** The operations of an OpenAPI 3.1 document by tag, in the order they are written there. */
export function parseOpenApi(document: unknown): { version: string; groups: Map<string, Operation[]> } {
  const { info, paths } = documentSchema.parse(document)
  const groups = new Map<string, Operation[]>()
  for (const [path, item] of Object.entries(paths)) {
    for (const method of METHODS) {
      const found = item[method]
      if (!found) continue
      const tag = found.tags?.[0] ?? 'other'
      const id = `${method}${path.replaceAll(/[^\w]+/g, '-')}`
      groups.set(tag, [...(groups.get(tag) ?? []), { ...found, method, path, id }])
    }
  }
  return { version: info.version, groups }
}

export type Field = { name: string; type: string; required: boolean; note: string }

/** The fields of a body, one row each; nested ones with their path. Alternatives of a union follow one another. */
export function makeFields(of: Schema | undefined, prefix = ''): Field[] {
  if (!of) return []
  const variants = of.anyOf ?? of.oneOf
  if (variants) return dedupe(variants.flatMap((variant) => makeFields(variant, prefix)))
  if (of.items) return makeFields(of.items, `${prefix}[]`)
  return Object.entries(of.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix ? `${prefix}.${name}` : name
    const own = {
      name: path,
      type: makeType(field),
      required: of.required?.includes(name) ?? false,
      note: makeNote(field),
    }
    return [own, ...makeFields(field, path)]
  })
}

function dedupe(fields: Field[]): Field[] {
  return [...new Map(fields.map((field) => [field.name, field])).values()]
}

/** "string", "integer", "a | b" for a closed set. */
export function makeType(of: Schema): string {
  if (of.const !== undefined) return JSON.stringify(of.const)
  if (of.enum) return of.enum.map((value) => JSON.stringify(value)).join(' | ')
  const variants = of.anyOf ?? of.oneOf
  if (variants) return [...new Set(variants.map(makeType))].join(' | ')
  if (of.type === 'array') return `${of.items ? makeType(of.items) : 'any'}[]`
  const type = Array.isArray(of.type) ? of.type.join(' | ') : (of.type ?? 'any')
  return of.format ? `${type} (${of.format})` : type
}

function makeNote({ description, minimum, maximum, maxLength }: Schema): string {
  const bounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER
  const range = [
    minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? `>= ${minimum}` : '',
    bounded ? `<= ${maximum}` : '',
  ]
  const length = maxLength === undefined ? '' : `<= ${maxLength} characters`
  return [description ?? '', ...range, length].filter(Boolean).join(', ')
}
