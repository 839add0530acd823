import QRCode from 'qrcode'

const QUIET = 4

/**
 * A QR code (ISO/IEC 18004) as one stroked SVG path of runs: a third of the bytes of a square per module. `side` is the
 * code's own side in CSS pixels; the quiet zone of four modules comes on top. Stands on white.
 */
export function PhoneQr({
  text,
  side,
  level,
  title,
}: {
  text: string
  side: number
  level: 'M' | 'Q'
  title: string
}) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: level })
  const whole = modules.size + 2 * QUIET
  let path = ''
  for (let y = 0; y < modules.size; y++) {
    let end = 0
    for (let x = 0; x < modules.size; x++) {
      if (!modules.get(y, x)) continue
      const from = x
      while (x < modules.size && modules.get(y, x)) x++
      path += path && end ? `m${from - end} 0h${x - from}` : `M${from + QUIET} ${y + QUIET}.5h${x - from}`
      end = x
    }
  }
  const size = Math.round((side * whole) / modules.size)
  return (
    <svg
      className="qr"
      role="img"
      aria-label={title}
      width={size}
      height={size}
      viewBox={`0 0 ${whole} ${whole}`}
      shapeRendering="crispEdges"
    >
      <path d={path} stroke="#0b0a09" />
    </svg>
  )
}
