import { getServices } from '@/server/services'
import { Page } from '@/ui/phone/page'
import { Card } from '@/ui/phone/plain'
import { makeVoice } from '@/ui/phone/words'
import { answer, answerError, answerPage, decideLanguage, makeTongueLink } from '../../answer'

/** A coupon's public page, behind its QR. */
export function GET(request: Request, { params }: { params: Promise<{ code: string }> }) {
  return answer(request, async (asked) => {
    const coupon = await (await getServices()).visit.getCoupon((await params).code)
    if (!coupon) return answerError('coupon_unknown', request)
    const language = decideLanguage(asked.url, request)
    const voice = makeVoice(language, asked.base)
    const page = (
      <Page
        voice={voice}
        title={voice.t('card.title')}
        tongue={{ link: makeTongueLink(asked, language) }}
        look="visit"
        kept={false}
      >
        <Card voice={voice} coupon={coupon} />
      </Page>
    )
    return answerPage(page, { language })
  })
}
