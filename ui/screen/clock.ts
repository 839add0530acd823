/** One ping: when it left and came back on this device's steady clock, and the server's time in its answer. All ms. */
export type ClockSample = { sentAt: number; serverTime: number; receivedAt: number }

/** What a device knows about the server's clock. `offsetMs` is added to the device's clock; it glides to `targetMs`. */
export type ServerClock = {
  samples: readonly { offsetMs: number; rttMs: number }[]
  targetMs: number
  offsetMs: number
  slewedAt: number
  synced: boolean
}

/** Samples kept: with a ping every 5 s the last three minutes. */
const KEPT = 32
/** Slew at most 5 ms a second: a frame is never noticed. */
const SLEW = 0.005
/** Past this the clock jumps: at the first sync, or after sleep. */
const JUMP_MS = 250

/** A clock before its first ping, from a rough guess of the offset (0 when there is none). */
export function startClock(guessMs: number, at: number): ServerClock {
  return { samples: [], targetMs: guessMs, offsetMs: guessMs, slewedAt: at, synced: false }
}

/**
 * Takes one ping in. The offset is that of the sample with the shortest round trip among those kept: it had the
 * least room for unequal ways (the filter of NTP, RFC 5905 §10). Before the first sample the clock jumps.
 */
export function addClockSample(
  clock: ServerClock,
  { sentAt, serverTime, receivedAt }: ClockSample,
): ServerClock {
  const rttMs = receivedAt - sentAt
  if (!(rttMs >= 0) || !Number.isFinite(serverTime)) return clock
  const sample = { offsetMs: serverTime - (sentAt + receivedAt) / 2, rttMs }
  const samples = [...clock.samples, sample].slice(-KEPT)
  const best = samples.reduce((a, b) => (b.rttMs < a.rttMs ? b : a))
  const slewed = slewClock(clock, receivedAt)
  const jumps = !clock.synced || Math.abs(best.offsetMs - slewed.offsetMs) > JUMP_MS
  return {
    samples,
    targetMs: best.offsetMs,
    offsetMs: jumps ? best.offsetMs : slewed.offsetMs,
    slewedAt: receivedAt,
    synced: true,
  }
}

/** The clock moved on to `at`: its offset nearer to the target, never faster than the slew. */
export function slewClock(clock: ServerClock, at: number): ServerClock {
  const most = Math.max(0, at - clock.slewedAt) * SLEW
  const gap = clock.targetMs - clock.offsetMs
  const step = Math.min(Math.max(gap, -most), most)
  return { ...clock, offsetMs: clock.offsetMs + step, slewedAt: Math.max(at, clock.slewedAt) }
}

/** The server's time at `at` of the device's clock, without changing the clock. */
export function readClock(clock: ServerClock, at: number): number {
  return at + slewClock(clock, at).offsetMs
}
