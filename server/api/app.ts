import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import formbody from '@fastify/formbody'
import swagger from '@fastify/swagger'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawServerDefault,
} from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { answerError } from './error'
import { makeForeignGuard } from './origin'
import { refuseBrokenText } from './text'

export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

export const API_PREFIX = '/api/v1'

type Options = {
  log: FastifyBaseLogger
  version: string
  trustProxy: boolean
  publicUrl: () => string | undefined
  /** Hears of every answer; `route` is the pattern, never the path. */
  observe: (answer: { method: string; route: string; status: number; seconds: number }) => void
  register: (api: Api) => void
}

/**
 * The one public HTTP interface, `/api/v1`: Fastify with zod schemas that check requests and describe themselves as
 * OpenAPI 3.1 at `/api/v1/openapi.json`. Returns the handler for our own HTTP server.
 */
export async function makeApi({ log, version, trustProxy, publicUrl, observe, register }: Options) {
  let handler: ((req: IncomingMessage, res: ServerResponse) => void) | undefined
  const api: Api = Fastify({
    loggerInstance: log,
    // What is worth a line is logged where it happens; requests are counted in the metrics.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy,
    bodyLimit: 512 * 1024,
    routerOptions: { maxParamLength: 500 },
    // What the router itself refuses, as an address with a part that is too long.
    frameworkErrors: (error, request, reply) => answerError(error, request, reply),
    serverFactory: (listener) => {
      handler = listener
      return createServer()
    },
  }).withTypeProvider<ZodTypeProvider>()
  api.setValidatorCompiler(validatorCompiler)
  api.setSerializerCompiler(serializerCompiler)
  api.setErrorHandler(answerError)
  api.setNotFoundHandler((request, reply) =>
    answerError({ name: 'AppError', code: 'not_found' }, request, reply),
  )
  api.addContentTypeParser(
    'application/cloudevents+json',
    { parseAs: 'string' },
    api.getDefaultJsonParser('error', 'error'),
  )
  api.addContentTypeParser(
    'application/cloudevents-batch+json',
    { parseAs: 'string' },
    api.getDefaultJsonParser('error', 'error'),
  )
  api.addHook('onRequest', makeForeignGuard(publicUrl))
  api.addHook('preValidation', refuseBrokenText)
  api.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    observe({ method: request.method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1000 })
  })
  await api.register(formbody)
  await api.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Footlight',
        version,
        description: 'Taps, visits, coupons, orders and events of a Footlight installation.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            description: 'A key made in the console, for one brand.',
          },
          session: { type: 'apiKey', in: 'cookie', name: 'footlight.session_token' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await api.register(
    async (scope) => {
      register(scope.withTypeProvider<ZodTypeProvider>() as Api)
      scope.get('/openapi.json', { schema: { hide: true } }, () => api.swagger())
    },
    { prefix: API_PREFIX },
  )
  await api.ready()
  return {
    api,
    handle: (req: IncomingMessage, res: ServerResponse) => handler?.(req, res),
    close: () => api.close(),
  }
}
