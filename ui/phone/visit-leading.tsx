import { STEPS } from '@/protocol/socket'
import { GEL_COLORS } from '@/ui/light/gel'
import { href } from './href'
import type { VisitProps } from './visit'
import { Act, Halts, Me, sayGain } from './visit-parts'

const CHEVRONS = {
  up: 'm5 15 7-7 7 7',
  down: 'm5 9 7 7 7-7',
  left: 'm15 5-7 7 7 7',
  right: 'm9 5 7 7-7 7',
} as const
const TOPO =
  'M-10 330C60 300 90 240 150 236s110 60 230 40M-10 290c60-20 100-80 160-84s130 54 230 44M20 250c40-20 80-74 130-74s120 44 220 40M-10 370c80-24 120-76 180-74s120 58 220 44M-10 404c90-20 150-60 200-56s110 40 200 30M196 214c10-50 44-120 84-126s60 60 100 90M222 210c12-34 32-88 60-92s44 48 92 80M246 204c8-22 20-54 38-56s32 34 60 50'

/** A point of the wall as SVG percentages: the pad is the wall, its foot at the foot. */
const at = ({ x, y }: { x: number; y: number }) => ({
  cx: `${(x * 100).toFixed(2)}%`,
  cy: `${((1 - y) * 100).toFixed(2)}%`,
})

/** The remote: the pad is the wall. Its edges are step buttons that a form sends where no script runs. */
export function Leading({ voice, visit }: VisitProps) {
  const { t, language, base } = voice
  const begun = visit.lit.length > 0
  const gain = sayGain({ voice, visit })
  const visits = href(base, `/api/v1/visits/${visit.token}`)
  return (
    <>
      <Me voice={voice} visit={visit} until={visit.endsAt} />
      <Halts voice={voice} visit={visit} />
      <div className="say" data-part="say" role="status">
        <h1>{begun ? gain : visit.line[language].replace('\n', language === 'zh' ? '' : ' ')}</h1>
        {!begun && <p>{gain}</p>}
      </div>
      <form
        className="pad"
        method="post"
        action={`${visits}/steps`}
        aria-label={t('leading.pad')}
        data-primary
        data-pad={JSON.stringify({
          halts: visit.halts.map(({ key, at }) => ({ key, at })),
          lit: visit.lit,
          lamp: visit.lamp,
        })}
      >
        <svg viewBox="0 0 366 440" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
          <path d={TOPO} fill="none" stroke="#f6ebdc" strokeOpacity=".13" strokeWidth="1.2" />
        </svg>
        <Marks voice={voice} visit={visit} />
        <Lamp visit={visit} />
        {STEPS.map((direction) => (
          <button
            type="submit"
            key={direction}
            className={`step ${direction.charAt(0)}`}
            name="direction"
            value={direction}
            aria-label={t(`leading.${direction}`)}
          >
            <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
              <path d={CHEVRONS[direction]} />
            </svg>
          </button>
        ))}
      </form>
      <div className="ends">
        <span>{t('leading.look')}</span>
        <Act action={`${visits}/turn`} fields={{ action: 'leave' }} className="q">
          {t('leading.pass')}
        </Act>
      </div>
    </>
  )
}

/** Where the places are: lit ones glow, the next one is a ring, later ones are points. */
function Marks({ visit }: VisitProps) {
  const next = visit.halts.find(({ key }) => !visit.lit.includes(key))
  return (
    <svg aria-hidden="true" data-part="marks">
      {visit.halts.map((halt) => {
        if (visit.lit.includes(halt.key))
          return <circle key={halt.key} {...at(halt.at)} r="7" fill="#ffdba6" />
        return halt === next ? (
          <circle
            key={halt.key}
            className="next"
            {...at(halt.at)}
            r="13"
            fill="none"
            stroke="#ffb869"
            strokeWidth="2"
          />
        ) : (
          <circle key={halt.key} {...at(halt.at)} r="4" fill="#93877a" />
        )
      })}
    </svg>
  )
}

/** The lamp in the visitor's own colour: a layer of its own, so that it follows the finger without repainting. */
function Lamp({ visit }: Pick<VisitProps, 'visit'>) {
  const color = GEL_COLORS[visit.light.gel]
  const place = at(visit.lamp)
  return (
    <svg className="lamp" aria-hidden="true">
      <defs>
        <radialGradient id="halo">
          <stop stopColor={color} stopOpacity=".45" />
          <stop offset=".4" stopColor={color} stopOpacity=".2" />
          <stop offset="1" stopColor={color} stopOpacity="0" />
        </radialGradient>
        <radialGradient id="core">
          <stop stopColor="#fff" />
          <stop offset=".27" stopColor="#fff" />
          <stop offset=".32" stopColor="#fff" stopOpacity=".72" />
          <stop offset="1" stopColor="#fff" stopOpacity="0" />
        </radialGradient>
      </defs>
      <circle {...place} r="170" fill="url(#halo)" />
      <circle {...place} r="51.5" fill={color} fillOpacity=".16" stroke={color} />
      <circle {...place} r="26" fill={color} />
      <circle {...place} r="26" fill="url(#core)" />
    </svg>
  )
}
