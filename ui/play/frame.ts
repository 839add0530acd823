import { LANGUAGES, type Language } from '@/domain/language'
import { type VisitView, visitViewSchema } from '@/protocol/visit'

/** Where a virtual phone lives. */
export const getBase = (id: string) => `/play/phone/${id}`

/** What a phone's page says of itself: its address, the click it is, the visit it shows. */
export type Shown = { path: string; click?: string; visit?: VisitView }

/** Reads the page a phone shows, as a bystander would. Null: nothing there yet, or a page of somebody else's. */
export async function readFrame(frame: HTMLIFrameElement, id: string): Promise<Shown | null> {
  const page = frame.contentDocument
  const address = frame.contentWindow?.location
  if (!page || !address?.pathname.startsWith(`${getBase(id)}/`)) return null
  const click = page.querySelector<HTMLInputElement>('form input[name=click]')?.value
  const token = page.querySelector<HTMLElement>('main[data-token]')?.dataset.token
  const visit = token ? await loadVisit(id, token) : null
  return {
    path: getLasting(address),
    ...(click && { click }),
    ...(visit && { visit }),
  }
}

/** A page that can be shown again without counting as a new click. */
function getLasting({ pathname, search }: Location): string {
  const query = new URLSearchParams(search)
  if (/\/l\/[^/]+$/.test(pathname) && !query.has('click')) query.set('click', '')
  const text = query.toString()
  return text ? `${pathname}?${text}` : pathname
}

/** The visit as its own API tells it. Null: gone, or out of reach. */
export async function loadVisit(id: string, token: string): Promise<VisitView | null> {
  try {
    const answer = await fetch(`${getBase(id)}/api/v1/visits/${token}`, {
      headers: { accept: 'application/json' },
    })
    const parsed = visitViewSchema.safeParse(await answer.json())
    return answer.ok && parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Lets a phone's page speak the stage's language, by the page's own switch. True: it is on its way to do so. */
export function alignLanguage(frame: HTMLIFrameElement, language: Language): boolean {
  const page = frame.contentDocument
  const spoken = LANGUAGES.find((known) => page?.documentElement.lang.startsWith(known))
  if (!page || !spoken || spoken === language) return false
  const link = page.querySelector<HTMLAnchorElement>('a.tongue')
  if (link) {
    frame.contentWindow?.location.replace(link.href)
    return true
  }
  const button = page.querySelector<HTMLButtonElement>('form > button.tongue')
  button?.form?.requestSubmit(button)
  return button !== null
}

/** Puts the lamp down for a visitor who is replaced: who waits is not kept waiting. */
export async function leaveVisit(id: string, visit: VisitView | null): Promise<void> {
  if (!visit || !['waiting', 'called', 'leading'].includes(visit.stage)) return
  await fetch(`${getBase(id)}/api/v1/visits/${visit.token}/turn`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ action: 'leave' }),
    // The zone's own clock ends a turn that nobody ends.
  }).catch(() => undefined)
}
