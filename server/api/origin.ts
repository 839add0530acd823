import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../error'
import { isOwnOrigin } from '../origin'

/** Refuses what a page of another site sends: by Origin, and by Sec-Fetch-Site where a browser left Origin out. */
export function makeForeignGuard(publicUrl: () => string | undefined) {
  return async (request: FastifyRequest, _reply: FastifyReply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    const { origin, host } = request.headers
    const foreign = origin === 'null' || !isOwnOrigin(origin, host, publicUrl())
    const site = request.headers['sec-fetch-site']
    if (foreign || (origin === undefined && (site === 'cross-site' || site === 'same-site'))) {
      throw new AppError({ code: 'wrong_origin' })
    }
  }
}
