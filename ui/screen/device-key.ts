import type { ScreenAuth } from '@/protocol/socket'
import { PROTOCOL_VERSION } from '@/protocol/version'

/** What a screen owns: its name and a key that never leaves this browser. */
export type DeviceKey = { screenId: string; keyId: string; keys: CryptoKeyPair }

/** Where a browser's own key lies; a virtual store's frames keep one each under `as:<screenId>`. */
export const OWN_SLOT = 'own'

const DATABASE = 'footlight-screen'
const STORE = 'key'

/** A new ECDSA P-256 key pair whose private half cannot be exported, and its public half as JWK (RFC 7517). */
export async function makeKeys(): Promise<{ keys: CryptoKeyPair; publicKey: JsonWebKey }> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey)
  return { keys, publicKey: { kty, crv, x, y } as JsonWebKey }
}

/** The key in a slot, or null. */
export async function getDeviceKey(slot: string): Promise<DeviceKey | null> {
  const found = await withStore('readonly', (store) => store.get(slot))
  return isDeviceKey(found) ? found : null
}

export async function storeDeviceKey(slot: string, key: DeviceKey): Promise<void> {
  await withStore('readwrite', (store) => store.put(key, slot))
}

export async function wipeDeviceKey(slot: string): Promise<void> {
  await withStore('readwrite', (store) => store.delete(slot))
}

/**
 * The handshake of one connect attempt: `screenId|keyId|at|nonce`, signed (ECDSA P-256, SHA-256, raw r|s, base64url).
 * @param at server time in ms, as well as it is known
 */
export async function makeScreenAuth(
  { screenId, keyId, keys }: DeviceKey,
  at: number,
  build: string,
): Promise<ScreenAuth> {
  const nonce = toBase64url(crypto.getRandomValues(new Uint8Array(18)))
  const whole = Math.round(at)
  const text = new TextEncoder().encode(`${screenId}|${keyId}|${whole}|${nonce}`)
  const signed = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, text)
  const signature = toBase64url(new Uint8Array(signed))
  return { protocol: PROTOCOL_VERSION, build, screenId, keyId, at: whole, nonce, signature }
}

function isDeviceKey(value: unknown): value is DeviceKey {
  return (
    typeof value === 'object' && value !== null && 'screenId' in value && 'keyId' in value && 'keys' in value
  )
}

async function withStore<T>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE)
  const database = await settle(opening)
  try {
    return await settle(use(database.transaction(STORE, mode).objectStore(STORE)))
  } finally {
    database.close()
  }
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
