'use client'

import { useCallback, useEffect, useState } from 'react'

const SHELF = 'footlight.set-aside'
const MOST = 100

/** Alerts somebody at this console is seeing to: kept on this device, so that a reload does not raise them again. */
export function useSetAside() {
  const [keys, setKeys] = useState<readonly string[]>([])

  useEffect(() => {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(SHELF) ?? '[]')
      if (Array.isArray(kept)) setKeys(kept.filter((key) => typeof key === 'string'))
    } catch {
      localStorage.removeItem(SHELF)
    }
  }, [])

  const keep = useCallback((change: (keys: readonly string[]) => readonly string[]) => {
    setKeys((before) => {
      const after = change(before).slice(-MOST)
      localStorage.setItem(SHELF, JSON.stringify(after))
      return after
    })
  }, [])

  return {
    keys,
    setAside: useCallback((key: string) => keep((before) => [...before, key]), [keep]),
    takeBack: useCallback((key: string) => keep((before) => before.filter((each) => each !== key)), [keep]),
  }
}
