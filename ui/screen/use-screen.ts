'use client'
import { useEffect, useState } from 'react'
import { wipeDeviceKey } from './device-key'
import { enrolScreen, guessOffset } from './enrol'
import { type PairingStep, wait } from './pairing'
import { type Playing, playStage, type StagePlay, steadyNow } from './stage-play'

/** What a screen's page is at. */
export type ScreenState =
  | { phase: 'starting' }
  | { phase: 'insecure' }
  | { phase: 'pairing'; step: PairingStep; revoked: boolean }
  | { phase: 'playing'; playing: Playing; stage: StagePlay }

/**
 * Runs this browser as a screen while mounted: enrols it, plays it, and starts over when it is revoked.
 * @param claim a virtual store's screen to be, or null
 * @returns the state, and a way to ask again after staff refused
 */
export function useScreen(claim: string | null, build: string): { state: ScreenState; again: () => void } {
  const [state, setState] = useState<ScreenState>({ phase: 'starting' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const stopping = new AbortController()
    runScreen(claim, build, attempt, setState, stopping.signal).catch((error: unknown) => {
      if (!stopping.signal.aborted) throw error
    })
    return () => stopping.abort()
  }, [claim, build, attempt])
  return { state, again: () => setAttempt((n) => n + 1) }
}

async function runScreen(
  claim: string | null,
  build: string,
  _attempt: number,
  set: (state: ScreenState) => void,
  signal: AbortSignal,
): Promise<void> {
  if (typeof crypto.subtle === 'undefined') return set({ phase: 'insecure' })
  for (let revoked = false; ; revoked = true) {
    const enrolment = await enrolScreen(claim, (step) => set({ phase: 'pairing', step, revoked }), signal)
    if (!enrolment) return
    const guessMs = await guessOffset(steadyNow, signal)
    await playUntilRevoked(enrolment.key, build, guessMs, set, signal)
    await wipeDeviceKey(enrolment.slot).catch(() => undefined)
    await wait(1_500, signal)
  }
}

function playUntilRevoked(
  key: Parameters<typeof playStage>[0],
  build: string,
  guessMs: number,
  set: (state: ScreenState) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let latest: Playing = { snapshot: null, cue: null, connected: false, identified: false }
    const stage = playStage(key, {
      build,
      guessMs,
      onChange: (playing) => {
        latest = playing
        set({ phase: 'playing', playing, stage })
      },
      onRevoked: () => {
        stop()
        resolve()
      },
    })
    const aborted = () => {
      stop()
      reject(signal.reason)
    }
    const stop = () => {
      signal.removeEventListener('abort', aborted)
      stage.stop()
    }
    signal.addEventListener('abort', aborted, { once: true })
    set({ phase: 'playing', playing: latest, stage })
  })
}
