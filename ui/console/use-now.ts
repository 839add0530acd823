'use client'

import { useEffect, useState } from 'react'

/** The server's time, told on by the second. `told` is the last time it said itself (Unix ms). */
export function useNow(told: number): number {
  const [now, setNow] = useState(told)
  useEffect(() => {
    const heardAt = performance.now()
    setNow(told)
    const timer = setInterval(() => setNow(told + performance.now() - heardAt), 1000)
    return () => clearInterval(timer)
  }, [told])
  return now
}
