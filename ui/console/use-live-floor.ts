'use client'

import { useEffect, useState } from 'react'
import { io, type Socket } from 'socket.io-client'
import { type Floor, floorSchema } from '@/protocol/floor'
import type { ServerToConsole } from '@/protocol/socket'

/**
 * The floor as it is now: what the server drew first, then whole on every change.
 * `lostSince` is when the connection broke (this device's clock, Unix ms), or null while it is live.
 */
export function useLiveFloor(first: Floor): { floor: Floor; lostSince: number | null } {
  const { storeId } = first
  const [floor, setFloor] = useState(first)
  const [lostSince, setLostSince] = useState<number | null>(null)

  useEffect(() => setFloor(first), [first])
  useEffect(() => {
    const socket: Socket<ServerToConsole> = io('/console', { auth: { store: storeId } })
    const lose = () => setLostSince((since) => since ?? Date.now())
    socket.on('connect', () => setLostSince(null))
    socket.on('disconnect', lose)
    socket.on('connect_error', (error) => {
      // The log-in ran out: the page's own guard leads to the log-in and back.
      if (error.message === 'signed_out') location.reload()
      else lose()
    })
    socket.on('floor.changed', (message) => {
      const parsed = floorSchema.safeParse(message)
      if (parsed.success && parsed.data.storeId === storeId) setFloor(parsed.data)
    })
    return () => {
      socket.disconnect()
    }
  }, [storeId])

  return { floor, lostSince }
}
