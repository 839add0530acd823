'use client'
import { type ReactNode, useEffect, useRef } from 'react'

const DESIGN = { wall: { width: 1920, height: 1080 }, kiosk: { width: 1080, height: 1920 } } as const
export type Shape = keyof typeof DESIGN

/**
 * A box of the surface's own shape, as large as its place allows. `light` fills it at its real size; `children`
 * are laid out in design pixels (1920x1080 or 1080x1920) and scaled as a whole, so a 43 inch kiosk, a 4K
 * projector and a small frame show the same composition.
 */
export function Stage({ shape, light, children }: { shape: Shape; light: ReactNode; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = DESIGN[shape]
  useEffect(() => {
    const element = box.current
    if (!element) return
    const scaleToBox = () => element.style.setProperty('--kit-fit', String(element.clientWidth / width))
    scaleToBox()
    const resized = new ResizeObserver(scaleToBox)
    resized.observe(element)
    return () => resized.disconnect()
  }, [width])
  return (
    <div className="kit-stage">
      <div ref={box} className="kit-box" data-shape={shape}>
        {light}
        <div className="kit-words">{children}</div>
      </div>
    </div>
  )
}
