import { z } from 'zod'
import { type DeviceKey, makeKeys } from './device-key'

const pairingSchema = z.object({
  pairingId: z.string(),
  code: z.string(),
  expiresAt: z.union([z.number(), z.string()]),
})
export type Pairing = z.infer<typeof pairingSchema>

const statusSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('waiting') }),
  z.object({ status: z.literal('approved'), screenId: z.string(), keyId: z.string() }),
  z.object({ status: z.literal('refused') }),
  z.object({ status: z.literal('expired') }),
])
const claimSchema = z.object({ screenId: z.string(), keyId: z.string() })

export type PairingStep =
  | { step: 'asking' }
  | { step: 'showing'; pairing: Pairing }
  | { step: 'refused' }
  | { step: 'unreachable' }

const POLL_MS = 2_000
const RETRY_MS = 4_000

/** Takes a virtual store's screen over without asking, or null where that is not allowed. */
export async function claimScreen(screenId: string, signal: AbortSignal): Promise<DeviceKey | null> {
  const { keys, publicKey } = await makeKeys()
  const response = await post('/api/v1/screens/claims', { screenId, publicKey }, signal)
  if (!response.ok) return null
  return { ...claimSchema.parse(await response.json()), keys }
}

/**
 * Asks to be let in until staff say yes, with a new code whenever one expires. Ends with the device's key, or null
 * when staff refuse. Every change is told to `onStep`.
 * @throws only when `signal` aborts
 */
export async function pairScreen(
  onStep: (step: PairingStep) => void,
  signal: AbortSignal,
): Promise<DeviceKey | null> {
  const { keys, publicKey } = await makeKeys()
  const kindHint = innerHeight > innerWidth ? 'kiosk' : 'projector'
  for (;;) {
    onStep({ step: 'asking' })
    const pairing = await untilReached(onStep, signal, async () => {
      const response = await post('/api/v1/screens/pairings', { publicKey, kindHint }, signal)
      return response.ok ? pairingSchema.parse(await response.json()) : null
    })
    const answer = await awaitAnswer(pairing, onStep, signal)
    if (answer.status === 'approved') return { screenId: answer.screenId, keyId: answer.keyId, keys }
    if (answer.status === 'refused') {
      onStep({ step: 'refused' })
      return null
    }
  }
}

async function awaitAnswer(pairing: Pairing, onStep: (step: PairingStep) => void, signal: AbortSignal) {
  for (;;) {
    onStep({ step: 'showing', pairing })
    const answer = await untilReached(onStep, signal, async () => {
      const response = await fetch(`/api/v1/screens/pairings/${encodeURIComponent(pairing.pairingId)}`, {
        signal,
      })
      if (response.status === 404 || response.status === 410) return { status: 'expired' } as const
      return response.ok ? statusSchema.parse(await response.json()) : null
    })
    if (answer.status !== 'waiting') return answer
    await wait(POLL_MS, signal)
  }
}

/** Tries until the server answers with something; in between the page says that it does not. */
async function untilReached<T>(
  onStep: (step: PairingStep) => void,
  signal: AbortSignal,
  attempt: () => Promise<T | null>,
): Promise<T> {
  for (;;) {
    const result = await attempt().catch(() => null)
    signal.throwIfAborted()
    if (result !== null) return result
    onStep({ step: 'unreachable' })
    await wait(RETRY_MS, signal)
  }
}

function post(url: string, body: unknown, signal: AbortSignal): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  })
}

/** Resolves after `ms`, or rejects when the signal aborts. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
}
