import { getServices } from '@/server/services'
import { answer, answerError } from '../../answer'
import { answerLanding } from '../../landing'

/** The page behind a kept pass: its saved link, or its QR scanned with another phone. */
export function GET(request: Request, { params }: { params: Promise<{ jws: string }> }) {
  return answer(request, async (asked) => {
    const opened = await (await getServices()).campaign.openPass((await params).jws, asked)
    return opened.ok ? answerLanding(asked, opened.landing) : answerError(opened.reason, request)
  })
}
