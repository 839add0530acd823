import { useId } from 'react'

/** The campaign's mountain at night, with the one lamp on it. */
export function Hill() {
  const id = useId()
  const fill = (name: string) => `url(#${id}${name})`
  return (
    <svg className="hill" viewBox="0 0 390 230" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <defs>
        <linearGradient id={`${id}a`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#16222e" />
          <stop offset="1" stopColor="#3c4f66" />
        </linearGradient>
        <linearGradient id={`${id}b`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#15110f" />
          <stop offset="1" stopColor="#6e3a1a" />
        </linearGradient>
        <linearGradient id={`${id}c`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#0d0a08" />
          <stop offset="1" stopColor="#4b1e0d" />
        </linearGradient>
        <radialGradient id={`${id}l`}>
          <stop offset="0" stopColor="#fff4e2" />
          <stop offset=".12" stopColor="#ffb869" />
          <stop offset=".3" stopColor="#ffb86955" />
          <stop offset="1" stopColor="#ffb86900" />
        </radialGradient>
      </defs>
      <path
        d="M0 110c40-14 60-6 90-30s34-34 60-18 36 40 70 22 44-62 70-78 28-4 52 34 30 34 48 40v150H0z"
        fill={fill('a')}
      />
      <circle cx="238" cy="70" r="58" fill={fill('l')} />
      <path
        d="M0 150c30-10 48-52 78-64s40 26 66 46 60 16 96 4 60-34 86-26 40 22 64 26v94H0z"
        fill={fill('b')}
      />
      <path d="M0 178c50 0 90 22 140 24s110-24 160-22 60 10 90 14v36H0z" fill={fill('c')} />
    </svg>
  )
}
