import type { Gel } from '@/domain/visit/light'

/** The gels' colours as hex, the same as `--color-gel-*` in ui/theme/tokens.css: WebGL and bare pages need them. */
export const GEL_COLORS: Record<Gel, `#${string}`> = {
  amber: '#ffb02e',
  sky: '#4fb3f2',
  leaf: '#2fbf71',
  rose: '#ff7597',
  violet: '#9a86ff',
  moon: '#f3f0e8',
}

const SHAPES: Record<Gel, string> = {
  amber: 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20z',
  sky: 'M12 2.2 22.6 20.8H1.4z',
  leaf: 'M3 3h18v18H3z',
  rose: 'M8.4 2h7.2v6.4H22v7.2h-6.4V22H8.4v-6.4H2V8.4h6.4z',
  violet: 'M15.2 2.5A10 10 0 1 0 21.5 15.2 8.3 8.3 0 0 1 15.2 2.5z',
  moon: 'M2 3h20v4.5H2zM2 9.75h20v4.5H2zM2 16.5h20V21H2z',
}

/**
 * A visitor's light: its shape in its colour. Pure markup, so it also renders to static HTML. Put the light's name
 * beside it, which says its number from 2 on, or pass it as `title`: colour alone decides nothing.
 * `size` is its height in CSS pixels.
 */
export function GelShape({
  gel,
  size = 20,
  className,
  title,
}: {
  gel: Gel
  size?: number
  className?: string
  title?: string
}) {
  return (
    <svg
      role="img"
      aria-label={title}
      aria-hidden={title ? undefined : true}
      className={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      data-gel={gel}
    >
      <path d={SHAPES[gel]} fill={`var(--color-gel-${gel}, ${GEL_COLORS[gel]})`} />
    </svg>
  )
}
