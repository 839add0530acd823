import QRCode from 'qrcode'

/**
 * A QR code (ISO/IEC 18004) as one SVG path, dark on a white plate with the quiet zone of four modules the
 * standard asks for. `size` is the plate's side in CSS pixels; the code's own side is about 0.78 of it.
 */
export function Qr({
  text,
  size,
  title,
  level = 'M',
  className,
}: {
  text: string
  size: number
  title: string
  level?: 'L' | 'M' | 'Q' | 'H'
  className?: string
}) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: level })
  const side = modules.size + 8
  let path = ''
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) path += `M${x + 4} ${y + 4}h1v1h-1z`
  return (
    <svg
      role="img"
      aria-label={title}
      className={className}
      width={size}
      height={size}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#0b0a09" />
    </svg>
  )
}
