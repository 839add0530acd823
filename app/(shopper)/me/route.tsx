import { getServices } from '@/server/services'
import { MePage } from '@/ui/phone/me'
import { Page } from '@/ui/phone/page'
import { makeVoice } from '@/ui/phone/words'
import { answer, answerPage, decideLanguage, makeTongueLink } from '../answer'

/** The visitor's own page: what is known, what was agreed, and the ways out. */
export function GET(request: Request) {
  return answer(request, async (asked) => {
    const me = await (await getServices()).visit.getMe(asked)
    const language = decideLanguage(asked.url, request)
    const voice = makeVoice(language, asked.base)
    const page = (
      <Page
        voice={voice}
        title={voice.t('me.title')}
        tongue={{ link: makeTongueLink(asked, language) }}
        kept={false}
      >
        <MePage voice={voice} me={me} erased={!me.cookie && asked.url.searchParams.has('erased')} />
      </Page>
    )
    return answerPage(page, { language })
  })
}
