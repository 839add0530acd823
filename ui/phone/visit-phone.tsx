import { FAR, HillLight, MID, NEAR } from './hill'
import { href } from './href'
import type { VisitProps } from './visit'
import { Act, Clicked, Halts, Me, sayGain } from './visit-parts'
import { makeHeadline } from './words'

/** The story on the phone alone: one place after the other, each with its line, lit by one press. */
export function PhoneStory({ voice, visit }: VisitProps) {
  const { t, language, base } = voice
  const next = visit.halts.find(({ key }) => !visit.lit.includes(key))
  const begun = visit.lit.length > 0
  return (
    <>
      <Me voice={voice} visit={visit} />
      {!begun && <h1>{makeHeadline(visit.line, language)}</h1>}
      {begun && <Halts voice={voice} visit={visit} />}
      <Mountain voice={voice} visit={visit} />
      <div className="tale" role="status">
        {begun ? <h1>{sayTale({ voice, visit })}</h1> : <p>{sayTale({ voice, visit })}</p>}
      </div>
      <p className="row">
        <span>{sayGain({ voice, visit })}</span>
      </p>
      {next && (
        <Act
          action={href(base, `/api/v1/visits/${visit.token}/halts`)}
          fields={{ halt: next.key }}
          className="b go"
          primary
        >
          {t('phone.light', { halt: next.name[language] })}
        </Act>
      )}
      {begun && <Clicked voice={voice} visit={visit} />}
    </>
  )
}

function sayTale({ voice: { t, language }, visit }: VisitProps): string {
  const [next, ...later] = visit.halts.filter(({ key }) => !visit.lit.includes(key))
  const newest = visit.halts.find(({ key }) => key === visit.lit.at(-1))
  if (!next) return t('finished.phoneSub')
  if (!newest) return t('phone.first', { halt: next.name[language] })
  const said = { lit: newest.name[language], halt: next.name[language] }
  return later.length > 0 ? t('phone.middle', said) : t('phone.last', said)
}

/** The wall's picture in the hand: the places glow as they are lit, the next one waits as a ring. */
function Mountain({ voice: { t }, visit }: VisitProps) {
  const total = visit.halts.length
  const next = visit.halts.find(({ key }) => !visit.lit.includes(key))
  return (
    <svg
      className="scene"
      viewBox="0 0 390 230"
      preserveAspectRatio="xMidYMid slice"
      role="img"
      aria-label={t('phone.scene', { lit: visit.lit.length, total })}
    >
      <HillLight />
      <path d={FAR} fill="url(#far)" />
      <path d={MID} fill="url(#mid)" />
      <path d={NEAR} fill="url(#near)" />
      {visit.halts.map((halt) => {
        const place = { cx: 60 + halt.at.x * 270, cy: 205 - halt.at.y * 170 }
        const lit = visit.lit.includes(halt.key)
        if (lit) {
          const kind = halt.key === visit.lit.at(-1) ? 'new spark' : undefined
          return <circle key={halt.key} className={kind} {...place} r="46" fill="url(#glow)" />
        }
        return halt === next ? (
          <circle
            key={halt.key}
            className="next"
            {...place}
            r="9"
            fill="none"
            stroke="#ffb869"
            strokeWidth="1.8"
          />
        ) : (
          <circle key={halt.key} {...place} r="3" fill="#93877a" />
        )
      })}
    </svg>
  )
}
