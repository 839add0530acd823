import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { z } from 'zod'

const jwkSchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string().optional(),
})

export const passKeySchema = z.object({ kid: z.string(), privateJwk: jwkSchema })
export type PassKey = z.infer<typeof passKeySchema>

/** Makes an Ed25519 key pair for passes (RFC 8037), named by a short random key id. */
export function makePassKey(): PassKey {
  const { privateKey } = generateKeyPairSync('ed25519')
  return { kid: randomUUID().slice(0, 4), privateJwk: jwkSchema.parse(privateKey.export({ format: 'jwk' })) }
}
