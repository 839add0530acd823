'use client'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Point } from '@/protocol/cue'
import { type Light, makeLight } from './light'
import type { LightScene } from './light-follow'
import { StillLight } from './still-light'

/** Hands lamp moves to whoever draws the lamp, past React: they come thirty times a second. */
export type LampFeed = (listener: (lamp: Point) => void) => () => void

type LightProps = {
  scene: LightScene
  now: () => number
  lampFeed?: LampFeed | undefined
  still?: boolean | undefined
  scale?: number | undefined
  onLight?: ((light: Light | null) => void) | undefined
}

/** The light behind a kit. One canvas lives as long as the screen does; scenes fade into each other on it. */
export function LightCanvas(props: LightProps) {
  const calm = useCalm()
  return <Canvas key={String(calm)} calm={calm} {...props} />
}

function Canvas({
  scene,
  now,
  lampFeed,
  still = false,
  scale,
  onLight,
  calm,
}: LightProps & { calm: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const light = useRef<Light | null>(null)
  const [missing, setMissing] = useState(false)
  const start = useEffectEvent((element: HTMLCanvasElement) => {
    const readable = window.parent !== window
    light.current = makeLight(element, scene, { now, still, calm, readable, ...(scale && { scale }) })
    setMissing(light.current === null)
    onLight?.(light.current)
  })

  useEffect(() => {
    if (canvas.current) start(canvas.current)
    return () => {
      light.current?.dispose()
      light.current = null
    }
  }, [])
  useEffect(() => light.current?.set(scene), [scene])
  useEffect(() => lampFeed?.((lamp) => light.current?.setLamp(lamp)), [lampFeed])

  return (
    <>
      <div className="kit-light" aria-hidden="true">
        <canvas ref={canvas} />
      </div>
      {missing && <StillLight scene={scene} />}
    </>
  )
}

/** Whether the person, or the system, asks for reduced motion. */
function useCalm(): boolean {
  const [calm, setCalm] = useState(() => matchMedia('(prefers-reduced-motion: reduce)').matches)
  useEffect(() => {
    const query = matchMedia('(prefers-reduced-motion: reduce)')
    const read = () => setCalm(query.matches)
    query.addEventListener('change', read)
    return () => query.removeEventListener('change', read)
  }, [])
  return calm
}
