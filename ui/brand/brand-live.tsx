'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { io, type Socket } from 'socket.io-client'
import { z } from 'zod'
import type { Language } from '@/domain/language'
import { brandEventSchema } from '@/protocol/analytics'
import type { ServerToBrand } from '@/protocol/socket'
import { makeExactTime } from '../house/time'
import { getTypeKey } from './event-type'
import { getSpeaker } from './words'

/** Numbers that change are fetched again at most this often. */
const REFRESH_MS = 2_000
/** Rows under the pointer, or with the keyboard in them, do not move: `data-still` marks such a table. */
const STILL = '[data-still]:is(:hover, :focus-within)'

/** The live dot: what landed last, and when. New events bring the page's numbers up to date where they stand. */
export function BrandLive({ language, timeZone }: { language: Language; timeZone: string }) {
  const t = getSpeaker(language)
  const router = useRouter()
  const [landed, setLanded] = useState<{ type: string; at: number } | null>(null)
  const [lost, setLost] = useState(false)
  const [held, setHeld] = useState(0)
  const fresh = useRef(0)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => {
      timer = undefined
      if (document.querySelector(STILL)) return setHeld(fresh.current)
      fresh.current = 0
      setHeld(0)
      router.refresh()
    }
    const socket: Socket<ServerToBrand> = io('/brand')
    socket.on('connect', () => setLost(false))
    socket.on('disconnect', () => setLost(true))
    socket.on('connect_error', (error) => {
      // The log-in ran out: the page's own guard leads to the log-in and back.
      if (error.message === 'signed_out') location.reload()
      else setLost(true)
    })
    socket.on('event.landed', (message) => {
      const events = z.array(brandEventSchema).safeParse(message)
      const last = events.data?.at(-1)
      if (!events.data || !last) return
      fresh.current += events.data.length
      setLanded({ type: last.type, at: Date.parse(last.at) })
      timer ??= setTimeout(refresh, REFRESH_MS)
    })
    return () => {
      clearTimeout(timer)
      socket.disconnect()
    }
  }, [router])

  const key = landed && getTypeKey(landed.type)
  const told = lost
    ? t('live.lost')
    : landed && key
      ? t('live.landed', { what: t(`live.${key}`), time: makeExactTime(landed.at, { timeZone, language }) })
      : t('live.quiet')
  return (
    <span className="flex items-center gap-2.5">
      {held > 0 && (
        <button
          type="button"
          className="btn btn-small"
          onClick={() => {
            fresh.current = 0
            setHeld(0)
            router.refresh()
          }}
        >
          {t('live.more', { count: held })}
        </button>
      )}
      <i
        className={`size-[9px] shrink-0 rounded-full ${lost ? 'border border-hall-control' : 'bg-lamp-4 shadow-[0_0_0_4px_#f58b3a33]'}`}
      />
      <span role="status" className="text-ink-2">
        {told}
      </span>
    </span>
  )
}
