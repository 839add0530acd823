/** E flat 4, where struck wood sounds like wood; the fifth above it is 3/2 of it. */
const NOTE_HZ = 311
const FIFTH = 1.5
/** Partials of a struck wooden bar: ratio to the note, loudness, seconds to fade by 60 dB. */
const WOOD = [
  [1, 1, 0.5],
  [3.93, 0.22, 0.16],
  [9.2, 0.08, 0.06],
] as const
/** Quiet: about 55 dB(A) at 1 m on a kiosk's loudspeaker at its usual level. */
const LOUDNESS = 0.09

export type Sound = { welcome: () => void; halt: () => void; dispose: () => void }

/**
 * The two notes of the stage, synthesised. They sound only where the browser allows it (a kiosk's browser is set to,
 * others wait for a touch) and only between 8 and 20 o'clock.
 * @param hour the local hour, 0..23
 */
export function makeSound(isMuted: () => boolean, hour: () => number): Sound {
  let context: AudioContext | null = null
  const strike = (hz: number) => {
    if (isMuted() || hour() >= 20 || hour() < 8 || typeof AudioContext === 'undefined') return
    context ??= new AudioContext()
    if (context.state !== 'running') {
      // A note that comes late is worse than none: wake the context for the next one.
      void context.resume().catch(() => undefined)
      return
    }
    for (const [ratio, loud, fade] of WOOD) play(context, hz * ratio, LOUDNESS * loud, fade)
  }
  return {
    welcome: () => strike(NOTE_HZ),
    halt: () => strike(NOTE_HZ * FIFTH),
    dispose: () => {
      void context?.close().catch(() => undefined)
      context = null
    },
  }
}

function play(context: AudioContext, hz: number, loud: number, fade: number) {
  const at = context.currentTime + 0.005
  const tone = new OscillatorNode(context, { frequency: hz })
  const level = new GainNode(context, { gain: 0 })
  level.gain.setValueAtTime(0, at)
  level.gain.linearRampToValueAtTime(loud, at + 0.002)
  level.gain.exponentialRampToValueAtTime(loud / 1000, at + fade)
  tone.connect(level).connect(context.destination)
  tone.onended = () => level.disconnect()
  tone.start(at)
  tone.stop(at + fade + 0.02)
}
