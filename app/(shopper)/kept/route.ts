import { href } from '@/ui/phone/href'
import { answer } from '../answer'

/** What was kept had a page of its own once; phones have it in their history. */
export function GET(request: Request) {
  return answer(request, async ({ url, base }) => {
    const location = `${href(base, '/me')}${url.search}`
    return new Response(null, { status: 308, headers: { location } })
  })
}
