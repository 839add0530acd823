import type { LightScene } from './light-follow'

const FLATS = [
  {
    d: 'M0 620 160 560 420 500 640 470 900 560 1180 430 1330 410 1560 620 1920 620V1080H0z',
    fill: '#16222f',
  },
  { d: 'M0 700 300 690 620 640 900 560 1240 470 1556 330 1700 500 1920 640V1080H0z', fill: '#1b2c3c' },
  { d: 'M0 800 280 770 560 760 760 620 952 490 1120 640 1340 760 1920 700V1080H0z', fill: '#2a2d33' },
  {
    d: 'M0 860 320 840 520 740 648 650 780 760 1080 840 1420 750 1700 800 1920 780V1080H0z',
    fill: '#38291f',
  },
  { d: 'M0 880 220 780 480 900 900 960 1300 930 1760 840 1920 900V1080H0z', fill: '#4b2c14' },
] as const

/** The same two scenes as one still picture, for browsers without WebGL 2. It only changes brightness. */
export function StillLight({ scene }: { scene: LightScene }) {
  const lamps = Array.from({ length: scene.lamps }, (_, i) => ((i + 0.5) / scene.lamps) * 1920)
  const crop = scene.closer ? '560 0 1010 1795' : '0 0 1920 1080'
  return (
    <svg
      className="kit-light"
      viewBox={scene.scene === 'climb' ? crop : '0 0 1920 1080'}
      preserveAspectRatio={scene.scene === 'climb' ? 'xMidYMin slice' : 'none'}
      style={{ opacity: scene.brightness }}
      aria-hidden="true"
    >
      <defs>
        <radialGradient id="still-foot" cx="50%" cy="100%" r="100%">
          <stop offset="0" stopColor="#fff4e2" />
          <stop offset=".12" stopColor="#ffb869" />
          <stop offset=".45" stopColor="#8c3714" stopOpacity=".6" />
          <stop offset="1" stopColor="#1f0f08" stopOpacity="0" />
        </radialGradient>
        <radialGradient id="still-lamp">
          <stop offset="0" stopColor="#fff" />
          <stop offset=".08" stopColor={scene.gel} />
          <stop offset="1" stopColor={scene.gel} stopOpacity="0" />
        </radialGradient>
      </defs>
      <rect width="1920" height="1795" fill="#000" />
      {scene.scene === 'climb' && (
        <>
          <circle cx="1363" cy="168" r="66" fill="#d9d9d6" />
          {FLATS.map(({ d, fill }) => (
            <path key={fill} d={d} fill={fill} />
          ))}
          <circle cx={scene.lamp.x * 1920} cy={(1 - scene.lamp.y) * 1080} r="220" fill="url(#still-lamp)" />
        </>
      )}
      {lamps.map((x) => (
        <ellipse
          key={x}
          cx={x}
          cy="1080"
          rx={900 / scene.lamps}
          ry={scene.scene === 'climb' ? 90 : 620}
          fill="url(#still-foot)"
        />
      ))}
    </svg>
  )
}
