'use client'
import { useEffect, useEffectEvent, useState } from 'react'
import { io, type Socket } from 'socket.io-client'
import type { Event } from '@/protocol/event'
import type { ServerToPlay } from '@/protocol/socket'

/** Listens to the ledger as it grows. Answers whether it is connected; null before the first answer. */
export function useLedger(onLanded: (events: Event[]) => void): boolean | null {
  const [connected, setConnected] = useState<boolean | null>(null)
  const land = useEffectEvent(onLanded)
  useEffect(() => {
    const socket: Socket<ServerToPlay> = io('/play', {
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
    })
    socket.on('event.landed', (events) => land(events))
    socket.on('connect', () => setConnected(true))
    socket.on('disconnect', () => setConnected(false))
    socket.on('connect_error', () => setConnected(false))
    return () => void socket.disconnect()
  }, [])
  return connected
}
