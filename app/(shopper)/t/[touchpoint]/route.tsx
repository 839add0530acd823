import { getServices } from '@/server/services'
import { Greeting } from '@/ui/phone/greeting'
import { Page } from '@/ui/phone/page'
import { makeVoice } from '@/ui/phone/words'
import { answer, answerError, answerPage, makeTongueLink } from '../../answer'
import { getIsland } from '../../island'

/** What a phone opens on a tag or a code. It greets and spends nothing: the page's own POST is the tap. */
export function GET(request: Request, { params }: { params: Promise<{ touchpoint: string }> }) {
  return answer(request, async (asked) => {
    const touchpoint = await (await getServices()).tap.openTouchpoint((await params).touchpoint, asked)
    if (!touchpoint) return answerError('unknown_touchpoint', request)
    const { language, store, brand } = touchpoint
    const voice = makeVoice(language, asked.base)
    const page = (
      <Page
        voice={voice}
        title={voice.t('greeting.title', { store: store[language] })}
        brand={brand}
        store={store}
        tongue={{ link: makeTongueLink(asked, language) }}
        scripts={await getIsland('tap')}
      >
        <Greeting voice={voice} touchpoint={touchpoint} pass={asked.url.searchParams.get('p')} />
      </Page>
    )
    return answerPage(page, { language })
  })
}
