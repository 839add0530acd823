import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const NONCE = 12
const TAG = 16

/**
 * Encrypts a destination's secret for the database: AES-256-GCM, bound to the destination's id, so that a row's secret
 * does not open in another row. Form: base64 of nonce, tag, text.
 * @param key 32 bytes, base64
 */
export function encryptSecret(secret: string, key: string, destinationId: string): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'base64'), nonce)
  cipher.setAAD(Buffer.from(destinationId))
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')
}

/** Reads it back. @throws when key, destination or text are not the ones it was made with */
export function decryptSecret(stored: string, key: string, destinationId: string): string {
  const bytes = Buffer.from(stored, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), bytes.subarray(0, NONCE), {
    authTagLength: TAG,
  })
  decipher.setAAD(Buffer.from(destinationId))
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
}

/** A new secret for a webhook, as Standard Webhooks writes it. */
export const makeWebhookSecret = () => `whsec_${randomBytes(32).toString('base64')}`
