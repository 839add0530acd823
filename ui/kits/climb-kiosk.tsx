import { makeLightName } from '@/domain/visit/light'
import type { ClimbParams } from '@/protocol/cue'
import { GelShape } from '@/ui/light/gel'
import { type Ask, Asks } from './asks'
import { Headline } from './voice'
import { breakSentences, getSpeaker, makeLangTag, makePrice } from './words'

/** The story at arm's length: whose light, the line, the product, and what one can ask. Laid out for 1080x1920. */
export function ClimbKiosk({
  params,
  onAsk,
}: {
  params: ClimbParams
  onAsk: (what: Ask) => Promise<boolean>
}) {
  const { language, light, halts, lit, product, waiting } = params
  const t = getSpeaker(language)
  const { line, sub } = params.kiosk ?? params
  return (
    <div className="kit climb kiosk" data-kit="climb" data-scene={params.scene} lang={makeLangTag(language)}>
      <p className="me">
        <GelShape gel={light.gel} size={50} />
        {makeLightName(light, language)}
      </p>
      <div key={line[language]} className="say">
        <Headline text={line[language]} language={language} most={104} least={84} width={936} />
        {params.scene !== 'climb' && (
          <p className="sub">
            {(language === 'zh' ? breakSentences(sub.zh) : [sub.en]).map((sentence) => (
              <span key={sentence}>{sentence}</span>
            ))}
          </p>
        )}
      </div>
      <ul className="steps" aria-label={t('climb.halts')}>
        {halts.map(({ key, name }) => {
          const on = lit.includes(key)
          const halt = name[language]
          return (
            <li key={key} data-on={on}>
              <i />
              <span aria-hidden="true">{halt}</span>
              <span className="sr">{on ? t('climb.haltLit', { halt }) : t('climb.haltDark', { halt })}</span>
            </li>
          )
        })}
      </ul>
      {product && (
        <>
          <div className="tin">
            <h2>{product.name[language]}</h2>
            <p className="price">{makePrice(product.price, product.currency, language)}</p>
            <p>{product.detail[language]}</p>
            <Discount params={params} />
          </div>
          <Asks key={params.light.gel} language={language} shelf={product.shelf[language]} onAsk={onAsk} />
        </>
      )}
      <p className="foot">
        <span>{t('climb.remote')}</span>
        <span>{waiting > 0 ? t('climb.waiting', { count: waiting }) : t('climb.forget')}</span>
      </p>
    </div>
  )
}

function Discount({ params: { discount, product, halts, scene, language } }: { params: ClimbParams }) {
  const last = halts.at(-1)
  if (discount === null || !product || !last) return null
  const t = getSpeaker(language)
  const amount = makePrice(discount, product.currency, language)
  return (
    <p className="discount">
      {scene === 'finale'
        ? t('climb.discountEarned', { amount })
        : t('climb.discount', { amount, halt: last.name[language] })}
    </p>
  )
}
