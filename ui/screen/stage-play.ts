import { makeUuidv7 } from '@/domain/id'
import type { Cue, Point } from '@/protocol/cue'
import type { ScreenSnapshot } from '@/protocol/socket'
import type { Ask } from '@/ui/kits/asks'
import { addClockSample, readClock, type ServerClock, startClock } from './clock'
import type { DeviceKey } from './device-key'
import { connectScreen } from './link'
import { addReport, type Outbox, settleReport } from './outbox'
import {
  adoptCue,
  advancePlayer,
  EMPTY_PLAYER,
  getNextChange,
  getSceneName,
  type Player,
  receiveCue,
  reconnectPlayer,
} from './player'
import { makeSound } from './sound'

/** What the page draws. `cue` is null before the first, and after a scene that had no attract before it. */
export type Playing = {
  snapshot: ScreenSnapshot | null
  cue: Cue | null
  connected: boolean
  /** Staff are looking for this screen: it shows its name. */
  identified: boolean
}

const IDENTIFY_MS = 8_000

export type StagePlay = {
  serverNow: () => number
  lampFeed: (listener: (lamp: Point) => void) => () => void
  ask: (what: Ask) => Promise<boolean>
  setFps: (read: () => number | null) => void
  stop: () => void
}

const BEAT_MS = 5_000
const RELOAD_JITTER_MS = 15_000

/** This device's clock: it never steps while the page lives, whatever the system's clock does. */
export const steadyNow = () => performance.timeOrigin + performance.now()

/**
 * Plays one enrolled screen until stopped: link, clock, cues at their time, reports, beats, sound. Everything it
 * holds is bounded. `onChange` gets what to draw, `onRevoked` is told when the key opens nothing any more.
 * @param guessMs rough offset of the server's clock, before the first ping
 */
export function playStage(
  key: DeviceKey,
  {
    build,
    guessMs,
    onChange,
    onRevoked,
  }: {
    build: string
    guessMs: number
    onChange: (playing: Playing) => void
    onRevoked: () => void
  },
): StagePlay {
  let clock: ServerClock = startClock(guessMs, steadyNow())
  let player: Player = EMPTY_PLAYER
  let outbox: Outbox = []
  let shown: Playing = { snapshot: null, cue: null, connected: false, identified: false }
  let readFps: () => number | null = () => null
  let sending = false
  let reloads = false
  let identifyTimer: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  let changeTimer: ReturnType<typeof setTimeout> | undefined
  let changeFrame: number | undefined
  let askedAt = Number.NEGATIVE_INFINITY
  const lampListeners = new Set<(lamp: Point) => void>()
  const serverNow = () => readClock(clock, steadyNow())
  const sound = makeSound(
    () => shown.snapshot?.muted !== false,
    () => new Date(serverNow()).getHours(),
  )

  const show = (change: Partial<Playing>) => {
    shown = { ...shown, ...change }
    onChange(shown)
  }
  const apply = (next: Player) => {
    const before = player.playing
    player = next
    if (next.playing !== before) begin(next.playing, before)
    schedule()
  }
  const begin = (cue: Cue | null, before: Cue | null) => {
    show({ cue })
    if (!cue) return
    if (cue.id !== before?.id) reportAfterFrame(cue)
    if (cue.kit === 'climb') ring(cue, before)
    if (cue.kit === 'attract' && reloads)
      setTimeout(() => location.reload(), Math.random() * RELOAD_JITTER_MS)
  }
  const ring = (cue: Cue & { kit: 'climb' }, before: Cue | null) => {
    const same = before?.kit === 'climb' && before.params.light.gel === cue.params.light.gel
    if (!same && cue.params.scene === 'welcome') sound.welcome()
    if (same && cue.params.lit.length > before.params.lit.length) sound.halt()
  }
  const schedule = () => {
    clearTimeout(changeTimer)
    if (changeFrame !== undefined) cancelAnimationFrame(changeFrame)
    changeFrame = undefined
    const at = getNextChange(player)
    if (at === null || stopped) return
    const due = () => {
      changeFrame = undefined
      const next = advancePlayer(player, serverNow())
      if (next !== player) apply(next)
      else schedule()
    }
    const inMs = at - serverNow()
    // The last stretch goes by frames: a timer alone is late by several.
    if (inMs > 40 || document.hidden)
      changeTimer = setTimeout(document.hidden ? due : schedule, Math.min(Math.max(inMs - 30, 5), 60_000))
    else changeFrame = requestAnimationFrame(due)
  }
  const reportAfterFrame = (cue: Cue) => {
    requestAnimationFrame(() =>
      setTimeout(() => {
        const now = serverNow()
        const eventId = makeUuidv7(now, crypto.getRandomValues(new Uint8Array(10)))
        outbox = addReport(outbox, {
          eventId,
          cueId: cue.id,
          scene: getSceneName(cue),
          lateMs: Math.round(now - cue.startAt),
        })
        void send()
      }, 0),
    )
  }
  const send = async () => {
    if (sending) return
    sending = true
    for (let report = outbox[0]; report && !stopped; report = outbox[0]) {
      if (!(await link.report(report))) break
      outbox = settleReport(outbox, report.eventId)
    }
    sending = false
  }
  const askCue = async () => {
    if (steadyNow() - askedAt < 1_000) return
    askedAt = steadyNow()
    const cue = await link.requestCue()
    if (cue && !stopped) apply(adoptCue(player, cue, serverNow()))
  }

  const link = connectScreen(
    key,
    build,
    { now: steadyNow, serverNow },
    {
      snapshot(snapshot) {
        show({ snapshot })
        apply(adoptCue(player, snapshot.cue, serverNow()))
      },
      cue(cue) {
        const { player: next, gap } = receiveCue(player, cue, serverNow())
        if (next !== player) apply(next)
        if (gap) void askCue()
      },
      lamp(lamp) {
        for (const listener of lampListeners) listener(lamp)
      },
      ping(sentAt, serverTime, receivedAt) {
        const first = !clock.synced
        clock = addClockSample(clock, { sentAt, serverTime, receivedAt })
        if (first) apply(advancePlayer(player, serverNow()))
      },
      connected(connected) {
        if (connected !== shown.connected) show({ connected })
        if (!connected) return
        player = reconnectPlayer(player)
        void askCue()
        void send()
      },
      reload() {
        reloads = true
        if (player.playing?.kit !== 'climb')
          setTimeout(() => location.reload(), Math.random() * RELOAD_JITTER_MS)
      },
      identify() {
        show({ identified: true })
        clearTimeout(identifyTimer)
        identifyTimer = setTimeout(() => show({ identified: false }), IDENTIFY_MS)
      },
      revoked: onRevoked,
    },
  )
  const beatTimer = setInterval(() => {
    const clockOffsetMs = Math.round(clock.offsetMs * 10) / 10
    link.beat({
      revision: player.revision,
      scene: getSceneName(player.playing),
      fps: readFps(),
      clockOffsetMs,
    })
    void send()
  }, BEAT_MS)
  const seen = () => document.hidden || schedule()
  document.addEventListener('visibilitychange', seen)

  return {
    serverNow,
    lampFeed(listener) {
      lampListeners.add(listener)
      return () => lampListeners.delete(listener)
    },
    ask: (what) => link.ask(what),
    setFps(read) {
      readFps = read
    },
    stop() {
      stopped = true
      clearInterval(beatTimer)
      clearTimeout(identifyTimer)
      clearTimeout(changeTimer)
      if (changeFrame !== undefined) cancelAnimationFrame(changeFrame)
      document.removeEventListener('visibilitychange', seen)
      sound.dispose()
      link.stop()
    },
  }
}
