import type { LandingView, PageRequest } from '@/server/services'
import { Landing } from '@/ui/phone/landing'
import { Page } from '@/ui/phone/page'
import { makeVoice } from '@/ui/phone/words'
import { answerPage, makeTongueLink } from './answer'

/** Answers the landing page of a link or of a pass. Its language switch carries the click along: it is no new one. */
export function answerLanding(asked: PageRequest, landing: LandingView, cookie?: string) {
  const { language } = landing
  const voice = makeVoice(language, asked.base, landing.timeZone)
  const title = voice.t('landing.title', {
    brand: landing.brand[language],
    campaign: landing.campaign[language],
  })
  const page = (
    <Page
      voice={voice}
      title={title}
      brand={landing.brand}
      tongue={{ link: makeTongueLink(asked, language, { click: landing.click }) }}
    >
      <Landing voice={voice} landing={landing} />
    </Page>
  )
  return answerPage(page, { language, cookie })
}
