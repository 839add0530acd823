import { type DeviceKey, getDeviceKey, OWN_SLOT, storeDeviceKey } from './device-key'
import { claimScreen, type PairingStep, pairScreen, wait } from './pairing'

/** A key, and the slot it lies in. */
export type Enrolment = { slot: string; key: DeviceKey }

/**
 * Finds this screen's key, or gets one: the stored one, else (in a virtual store) by claiming `claim`, else by
 * pairing. Null when staff refused.
 * @throws only when `signal` aborts
 */
export async function enrolScreen(
  claim: string | null,
  onStep: (step: PairingStep) => void,
  signal: AbortSignal,
): Promise<Enrolment | null> {
  if (claim) {
    const slot = `as:${claim}`
    const key = (await getDeviceKey(slot)) ?? (await claimUntilAnswered(claim, onStep, signal))
    if (key) return keep({ slot, key })
  }
  const stored = await getDeviceKey(OWN_SLOT)
  if (stored) return { slot: OWN_SLOT, key: stored }
  const paired = await pairScreen(onStep, signal)
  return paired && keep({ slot: OWN_SLOT, key: paired })
}

async function keep(enrolment: Enrolment): Promise<Enrolment> {
  // Storage may be refused (private windows): the screen then plays, and pairs again after its next reload.
  await storeDeviceKey(enrolment.slot, enrolment.key).catch(() => undefined)
  return enrolment
}

async function claimUntilAnswered(claim: string, onStep: (step: PairingStep) => void, signal: AbortSignal) {
  for (;;) {
    const answer = await claimScreen(claim, signal).catch(() => 'unreachable' as const)
    signal.throwIfAborted()
    if (answer !== 'unreachable') return answer
    onStep({ step: 'unreachable' })
    await wait(3_000, signal)
  }
}

/**
 * Offset of the server's clock from the device's, to the second, from the `Date` of an HTTP answer (RFC 9110
 * §6.6.1): a handshake must be dated before the first ping can be. 0 when there is no answer.
 */
export async function guessOffset(now: () => number, signal: AbortSignal): Promise<number> {
  const response = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store', signal }).catch(
    () => null,
  )
  signal.throwIfAborted()
  const date = Date.parse(response?.headers.get('date') ?? '')
  return Number.isNaN(date) ? 0 : date + 500 - now()
}
