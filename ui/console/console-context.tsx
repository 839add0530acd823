'use client'

import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react'
import type { Language } from '@/domain/language'
import type { Floor } from '@/protocol/floor'
import { useLiveFloor } from './use-live-floor'
import { getSpeaker, type Speak } from './words'

/** Who stands at the console. */
export type Staff = { name: string; role: 'admin' | 'manager' | 'staff' }
export type Store = { id: string; name: Floor['store'] }
/** What was just done, in words, and how to take it back where that makes sense. */
export type Notice = { text: string; undo?: () => void }

type Console = {
  floor: Floor
  lostSince: number | null
  staff: Staff
  stores: Store[]
  language: Language
  t: Speak
  /** How times are told: on the store's clock, in the reader's language. */
  clock: { timeZone: string; language: Language }
  notice: Notice | null
  tell: (notice: Notice | null) => void
}

const ConsoleContext = createContext<Console | null>(null)

/** Holds one store's live floor and what was last done, for everything on the page. */
export function ConsoleProvider(props: {
  floor: Floor
  staff: Staff
  stores: Store[]
  language: Language
  children: ReactNode
}) {
  const { staff, stores, language, children } = props
  const { floor, lostSince } = useLiveFloor(props.floor)
  const [notice, setNotice] = useState<Notice | null>(null)
  const tell = useCallback((next: Notice | null) => setNotice(next), [])
  const { timeZone } = floor
  const value = useMemo(
    () => ({
      floor,
      lostSince,
      staff,
      stores,
      language,
      t: getSpeaker(language),
      clock: { timeZone, language },
      notice,
      tell,
    }),
    [floor, lostSince, staff, stores, language, timeZone, notice, tell],
  )
  return <ConsoleContext value={value}>{children}</ConsoleContext>
}

/** The console around this component. */
export function useConsole(): Console {
  const found = use(ConsoleContext)
  if (!found) throw new Error('no ConsoleProvider around this component')
  return found
}
