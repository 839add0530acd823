'use client'
import { useEffect, useReducer, useRef, useState } from 'react'
import { z } from 'zod'
import { eventSchema } from '@/protocol/event'
import { visitViewSchema } from '@/protocol/visit'
import { evolvePlay, makePhone, type Play } from './phones'

const KEY = 'footlight.play'
const phoneSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,24}$/),
  slug: z.string(),
  live: z.boolean(),
  path: z.string().startsWith('/play/phone/').nullable(),
  seeds: z.object({ clicks: z.array(z.string()), visits: z.array(z.string()) }),
  visit: visitViewSchema.nullable(),
})
const playSchema = z.object({
  phones: z.array(phoneSchema).min(1).max(2),
  front: z.string(),
  events: z.array(eventSchema),
})

/** A random phone: tabs never share a visitor. */
export function makePhoneId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (byte % 36).toString(36)).join('')
}

/** The stage's state, kept for as long as the tab lives. `ready` turns true once it is known what the tab holds. */
export function usePlay(slug: string) {
  const [play, act] = useReducer(evolvePlay, { phones: [makePhone('0', slug)], front: '0', events: [] })
  const [ready, setReady] = useState(false)
  const latest = useRef(play)
  useEffect(() => {
    const id = makePhoneId()
    act({ type: 'restored', play: restore() ?? { phones: [makePhone(id, slug)], front: id, events: [] } })
    setReady(true)
  }, [slug])
  useEffect(() => {
    latest.current = play
    if (!ready) return
    const timer = setTimeout(() => store(latest.current), 300)
    return () => clearTimeout(timer)
  }, [play, ready])
  return { play, act, ready }
}

function restore(): Play | null {
  try {
    const parsed = playSchema.safeParse(JSON.parse(sessionStorage.getItem(KEY) ?? 'null'))
    if (!parsed.success) return null
    return parsed.data.phones.some(({ id }) => id === parsed.data.front) ? parsed.data : null
  } catch {
    return null
  }
}

function store(play: Play) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(play))
  } catch {
    // Storage may be refused: the stage then begins anew with each load.
  }
}
