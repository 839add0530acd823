import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Api } from '../api/app'
import type { ApiKeys } from '../auth/api-key'
import type { Origin } from '../visit/open'
import { orderAnswer, orderBody, refundAnswer, refundBody } from './schema'
import type { OrderService } from './service'

const security = [{ apiKey: [] }]

/**
 * `POST /orders` and `POST /orders/:orderId/refunds`, for holders of a brand's API key with the scope `orders`.
 * `readOrigin` says whether a demo's simulator sent the order; its refunds take the order's mark.
 */
export function registerOrderRoutes(
  api: Api,
  orders: OrderService,
  keys: ApiKeys,
  readOrigin: (request: FastifyRequest) => Origin,
): void {
  api.route({
    method: 'POST',
    url: '/orders',
    schema: {
      operationId: 'placeOrder',
      summary: 'Report an order',
      description:
        'Idempotent by brand, origin and externalId: the same body again answers the same order, another body is refused with order_conflict.',
      tags: ['orders'],
      security,
      body: orderBody,
      response: { 200: orderAnswer, 201: orderAnswer },
    },
    handler: async (request, reply) => {
      const { brandId, keyId } = await keys.requireKey(request, 'orders')
      const { isNew, ...answer } = await orders.place(brandId, keyId, request.body, readOrigin(request))
      return reply.status(isNew ? 201 : 200).send(answer)
    },
  })

  api.route({
    method: 'POST',
    url: '/orders/:orderId/refunds',
    schema: {
      operationId: 'refundOrder',
      summary: 'Report a refund',
      description: 'In full or in part. Idempotent by the externalId of the refund.',
      tags: ['orders'],
      security,
      params: z.object({ orderId: z.uuid() }),
      body: refundBody,
      response: { 200: refundAnswer, 201: refundAnswer },
    },
    handler: async (request, reply) => {
      const { brandId, keyId } = await keys.requireKey(request, 'orders')
      const { isNew, ...answer } = await orders.refund(brandId, keyId, request.params.orderId, request.body)
      return reply.status(isNew ? 201 : 200).send(answer)
    },
  })
}
