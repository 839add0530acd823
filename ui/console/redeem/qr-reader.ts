type Found = { rawValue: string }
type DetectorClass = {
  new (options: { formats: string[] }): { detect(source: HTMLVideoElement): Promise<Found[]> }
  getSupportedFormats(): Promise<string[]>
}
/** Reads a QR code out of what the camera shows right now, or null. */
export type QrReader = (video: HTMLVideoElement) => Promise<string | null>

/** Wide enough for a QR held at arm's length, small enough for a phone to search several times a second. */
const WIDEST = 640

/** The browser's own reader where it has one; elsewhere, as in iPhone Safari, the picture is searched here. */
export async function makeQrReader(): Promise<QrReader> {
  return (await makeNativeReader()) ?? makeCanvasReader()
}

async function makeNativeReader(): Promise<QrReader | null> {
  const Detector: DetectorClass | undefined = Reflect.get(globalThis, 'BarcodeDetector')
  const formats = (await Detector?.getSupportedFormats().catch(() => [])) ?? []
  if (!Detector || !formats.includes('qr_code')) return null
  const detector = new Detector({ formats: ['qr_code'] })
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null
}

async function makeCanvasReader(): Promise<QrReader> {
  const { default: jsQr } = await import('jsqr')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    if (!context || video.videoWidth === 0) return null
    const scale = Math.min(1, WIDEST / video.videoWidth)
    canvas.width = Math.round(video.videoWidth * scale)
    canvas.height = Math.round(video.videoHeight * scale)
    context.drawImage(video, 0, 0, canvas.width, canvas.height)
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
    return jsQr(data, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null
  }
}
