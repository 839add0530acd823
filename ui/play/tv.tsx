import type { Language } from '@/domain/language'
import { Qr } from '@/ui/light/qr'
import { Hill } from './hill'
import { getSpeaker } from './words'

/** The TV at home with its boot ad. A TV has no phone: its code leads there. `url` is the campaign's own link. */
export function Tv({ language, url }: { language: Language; url: string }) {
  const t = getSpeaker(language)
  return (
    <figure className="tv" aria-label={t('tv.label')}>
      <div className="tube">
        <Hill />
        <p className="tv-brand">
          {t('ad.brand')} <span>{t('ad.mark')}</span>
        </p>
        <p className="tv-name">{t('ad.name')}</p>
        <p className="tv-line">{t('ad.line')}</p>
        <div className="tv-code">
          <Qr text={url} size={62} title={t('tv.scan')} />
          <span>{t('tv.scan')}</span>
        </div>
      </div>
    </figure>
  )
}
