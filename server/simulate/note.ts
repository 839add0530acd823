import type { Clock } from '../clock'
import { AppError } from '../error'
import type { Tokens } from '../token'
import type { Origin } from '../visit/open'

/** What the simulator sends with every request: its signed note, and when the thing happened (Unix milliseconds). */
export const SIMULATOR_HEADER = 'footlight-simulator'
export const AT_HEADER = 'footlight-at'

/** Staff id of redemptions that the simulator made. */
export const SIMULATED_STAFF = 'simulator'

/**
 * When this happened: now, unless a demo's simulator says otherwise with its signed note. What it sends is marked.
 * @throws AppError `event_from_simulator` where nobody may say so: outside a demo, unsigned, or in the future
 */
export function parseOrigin(
  headers: { get(name: string): string | null },
  { clock, tokens, demo }: { clock: Clock; tokens: Tokens; demo: boolean },
): Origin {
  const note = headers.get(SIMULATOR_HEADER)
  if (note === null) return { at: clock.now(), simulated: false }
  const at = Number(headers.get(AT_HEADER) ?? Number.NaN)
  if (!demo || !tokens.isSimulator(note) || !Number.isSafeInteger(at) || at <= 0 || at > clock.now()) {
    throw new AppError({ code: 'event_from_simulator' })
  }
  return { at, simulated: true }
}
