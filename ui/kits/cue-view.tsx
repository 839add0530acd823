'use client'
import { type ReactNode, useMemo } from 'react'
import type { Language } from '@/domain/language'
import type { ScreenKind } from '@/domain/screen/screen'
import type { Cue } from '@/protocol/cue'
import type { Ask } from './asks'
import { AttractKiosk } from './attract-kiosk'
import { AttractWall } from './attract-wall'
import { ClimbKiosk } from './climb-kiosk'
import { ClimbWall, makeWho } from './climb-wall'
import { makeCueLight } from './cue-light'
import { Dark } from './dark'
import { GlowView } from './glow'
import type { Light } from './light'
import { type LampFeed, LightCanvas } from './light-canvas'
import { type Shape, Stage } from './stage'
import { type TapCode, type TapCodeKey, useTapCode } from './tap-code'
import { useTurns } from './voice'
import { makeLangTag } from './words'

/** Projectors and TVs are walls, kiosks and shelf screens stand upright. */
export function getShape(kind: ScreenKind): Shape {
  return kind === 'kiosk' || kind === 'shelf' ? 'kiosk' : 'wall'
}

/**
 * One cue as a surface of `kind` draws it. Mount it once and hand it cue after cue: its canvas stays.
 * `fixed` is the only language of an idle screen, null lets both take turns; `now` is the server's clock.
 */
export function CueView({
  cue,
  kind,
  fixed = null,
  now,
  lampFeed,
  onAsk,
  still,
  scale,
  onLight,
  code = null,
  children,
}: {
  cue: Cue
  kind: ScreenKind
  fixed?: Language | null
  now: () => number
  lampFeed?: LampFeed
  onAsk?: (what: Ask) => Promise<boolean>
  still?: boolean
  scale?: number
  onLight?: (light: Light | null) => void
  /** The key of the codes that this screen shows, if it shows any. */
  code?: TapCodeKey | null
  children?: ReactNode
}) {
  const shape = getShape(kind)
  const idle = useTurns(fixed, now)
  const tapCode = useTapCode(cue.kit === 'attract' ? code : null, now)
  const scene = useMemo(() => makeCueLight(cue, shape), [cue, shape])
  const light = (
    <LightCanvas scene={scene} now={now} lampFeed={lampFeed} still={still} scale={scale} onLight={onLight} />
  )
  return (
    <Stage shape={shape} light={light}>
      <Kit
        cue={cue}
        shape={shape}
        idle={idle}
        only={fixed !== null}
        code={tapCode}
        onAsk={onAsk ?? unheard}
      />
      <GlowView glow={cue.glow} now={now} />
      <Announcement cue={cue} />
      {children}
    </Stage>
  )
}

const unheard = () => Promise.resolve(false)

function Kit({
  cue,
  shape,
  idle,
  only,
  code,
  onAsk,
}: {
  cue: Cue
  shape: Shape
  idle: Language
  only: boolean
  code: TapCode | null
  onAsk: (what: Ask) => Promise<boolean>
}) {
  switch (cue.kit) {
    case 'attract':
      return shape === 'wall' ? (
        <AttractWall params={cue.params} spoken={idle} only={only} />
      ) : (
        <AttractKiosk params={cue.params} spoken={idle} only={only} code={code} />
      )
    case 'climb':
      return shape === 'wall' ? (
        <ClimbWall params={cue.params} />
      ) : (
        <ClimbKiosk params={cue.params} onAsk={onAsk} />
      )
    case 'dark':
      return <Dark language={idle} />
    default:
      return cue satisfies never
  }
}

/** Tells assistive technology of a new scene, once, politely. */
function Announcement({ cue }: { cue: Cue }) {
  const language = cue.kit === 'climb' ? cue.params.language : 'en'
  return (
    <p className="sr" aria-live="polite" lang={makeLangTag(language)}>
      {cue.kit === 'climb' && `${makeWho(cue.params)}. ${cue.params.line[language]}`}
    </p>
  )
}
