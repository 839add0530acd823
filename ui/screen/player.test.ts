import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cue } from '@/protocol/cue'
import {
  adoptCue,
  advancePlayer,
  EMPTY_PLAYER,
  getNextChange,
  type Player,
  receiveCue,
  reconnectPlayer,
} from './player'

const id = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`
const base = { zoneId: 'tea-room', surface: 'north-wall' }
const attract = (revision: number, startAt: number): Cue => ({
  ...base,
  id: id(revision),
  revision,
  startAt,
  kit: 'attract',
  params: {
    brand: null,
    line: { zh: '灯', en: 'lamp' },
    sub: { zh: '碰', en: 'touch' },
    touchpointUrl: null,
    paused: false,
  },
})
const dark = (revision: number, startAt: number, until?: number): Cue => ({
  ...base,
  id: id(revision),
  revision,
  startAt,
  kit: 'dark',
  params: {},
  ...(until !== undefined && { until }),
})
const play = (cues: Cue[], now: number): Player =>
  cues.reduce((player, cue) => receiveCue(player, cue, now).player, EMPTY_PLAYER)

describe('the cue player', () => {
  it('holds a cue until its start, then plays it', () => {
    const held = play([attract(1, 0), dark(2, 5000)], 1000)
    expect(held.playing?.kit).toBe('attract')
    expect(getNextChange(held)).toBe(5000)
    expect(advancePlayer(held, 5000).playing?.kit).toBe('dark')
  })
  it('drops a lower revision', () => {
    expect(play([dark(5, 0), attract(4, 0)], 1000).playing?.revision).toBe(5)
  })
  it('asks when a revision was skipped, and not when none was', () => {
    const player = play([attract(1, 0)], 0)
    expect(receiveCue(player, dark(2, 0), 0).gap).toBe(false)
    expect(receiveCue(player, dark(4, 0), 0).gap).toBe(true)
  })
  it('does not start a cue again that it plays', () => {
    const player = play([attract(1, 0)], 0)
    expect(receiveCue(player, attract(1, 0), 10).player).toBe(player)
  })
  it('goes back to the last attract when a cue is over', () => {
    const player = play([attract(1, 0), dark(2, 100, 900)], 200)
    expect(getNextChange(player)).toBe(900)
    expect(advancePlayer(player, 900).playing?.kit).toBe('attract')
  })
  it('shows nothing rather than a stale scene when it never saw an attract', () => {
    expect(advancePlayer(play([dark(2, 100, 900)], 200), 900).playing).toBeNull()
  })
  it('joins in the middle, and after a new connection takes the server’s word even when it is lower', () => {
    const player = adoptCue(reconnectPlayer(play([dark(9, 0)], 10)), attract(3, 5), 1_000_000)
    expect(player.playing?.kit).toBe('attract')
    expect(player.revision).toBe(3)
  })
  it('keeps an order that overtook the snapshot of the same connection', () => {
    const connected = reconnectPlayer(play([attract(9, 0)], 10))
    expect(adoptCue(receiveCue(connected, dark(4, 0), 20).player, attract(3, 0), 30).playing?.kit).toBe(
      'dark',
    )
  })
  it('ends on the highest revision, in whatever order cues arrive', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 1 }), (revisions) => {
        const player = play(
          revisions.map((r) => dark(r, 0)),
          10,
        )
        expect(player.playing?.revision).toBe(Math.max(...revisions))
      }),
    )
  })
})
