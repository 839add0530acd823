const PROSCENIUM = 'M8 60V30C8 15.6 18.7 5 32 5s24 10.6 24 25v30H46a14 14 0 0 0-28 0z'

/**
 * The mark: a lit proscenium with the lamp's dark hood seen from the audience. Below 20 px it is drawn in
 * one colour. Keep one hood's width clear around it; never tilt, outline or animate it. `size` is CSS pixels.
 */
export function Mark({ size = 28, className, title }: { size?: number; className?: string; title?: string }) {
  const lit = size >= 20
  return (
    <svg
      role="img"
      aria-label={title}
      aria-hidden={title ? undefined : true}
      className={className}
      width={size}
      height={size}
      viewBox="0 0 64 64"
    >
      {lit && (
        <defs>
          <radialGradient id="footlight-mark" cx="32" cy="60" r="56" gradientUnits="userSpaceOnUse">
            <stop offset=".26" stopColor="#fff4e2" />
            <stop offset=".42" stopColor="#ffc98a" />
            <stop offset=".66" stopColor="#f58b3a" />
            <stop offset=".86" stopColor="#a8451a" />
            <stop offset="1" stopColor="#5a240f" />
          </radialGradient>
        </defs>
      )}
      <path fillRule="evenodd" d={PROSCENIUM} fill={lit ? 'url(#footlight-mark)' : 'currentColor'} />
    </svg>
  )
}
