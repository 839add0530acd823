import { LANGUAGE_COOKIE } from '@/app/i18n/language'
import { languageSchema } from '@/domain/language'
import { getServices } from '@/server/services'
import { parseOwnPath } from '@/ui/house/path'

const YEAR_S = 365 * 24 * 3600

/** Keeps the chosen language on this browser and goes back to the page. Pages of other sites may not choose. */
export async function POST(request: Request): Promise<Response> {
  const { publicUrl } = await getServices()
  if (!isOwnOrigin(request.headers, publicUrl)) return new Response(null, { status: 403 })
  const form = await request.formData().catch(() => null)
  const language = languageSchema.safeParse(form?.get('language'))
  if (!form || !language.success) return new Response(null, { status: 400 })
  const next = form.get('next')
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  return new Response(null, {
    status: 303,
    headers: {
      location: parseOwnPath(typeof next === 'string' ? next : null) ?? '/login',
      'set-cookie': `${LANGUAGE_COOKIE}=${language.data}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax; HttpOnly${secure}`,
    },
  })
}

function isOwnOrigin(headers: Headers, publicUrl: string): boolean {
  const origin = headers.get('origin')
  if (!origin) return true
  if (!URL.canParse(origin)) return false
  return new URL(origin).host === headers.get('host') || origin === new URL(publicUrl).origin
}
