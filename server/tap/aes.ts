import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { Aes } from '@/domain/tap/sun/aes'

/** AES-128 of Node's OpenSSL. */
export const nodeAes: Aes = {
  encrypt: (key, blocks) => createCipheriv('aes-128-ecb', key, null).setAutoPadding(false).update(blocks),
  decrypt: (key, iv, data) => createDecipheriv('aes-128-cbc', key, iv).setAutoPadding(false).update(data),
}
