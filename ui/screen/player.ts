import type { Cue } from '@/protocol/cue'

/** What a screen plays, what it will play, and what it goes back to. */
export type Player = {
  playing: Cue | null
  /** Waits for its `startAt`. One is enough: a newer order replaces an older one that has not begun. */
  next: Cue | null
  lastAttract: Cue | null
  revision: number
}

export const EMPTY_PLAYER: Player = { playing: null, next: null, lastAttract: null, revision: -1 }

/** A cue that begins within this many ms begins now: a frame, and the timer's own slack. */
const EARLY_MS = 4

/**
 * Takes an order in. A lower revision is dropped. `gap` says that orders may have been missed in between: the
 * screen plays what it has and asks what it should be showing.
 * @param now server time
 */
export function receiveCue(player: Player, cue: Cue, now: number): { player: Player; gap: boolean } {
  if (cue.revision < player.revision) return { player, gap: false }
  if (cue.id === player.playing?.id || cue.id === player.next?.id) return { player, gap: false }
  const gap = player.revision >= 0 && cue.revision > player.revision + 1
  return { player: advancePlayer({ ...player, next: cue, revision: cue.revision }, now), gap }
}

/** A new connection: whatever revision the server names first counts, also after it was restored from a backup. */
export const reconnectPlayer = (player: Player): Player => ({ ...player, revision: -1 })

/**
 * Takes over what the server says the screen should show: at connect, and as the answer to a question. A cue that
 * has begun is joined in the middle; one that is older than an order of the same connection was overtaken by it.
 */
export function adoptCue(player: Player, cue: Cue, now: number): Player {
  if (cue.revision < player.revision) return player
  if (cue.id === player.playing?.id) return { ...player, next: null, revision: cue.revision }
  return advancePlayer({ ...player, next: cue, revision: cue.revision }, now)
}

/** The player at `now`: begins what is due, and leaves what is over for the last attract. */
export function advancePlayer(player: Player, now: number): Player {
  if (player.next && now >= player.next.startAt - EARLY_MS) {
    const { next } = player
    const begun = {
      ...player,
      playing: next,
      next: null,
      lastAttract: next.kit === 'attract' ? next : player.lastAttract,
    }
    return advancePlayer(begun, now)
  }
  const { playing, lastAttract } = player
  if (playing?.until !== undefined && playing.kit !== 'attract' && now >= playing.until)
    return { ...player, playing: lastAttract }
  return player
}

/** Server time of the next change that comes by itself, or null when there is none. */
export function getNextChange({ playing, next }: Player): number | null {
  const until = playing?.kit === 'attract' ? undefined : playing?.until
  const times = [next?.startAt, until].filter((time) => time !== undefined)
  return times.length > 0 ? Math.min(...times) : null
}

/** The scene's name, as reports carry it: `attract`, `dark`, or the climb's own scene. */
export function getSceneName(cue: Cue | null): string {
  if (!cue) return 'attract'
  return cue.kit === 'climb' ? cue.params.scene : cue.kit
}
