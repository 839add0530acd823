import { getServices, type PageRequest } from '@/server/services'
import { answer, answerError } from '../../answer'
import { answerLanding } from '../../landing'

type Context = { params: Promise<{ slug: string }> }

/** A link of a campaign: the click, then on to the shop's own page or to ours. */
export function GET(request: Request, { params }: Context) {
  return answer(request, async (asked) => openLink(asked, request, (await params).slug))
}

/** Who only asks for the head is no visitor. An empty click at hand says that this opening is not to be counted. */
export function HEAD(request: Request, { params }: Context) {
  return answer(request, async (asked) => {
    const url = new URL(asked.url)
    url.searchParams.set('click', '')
    const { status, headers } = await openLink({ ...asked, url }, request, (await params).slug)
    headers.delete('set-cookie')
    return new Response(null, { status, headers })
  })
}

async function openLink(asked: PageRequest, request: Request, slug: string) {
  const opened = await (await getServices()).campaign.openLink(slug, asked)
  if (!opened) return answerError('unknown_link', request)
  if ('redirect' in opened) {
    const headers = { location: opened.redirect, 'cache-control': 'no-store' }
    return new Response(null, { status: 302, headers })
  }
  const cookie = 'cookie' in opened && typeof opened.cookie === 'string' ? opened.cookie : undefined
  return answerLanding(asked, opened.landing, cookie)
}
