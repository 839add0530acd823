import { getServices } from '@/server/services'
import { href } from '@/ui/phone/href'
import { Page } from '@/ui/phone/page'
import { getRefresh, makeVisitTitle, Visit } from '@/ui/phone/visit'
import { makeVoice } from '@/ui/phone/words'
import { answer, answerError, answerPage } from '../../answer'
import { getIsland } from '../../island'

/** The visit: question, queue, remote, story and coupon, whatever its stage is now. */
export function GET(request: Request, { params }: { params: Promise<{ token: string }> }) {
  return answer(request, async ({ base, headers }) => {
    const found = await (await getServices()).visit.getView((await params).token)
    if (!found) return answerError('visit_unknown', request)
    // A browser that sends GPC has answered the question about ad platforms.
    const visit = headers.get('sec-gpc') === '1' ? { ...found, ads: null } : found
    const voice = makeVoice(visit.language, base, visit.timeZone)
    const page = (
      <Page
        voice={voice}
        title={makeVisitTitle({ voice, visit })}
        brand={visit.brand}
        store={visit.store}
        tongue={{ form: href(base, `/api/v1/visits/${visit.token}/language`) }}
        scripts={await getIsland('phone')}
        refresh={getRefresh(visit)}
        look={visit.stage === 'leading' ? 'remote' : 'visit'}
        kept={visit.stage !== 'leading'}
      >
        <Visit voice={voice} visit={visit} />
      </Page>
    )
    return answerPage(page, { language: visit.language })
  })
}
