/**
 * The mountain at night with one lamp on its path: the picture at the foot of every page that waits. Decoration only.
 * In the page's flow it is the room that keeps words off the lamp.
 */
export function Hill() {
  return (
    <div className="gap">
      <svg className="hill" viewBox="0 0 390 230" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
        <HillLight />
        <path d={FAR} fill="url(#far)" />
        <circle className="glow" cx="238" cy="70" r="58" fill="url(#glow)" />
        <path d={MID} fill="url(#mid)" />
        <path d={NEAR} fill="url(#near)" />
      </svg>
    </div>
  )
}

/** Ridges on a 390 x 230 field, farthest first. */
export const FAR = 'M0 110c40-14 60-6 90-30s34-34 60-18 36 40 70 22 44-62 70-78 28-4 52 34 30 34 48 40v150H0z'
export const MID = 'M0 150c30-10 48-52 78-64s40 26 66 46 60 16 96 4 60-34 86-26 40 22 64 26v94H0z'
export const NEAR = 'M0 178c50 0 90 22 140 24s110-24 160-22 60 10 90 14v36H0z'

/** The ridges' shades and the lamp's glow, by id. */
export function HillLight() {
  return (
    <defs>
      <linearGradient id="far" x2="0" y2="1">
        <stop stopColor="#16222e" />
        <stop offset="1" stopColor="#33445a" />
      </linearGradient>
      <linearGradient id="mid" x2="0" y2="1">
        <stop stopColor="#15110f" />
        <stop offset="1" stopColor="#5e3015" />
      </linearGradient>
      <linearGradient id="near" x2="0" y2="1">
        <stop stopColor="#0d0a08" />
        <stop offset="1" stopColor="#4b1e0d" />
      </linearGradient>
      <radialGradient id="glow">
        <stop stopColor="#fff4e2" />
        <stop offset=".12" stopColor="#ffb869" />
        <stop offset=".3" stopColor="#ffb869" stopOpacity=".33" />
        <stop offset="1" stopColor="#ffb869" stopOpacity="0" />
      </radialGradient>
    </defs>
  )
}
