import type { ReactNode, Ref } from 'react'
import type { Language } from '@/domain/language'
import { Hill } from './hill'
import type { Medium } from './medium'
import { getSpeaker, type Speak } from './words'

type AdProps = {
  language: Language
  medium: Medium
  /** The link's address on this virtual phone, and the frame it opens in. */
  href: string
  target: string
  onGo: () => void
  link: Ref<HTMLAnchorElement>
}

/** An invented ad of an invented brand, as each channel shows it on a phone. Its one link is the campaign's. */
export function AdView({ language, medium, href, target, onGo, link }: AdProps) {
  const t = getSpeaker(language)
  const go = (className: string, children: ReactNode) => (
    <a ref={link} className={className} href={href} target={target} onClick={onGo} data-ad>
      {children}
    </a>
  )
  return (
    <article className={`ad ad-${medium}`} aria-label={t('ad.label')}>
      <Layout t={t} medium={medium} go={go} />
    </article>
  )
}

function Layout({
  t,
  medium,
  go,
}: {
  t: Speak
  medium: Medium
  go: (className: string, children: ReactNode) => ReactNode
}) {
  switch (medium) {
    case 'tv':
      return (
        <>
          <p className="camera-say">{t('ad.camera')}</p>
          <div className="finder" aria-hidden="true">
            <Hill />
            <i />
          </div>
          {go('found', t('ad.found'))}
        </>
      )
    case 'search':
      return (
        <>
          <p className="query">{t('ad.search')}</p>
          <div className="hit">
            <p className="from">
              <b>{t('ad.mark')}</b> {t('ad.searchUrl')}
            </p>
            {go('title', t('ad.searchTitle'))}
            <p>{t('ad.searchText')}</p>
          </div>
          <p className="rest">{t('ad.waiting')}</p>
          {['a', 'b', 'c'].map((key) => (
            <div key={key} className="bone" aria-hidden="true">
              <i />
              <i />
              <i />
            </div>
          ))}
        </>
      )
    case 'post':
      return (
        <>
          <Top t={t} name={t('ad.author')} />
          <div className="shot" aria-hidden="true">
            <Hill />
          </div>
          <p className="said">{t('ad.post')}</p>
          {go('go', t('ad.postGo'))}
        </>
      )
    default:
      return (
        <>
          <Top t={t} name={t('ad.brand')} />
          <h2>{t('ad.name')}</h2>
          <p>{t('ad.line')}</p>
          <Hill />
          {go('go', t('ad.go'))}
          {medium === 'video' && <p className="caption">{t('ad.video')}</p>}
          {medium === 'video' && <i className="seek" aria-hidden="true" />}
        </>
      )
  }
}

const Top = ({ t, name }: { t: Speak; name: string }) => (
  <p className="ad-top">
    <b>{name}</b>
    <span>{t('ad.mark')}</span>
  </p>
)
