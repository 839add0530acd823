import { getServices } from '@/server/services'
import { Kept } from '@/ui/phone/kept'
import { Page } from '@/ui/phone/page'
import { makeVoice } from '@/ui/phone/words'
import { answer, answerPage, decideLanguage, makeTongueLink } from '../answer'

/** What is kept on this phone, and the way to be forgotten. */
export function GET(request: Request) {
  return answer(request, async (asked) => {
    const kept = await (await getServices()).visit.getKept(asked)
    const language = decideLanguage(asked.url, request)
    const voice = makeVoice(language, asked.base)
    const page = (
      <Page
        voice={voice}
        title={voice.t('kept.title')}
        tongue={{ link: makeTongueLink(asked, language) }}
        kept={false}
      >
        <Kept voice={voice} kept={kept} />
      </Page>
    )
    return answerPage(page, { language })
  })
}
