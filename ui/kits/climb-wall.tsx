import { makeLightName } from '@/domain/visit/light'
import type { ClimbParams } from '@/protocol/cue'
import { GelShape } from '@/ui/light/gel'
import { Headline } from './voice'
import { breakSentences, getSpeaker, isUpright, makeLangTag } from './words'

/** The mountain on a wall: the story's line, the halts to light, and whose light it is. Laid out for 1920x1080. */
export function ClimbWall({ params }: { params: ClimbParams }) {
  const { language, line, sub } = params
  const upright = language === 'zh' && isUpright(line.zh, sub.zh)
  return (
    <div className="kit climb wall" data-kit="climb" data-scene={params.scene} lang={makeLangTag(language)}>
      <div key={`${line[language]}|${sub[language]}`} className="say" data-upright={upright}>
        <Headline
          text={line[language]}
          language={language}
          most={upright ? 136 : 112}
          least={112}
          width={upright ? 900 : 1000}
        />
        <p className="sub">
          {(language === 'zh' ? breakSentences(sub.zh) : [sub.en]).map((sentence) => (
            <span key={sentence}>{sentence}</span>
          ))}
        </p>
      </div>
      <Halts params={params} />
      <p className="who">
        <GelShape gel={params.light.gel} size={46} />
        {makeWho(params)}
      </p>
    </div>
  )
}

/** What is said to the visitor by the name of their light. The coupon is named only where one can be earned. */
export function makeWho({ scene, light, language, discount }: ClimbParams): string {
  const t = getSpeaker(language)
  const named = { light: makeLightName(light, language) }
  if (scene === 'welcome') return t('climb.whoWelcome', named)
  if (scene === 'climb') return t('climb.whoClimb', named)
  return discount === null ? t('climb.whoFinale', named) : t('climb.whoCoupon', named)
}

function Halts({ params: { halts, lit, language } }: { params: ClimbParams }) {
  const t = getSpeaker(language)
  return (
    <ul className="halts" aria-label={t('climb.halts')}>
      {halts.map(({ key, name, at }) => {
        const on = lit.includes(key)
        const halt = name[language]
        // Words keep clear of the edges that a projector may cut.
        const left = Math.min(Math.max(at.x * 1920, 210), 1710)
        const top = Math.min(Math.max((1 - at.y) * 1080, 90), 960)
        return (
          <li key={key} data-on={on} style={{ left, top }}>
            <i />
            <span aria-hidden="true">{halt}</span>
            <span className="sr">{on ? t('climb.haltLit', { halt }) : t('climb.haltDark', { halt })}</span>
          </li>
        )
      })}
    </ul>
  )
}
