import { ICON_PATHS, type IconName } from './icon-paths'

/**
 * One Phosphor icon in the colour of its text. A word stands beside every icon, so it is hidden from
 * assistive technology unless `title` names it. `size` is in CSS pixels or any CSS length.
 */
export function Icon({
  name,
  size = 22,
  className,
  title,
}: {
  name: IconName
  size?: number | string
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
      viewBox="0 0 256 256"
      fill="currentColor"
    >
      <path d={ICON_PATHS[name]} />
    </svg>
  )
}
