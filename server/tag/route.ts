import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { SUN_MODES } from '@/domain/tap/sun/message'
import type { Api } from '../api/app'
import { errors } from '../api/schema'
import type { Auth } from '../auth/auth'
import { needStaff } from '../auth/guard'
import type { Catalogue } from '../campaign/data'
import { AppError } from '../error'
import type { TagService } from './service'

const session = [{ session: [] }]
const touchpoint = z.object({ touchpointId: z.string().max(64) })
const uidSchema = z
  .string()
  .trim()
  .regex(/^[0-9a-fA-F]{14}$/)
const keySchema = z
  .string()
  .regex(/^[0-9a-fA-F]{32}$/)
  .refine((key) => !/^0+$/.test(key))
const tagMade = z.object({
  tagId: z.uuid(),
  uid: z.string(),
  mode: z.enum(SUN_MODES),
  url: z.string(),
  keys: z.object({ app: z.string(), meta: z.string(), file: z.string() }).nullable(),
})

type Parts = { auth: Auth; catalogue: Catalogue; tags: TagService }

/** Chips of a touchpoint: registered one by one or by the hundred, listed, revoked. Admins only; all of it is audited. */
export function registerTagRoutes(api: Api, { auth, catalogue, tags }: Parts): void {
  async function needAdmin(request: FastifyRequest) {
    const viewer = await needStaff(auth, request)
    if (viewer.role !== 'admin') throw new AppError({ code: 'forbidden' })
    return viewer
  }
  async function needTouchpoint(id: string) {
    const found = await catalogue.getTouchpoint(id)
    if (!found) throw new AppError({ code: 'not_found' })
    return found.id
  }

  api.post(
    '/touchpoints/:touchpointId/tags',
    {
      schema: {
        tags: ['staff'],
        summary:
          'Registers one NTAG 424 DNA. Without `keys` it answers what to write to the chip, keys included, this once.',
        security: session,
        params: touchpoint,
        body: z.object({
          uid: uidSchema,
          mode: z.enum(SUN_MODES).optional(),
          macInput: z.string().max(256).optional(),
          keys: z.object({ meta: keySchema, file: keySchema }).optional(),
        }),
        response: { 200: tagMade, ...errors(400, 401, 403, 404, 409) },
      },
    },
    async (request) => {
      const { userId } = await needAdmin(request)
      return tags.addTag(await needTouchpoint(request.params.touchpointId), request.body, userId)
    },
  )

  // A CSV file is a body like any other: its text is under `csv`.
  api.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) =>
    done(null, { csv: body }),
  )
  api.post(
    '/touchpoints/:touchpointId/tags/import',
    {
      schema: {
        tags: ['staff'],
        summary: 'Registers a CSV file of tags (`text/csv`): one UID a line. Lines that are wrong are named.',
        security: session,
        consumes: ['text/csv', 'application/json'],
        params: touchpoint,
        body: z.object({ csv: z.string().min(1).max(100_000) }),
        response: {
          200: z.object({
            tags: z.array(tagMade.extend({ line: z.int() })),
            errors: z.array(
              z.object({ line: z.int(), reason: z.enum(['uid_invalid', 'uid_twice', 'tag_taken']) }),
            ),
          }),
          ...errors(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const { userId } = await needAdmin(request)
      return tags.addTags(await needTouchpoint(request.params.touchpointId), request.body.csv, userId)
    },
  )

  api.get(
    '/touchpoints/:touchpointId/tags',
    {
      schema: {
        tags: ['staff'],
        summary: 'The tags of a touchpoint, with the counter of the last reading taken; -1 before the first.',
        security: session,
        params: touchpoint,
        response: {
          200: z.object({
            tags: z.array(
              z.object({
                tagId: z.uuid(),
                uid: z.string(),
                mode: z.enum(SUN_MODES),
                keyVersion: z.int().nullable(),
                counter: z.int(),
                createdAt: z.number(),
                revokedAt: z.number().nullable(),
              }),
            ),
          }),
          ...errors(401, 403, 404),
        },
      },
    },
    async (request) => {
      await needAdmin(request)
      const rows = await tags.getTags(await needTouchpoint(request.params.touchpointId))
      return {
        tags: rows.map(({ id, uid, mode, keyVersion, counter, createdAt, revokedAt }) => ({
          tagId: id,
          uid,
          mode,
          keyVersion,
          counter,
          createdAt,
          revokedAt,
        })),
      }
    },
  )

  api.post(
    '/tags/:tagId/revoke',
    {
      schema: {
        tags: ['staff'],
        summary: 'Shuts a tag out: what it shows from now on is refused.',
        security: session,
        params: z.object({ tagId: z.uuid() }),
        body: z.looseObject({}).nullish(),
        response: { 200: z.object({ revoked: z.boolean() }), ...errors(400, 401, 403) },
      },
    },
    async (request) => {
      const { userId } = await needAdmin(request)
      return { revoked: await tags.revoke(request.params.tagId, userId) }
    },
  )
}
