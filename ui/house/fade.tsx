'use client'

import { useRef } from 'react'

/** A number or word that changes in place by cross-fade, never by counting up. The first one stands at once. */
export function Fade({ value }: { value: string }) {
  const first = useRef(value)
  const changed = useRef(false)
  if (first.current !== value) changed.current = true
  return (
    <span key={value} className={changed.current ? 'fade-in' : undefined}>
      {value}
    </span>
  )
}
