'use client'
import { useEffect, useState } from 'react'
import { makeLightName } from '@/domain/visit/light'
import type { Glow } from '@/protocol/cue'
import { GelShape } from '@/ui/light/gel'
import { makeLangTag } from './words'

/**
 * The answer to somebody's second proof: a light's shape in its colour with its name, over whatever plays. It goes out by
 * the server's time, also while the screen is cut off.
 */
export function GlowView({ glow, now }: { glow: Glow | undefined; now: () => number }) {
  const [out, setOut] = useState<number | null>(null)
  const until = glow?.until
  useEffect(() => {
    if (until === undefined) return
    const timer = setTimeout(() => setOut(until), Math.max(0, until - now()))
    return () => clearTimeout(timer)
  }, [until, now])
  if (!glow || out === until) return null
  return (
    <p
      key={`${glow.gel} ${until}`}
      className="kit-glow"
      data-glow={glow.gel}
      data-until={until}
      lang={makeLangTag(glow.language)}
    >
      <GelShape gel={glow.gel} size={260} />
      {makeLightName({ gel: glow.gel, number: 1 }, glow.language)}
    </p>
  )
}
