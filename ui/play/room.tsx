'use client'
import { type CSSProperties, useRef } from 'react'
import type { Language } from '@/domain/language'
import type { Gel } from '@/domain/visit/light'
import { FRAMES, QUADS, RING } from './places'
import { makeMatrix, type Quad, solveQuad } from './quad'
import { useRoomLight } from './room-light'
import type { StageView } from './stage-view'
import { getSpeaker } from './words'

type RoomProps = {
  stage: StageView
  language: Language
  ready: boolean
  /** Counts the taps that reached the ring, so that each one is seen. */
  struck: number
  /** The tap was joined with what the phone carries: a line of light from phone to ring says so. */
  joined: boolean
  gel: Gel | null
}

const onto = (size: { width: number; height: number }, quad: Quad): CSSProperties => {
  const map = solveQuad(size.width, size.height, quad)
  return { ...size, ['--onto' as string]: map ? makeMatrix(map) : 'none' }
}
const WALL = onto(FRAMES.wall, QUADS.wall)
const KIOSK = onto(FRAMES.kiosk, QUADS.kiosk)

/** The dusk showroom with its live wall and kiosk; its plates of light follow what they show. */
export function Room({ stage, language, ready, struck, joined, gel }: RoomProps) {
  const t = getSpeaker(language)
  const room = useRef<HTMLDivElement>(null)
  const wall = useRef<HTMLIFrameElement>(null)
  const kiosk = useRef<HTMLIFrameElement>(null)
  const thrown = useRef<HTMLCanvasElement>(null)
  useRoomLight(room, { wall, kiosk }, thrown)
  const store = stage.store[language]
  const screen = (id: string) => (ready ? `/screen?as=${encodeURIComponent(id)}&lang=${language}` : undefined)
  return (
    <div className="room" ref={room} data-gel={gel ?? undefined}>
      <div className="plate base" role="img" aria-label={t('room')} />
      <canvas className="plate thrown" ref={thrown} width={720} height={450} />
      <div className="under" style={WALL} />
      <iframe
        ref={wall}
        className="wall-frame"
        title={t('frame.wall', { store })}
        src={screen(stage.wallScreenId)}
        style={WALL}
        tabIndex={-1}
      />
      <div className="beam" />
      <iframe
        ref={kiosk}
        id="kiosk"
        className="kiosk-frame"
        title={t('frame.kiosk', { store })}
        src={screen(stage.kioskScreenId)}
        style={KIOSK}
      />
      <i
        key={struck}
        className={struck > 0 ? 'ring struck' : 'ring'}
        style={{ left: RING[0], top: RING[1] }}
      />
      <svg className="joined" viewBox="0 0 1440 900" aria-hidden="true" data-on={joined}>
        <path d="M1050 664C1086 668 1122 656 1146 634" pathLength={1} className="halo" />
        <path d="M1050 664C1086 668 1122 656 1146 634" pathLength={1} />
      </svg>
      <div className="veil" />
    </div>
  )
}
