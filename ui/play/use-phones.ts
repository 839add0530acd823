'use client'
import { type Dispatch, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Language } from '@/domain/language'
import type { Event } from '@/protocol/event'
import { alignLanguage, getBase, loadVisit, readFrame } from './frame'
import type { Act, Phone } from './phones'
import type { StageView } from './stage-view'

type Parts = { frame: HTMLIFrameElement | null; link: HTMLAnchorElement | null }
export type Reach = { id: string; x: number; y: number }

const TRAVEL_MS = 700
const REST_MS = 450
/** Changes that come in a bunch are asked about once. */
const GATHER_MS = 120
/** Turns and coupons also change by the clock alone, which no event of this visitor tells. */
const ASK_MS = 4_000

/** Hands on the phones: opens pages in them, carries one to the ring, and keeps what is known of their visits fresh. */
export function usePhones({
  stage,
  language,
  known,
  act,
}: {
  stage: StageView
  language: Language
  known: readonly { phone: Phone; own: readonly Event[] }[]
  act: Dispatch<Act>
}) {
  const parts = useRef(new Map<string, Parts>())
  /** Phones whose next page the stage opened: it must speak the stage's language. */
  const expected = useRef(new Set<string>())
  const [reach, setReach] = useState<Reach | null>(null)
  const [struck, setStruck] = useState(0)

  const get = (id: string): Parts => {
    const held = parts.current.get(id) ?? { frame: null, link: null }
    parts.current.set(id, held)
    return held
  }
  const bind = (id: string) => ({
    frame: (element: HTMLIFrameElement | null) => {
      get(id).frame = element
    },
    link: (element: HTMLAnchorElement | null) => {
      get(id).link = element
    },
  })
  const expect = (id: string) => {
    expected.current.add(id)
    get(id).frame?.setAttribute('data-loading', 'true')
  }

  const shown = async (id: string, frame: HTMLIFrameElement) => {
    if (expected.current.has(id)) {
      if (frame.contentWindow?.location.href === 'about:blank') return
      expected.current.delete(id)
      if (alignLanguage(frame, language)) {
        // The click is on this page only: it is noted before the page in the right language takes its place.
        const before = await readFrame(frame, id)
        if (before) act({ type: 'showed', id, ...before })
        return
      }
    }
    frame.removeAttribute('data-loading')
    const page = await readFrame(frame, id)
    if (page) act({ type: 'showed', id, ...page })
  }

  const walkIn = (id: string) => {
    const { frame } = get(id)
    const ring = document.querySelector('.room .ring')?.getBoundingClientRect()
    const body = frame?.closest('.phone')?.getBoundingClientRect()
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    const far = ring && body && ring.width > 0 && !still
    setReach({
      id,
      x: far ? ring.left + ring.width / 2 - (body.left + body.width / 2) : 0,
      y: far ? ring.top + ring.height / 2 - (body.top + body.height * 0.24) : 0,
    })
    setTimeout(
      () => {
        setStruck((count) => count + 1)
        expect(id)
        act({ type: 'went', id })
        const query = new URLSearchParams({ lang: language })
        frame?.contentWindow?.location.replace(`${getBase(id)}/t/${stage.touchpointId}?${query}`)
        setTimeout(() => setReach(null), still ? 0 : REST_MS)
      },
      still ? 0 : TRAVEL_MS,
    )
  }

  const refresh = useEffectEvent(async (id: string) => {
    const token = known.find(({ phone }) => phone.id === id)?.phone.visit?.token
    const visit = token ? await loadVisit(id, token) : null
    if (visit) act({ type: 'viewed', id, visit })
  })
  const marks = known.map(({ phone, own }) => `${phone.id}:${own.length}`).join(' ')
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const mark of marks.split(' ')) void refresh(mark.split(':')[0] ?? '')
    }, GATHER_MS)
    return () => clearTimeout(timer)
  }, [marks])
  const askAll = useEffectEvent(() => {
    if (document.hidden) return
    for (const { phone } of known) if (phone.visit && phone.visit.stage !== 'closed') void refresh(phone.id)
  })
  useEffect(() => {
    const timer = setInterval(() => askAll(), ASK_MS)
    return () => clearInterval(timer)
  }, [])

  const speak = useEffectEvent((tongue: Language) => {
    for (const { phone } of known) {
      const { frame } = get(phone.id)
      if (phone.live && frame) alignLanguage(frame, tongue)
    }
  })
  const spoken = useRef(language)
  useEffect(() => {
    if (spoken.current === language) return
    spoken.current = language
    speak(language)
  }, [language])

  const link = useCallback((id: string) => parts.current.get(id)?.link ?? null, [])
  return { bind, link, walkIn, reach, struck, shown, expect }
}
