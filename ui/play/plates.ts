import type { Thrown } from './room-light'

type Canvas = HTMLCanvasElement
/** The rendered plates at half their size: light is soft, and is painted anew several times a second. */
const SIZE = { width: 720, height: 450 }
/** Where the wall's picture lies on the floor. */
const FLOOR = { x: 75, y: 330, width: 400, height: 120 }

export type Plates = { paint: (light: { wall: Thrown; kiosk: Thrown }, picture: Canvas) => void }

/**
 * Paints the light that wall and kiosk throw into the room, as one layer: each rendered plate says where light falls and
 * how much, the screens say its colour. Blending layers in the page instead costs every frame, not every change.
 */
export async function makePlates(canvas: Canvas): Promise<Plates | null> {
  canvas.width = SIZE.width
  canvas.height = SIZE.height
  const room = canvas.getContext('2d')
  const work = makeCanvas(SIZE)
  const desk = work.getContext('2d')
  const [wallPlate, kioskPlate] = await Promise.all([
    loadPlate('/play/wall-light.jpg'),
    loadPlate('/play/kiosk-light.jpg'),
  ])
  const mirror = makeCanvas({ width: 48, height: 24 })
  if (!room || !desk || !wallPlate || !kioskPlate) return null

  const throwLight = (plate: Canvas, { tints }: Thrown, stops: readonly number[], strength: number) => {
    const gradient = desk.createLinearGradient(0, 0, 0, SIZE.height)
    for (const [band, at] of stops.entries()) {
      gradient.addColorStop(at, `rgb(${(tints[band] ?? tints[2]).map(Math.round).join(' ')})`)
    }
    desk.globalCompositeOperation = 'copy'
    desk.fillStyle = gradient
    desk.fillRect(0, 0, SIZE.width, SIZE.height)
    desk.globalCompositeOperation = 'destination-in'
    desk.drawImage(plate, 0, 0)
    room.globalAlpha = Math.min(1, strength)
    room.drawImage(work, 0, 0)
  }

  return {
    paint({ wall, kiosk }, picture) {
      room.globalCompositeOperation = 'source-over'
      room.clearRect(0, 0, SIZE.width, SIZE.height)
      throwLight(wallPlate, wall, [0.26, 0.48, 0.62], 0.1 + wall.strength * 1.1)
      room.globalCompositeOperation = 'lighter'
      throwLight(kioskPlate, kiosk, [0, 0.5, 1], 0.12 + kiosk.strength * 0.75)
      fadeMirror(mirror, picture)
      room.save()
      room.globalAlpha = Math.min(1, 0.06 + wall.strength * 0.36)
      room.translate(FLOOR.x, FLOOR.y + FLOOR.height)
      room.scale(1, -1)
      room.imageSmoothingQuality = 'high'
      room.drawImage(mirror, 0, 0, FLOOR.width, FLOOR.height)
      room.restore()
    },
  }
}

/** A grey plate as pure alpha: as much light as it is bright. Null: it could not be loaded, the room stays at dusk. */
async function loadPlate(url: string): Promise<Canvas | null> {
  const image = new Image()
  image.src = url
  try {
    await image.decode()
  } catch {
    return null
  }
  const plate = makeCanvas(SIZE)
  const context = plate.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(image, 0, 0, SIZE.width, SIZE.height)
  const pixels = context.getImageData(0, 0, SIZE.width, SIZE.height)
  const { data } = pixels
  for (let at = 0; at < data.length; at += 4) {
    data[at + 3] = Math.max(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)
    data.fill(255, at, at + 3)
  }
  context.putImageData(pixels, 0, 0)
  return plate
}

/** The picture as the floor gives it back: faint at the far end and at the sides. Painted upside down. */
function fadeMirror(mirror: Canvas, picture: Canvas) {
  const context = mirror.getContext('2d')
  if (!context) return
  const { width, height } = mirror
  const fade = (x: number, y: number, stops: readonly (readonly [number, number])[]) => {
    const gradient = context.createLinearGradient(0, 0, x, y)
    for (const [at, alpha] of stops) gradient.addColorStop(at, `rgb(0 0 0 / ${alpha})`)
    context.globalCompositeOperation = 'destination-in'
    context.fillStyle = gradient
    context.fillRect(0, 0, width, height)
  }
  context.globalCompositeOperation = 'copy'
  context.drawImage(picture, 0, 0, width, height)
  fade(0, height, [
    [0, 0],
    [0.35, 0.5],
    [1, 1],
  ])
  fade(width, 0, [
    [0, 0],
    [0.2, 1],
    [0.8, 1],
    [1, 0],
  ])
}

function makeCanvas({ width, height }: { width: number; height: number }): Canvas {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  return canvas
}
