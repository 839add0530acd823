import type { Cue } from '@/protocol/cue'
import { GEL_COLORS } from '@/ui/light/gel'
import type { LightScene } from './light-follow'
import type { Shape } from './stage'

const REST: LightScene = {
  scene: 'attract',
  gel: GEL_COLORS.amber,
  lamp: { x: 0.5, y: 0.1 },
  awake: 0,
  brightness: 1,
  dawn: 0,
  halts: [],
  lamps: 11,
  closer: false,
}

/** The light behind a cue, on a wall or on a kiosk. */
export function makeCueLight(cue: Cue, shape: Shape): LightScene {
  const rest = { ...REST, lamps: shape === 'kiosk' ? 5 : 11, closer: shape === 'kiosk' }
  switch (cue.kit) {
    case 'attract':
      return { ...rest, brightness: cue.params.paused ? 0.3 : 1 }
    case 'dark':
      return { ...rest, brightness: 0 }
    case 'climb': {
      const { light, lamp, halts, lit, scene } = cue.params
      return {
        ...rest,
        scene: 'climb',
        gel: GEL_COLORS[light.gel],
        lamp,
        dawn: scene === 'finale' ? 1 : 0,
        halts: halts.map(({ key, at }) => ({ at, lit: lit.includes(key) })),
      }
    }
    default:
      return cue satisfies never
  }
}
