'use client'
import { useEffect, useState } from 'react'

/**
 * A value that follows `next` after `ms`, and what it was before: an event is read first, then its number moves.
 * `key` says whether two values are the same.
 */
export function useSettled<T>(next: T, key: string, ms: number): { shown: T; was: T | null } {
  const [held, setHeld] = useState<{ shown: T; key: string; was: T | null }>({ shown: next, key, was: null })
  useEffect(() => {
    if (key === held.key) return
    const timer = setTimeout(() => setHeld((before) => ({ shown: next, key, was: before.shown })), ms)
    return () => clearTimeout(timer)
  }, [next, key, held.key, ms])
  return held
}
