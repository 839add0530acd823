'use client'
import { useEffect, useState } from 'react'
import { parseBase64Url } from '@/domain/pass/jws'
import { getTapSlot, makeTapCode, makeTapCodeMessage, SLOT_MS } from '@/domain/tap/code'

/** What a screen shows now: the code of its touchpoint and how long it stands. */
export type TapCode = { touchpointId: string; text: string; leftS: number }
/** A screen's key for a touchpoint, base64url, as its snapshot brought it. */
export type TapCodeKey = { touchpointId: string; key: string }

/**
 * The code of now, made here from the key and the server's time, so that it goes on while the screen is cut off. Null
 * before the first is made, and without a key.
 * @param now server time, ms
 */
export function useTapCode(source: TapCodeKey | null, now: () => number): TapCode | null {
  const [code, setCode] = useState<TapCode | null>(null)
  const { touchpointId, key } = source ?? { touchpointId: null, key: null }
  useEffect(() => {
    setCode(null)
    return touchpointId === null || key === null
      ? undefined
      : followCodes({ touchpointId, key }, now, setCode)
  }, [touchpointId, key, now])
  return code
}

/** Tells of the code once a second until stopped: another text in every slot, another number of seconds in between. */
export function followCodes(
  { touchpointId, key }: TapCodeKey,
  now: () => number,
  tell: (code: TapCode) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout>
  let stopped = false
  let made: { slot: number; text: string } | null = null
  const imported = crypto.subtle.importKey(
    'raw',
    Uint8Array.from(parseBase64Url(key)),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const step = async () => {
    const slot = getTapSlot(now())
    if (made?.slot !== slot) {
      const message = Uint8Array.from(makeTapCodeMessage(touchpointId, slot))
      const mac = await crypto.subtle.sign('HMAC', await imported, message)
      made = { slot, text: makeTapCode(slot, new Uint8Array(mac)) }
    }
    if (stopped) return
    const leftMs = (slot + 1) * SLOT_MS - now()
    tell({ touchpointId, text: made.text, leftS: Math.max(1, Math.ceil(leftMs / 1000)) })
    timer = setTimeout(() => void step(), (leftMs > 1000 ? leftMs % 1000 : Math.max(leftMs, 0)) + 5)
  }
  void step()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
