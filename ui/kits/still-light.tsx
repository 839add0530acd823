import type { LightScene } from './light-follow'
import { getRidge } from './light-mountain'

const FILLS = ['#16222f', '#1b2c3c', '#2a2d33', '#38291f', '#4b2c14', '#2c1809']

/** A flat's outline on 1920x1080, the same ridge as the light's. */
function makeFlat(flat: number): string {
  const points = Array.from({ length: 121 }, (_, i) => {
    const x = i / 120
    return `${Math.round(x * 1920)} ${Math.round((1 - getRidge(x * (16 / 9), flat)) * 1080)}`
  })
  return `M0 1080L${points.join(' ')} 1920 1080z`
}

/** The same two scenes as one still picture, for browsers without WebGL 2. It only changes brightness. */
export function StillLight({ scene }: { scene: LightScene }) {
  const shut = scene.scene === 'climb' && scene.closer // words stand where they would be
  const lamps = Array.from({ length: shut ? 0 : scene.lamps }, (_, i) => ((i + 0.5) / scene.lamps) * 1920)
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
        <radialGradient id="still-foot">
          <stop offset="0" stopColor="#fff4e2" />
          <stop offset=".12" stopColor="#ffb869" />
          <stop offset=".45" stopColor="#8c3714" stopOpacity=".6" />
          <stop offset="1" stopColor="#1f0f08" stopOpacity="0" />
        </radialGradient>
        <radialGradient id="still-lamp">
          <stop offset="0" stopColor="#fff" />
          <stop offset=".07" stopColor={scene.gel} stopOpacity=".7" />
          <stop offset=".4" stopColor={scene.gel} stopOpacity=".22" />
          <stop offset="1" stopColor={scene.gel} stopOpacity="0" />
        </radialGradient>
      </defs>
      <rect width="1920" height="1795" fill="#000" />
      {scene.scene === 'climb' && (
        <>
          <circle cx="1363" cy="168" r="66" fill="#d9d9d6" />
          {FILLS.map((fill, flat) => (
            <path key={fill} d={makeFlat(flat)} fill={fill} />
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
