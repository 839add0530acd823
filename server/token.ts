import { createHmac, timingSafeEqual } from 'node:crypto'
import { lengthen, makeBase64Url, parseBase64Url, shorten } from '@/domain/pass/jws'

/** Signed notes of ours that travel through phones: they say one id, and that we said it. */
export type Tokens = ReturnType<typeof makeTokens>

const MAC_BYTES = 16

/**
 * Tokens of one installation. `key` is base64. Each purpose has its own MAC, so no note passes for another.
 * @param isErased says whose cookie is nobody's any more
 */
export function makeTokens(key: string, isErased: (visitorId: string) => boolean = () => false) {
  const secret = Buffer.from(key, 'base64')
  const mac = (purpose: string, text: string) =>
    makeBase64Url(createHmac('sha256', secret).update(`${purpose}|${text}`).digest().subarray(0, MAC_BYTES))

  function check(purpose: string, token: string): string | null {
    const dot = token.lastIndexOf('.')
    if (dot < 1) return null
    const text = token.slice(0, dot)
    const given = Buffer.from(token.slice(dot + 1))
    const wanted = Buffer.from(mac(purpose, text))
    return given.length === wanted.length && timingSafeEqual(given, wanted) ? text : null
  }
  const note = (purpose: string, text: string) => `${text}.${mac(purpose, text)}`
  const noteId = (purpose: string, id: string) => note(purpose, shorten(id))
  const checkId = (purpose: string, token: string) => {
    const text = check(purpose, token)
    try {
      return text === null ? null : lengthen(text)
    } catch {
      return null
    }
  }

  return {
    /** Address of a visit: whoever has it holds that visit's remote. */
    makeVisit: (visitId: string) => noteId('visit', visitId),
    parseVisit: (token: string) => checkId('visit', token),
    /** Value of the first-party cookie. */
    makeVisitor: (visitorId: string) => noteId('visitor', visitorId),
    parseVisitor: (token: string) => {
      const id = checkId('visitor', token)
      return id !== null && isErased(id) ? null : id
    },
    /**
     * One opening of a touchpoint's page: its POST becomes the tap with this event id, once. `query` is what the page's
     * address had to prove presence with, as it came: it is looked at when the tap is.
     */
    makeAttempt: (eventId: string, touchpointId: string, query = '') => {
      const carried = query && `.${makeBase64Url(new TextEncoder().encode(query))}`
      return note('attempt', `${shorten(eventId)}.${touchpointId}${carried}`)
    },
    parseAttempt: (token: string) => {
      const [short, touchpointId, carried = ''] = check('attempt', token)?.split('.') ?? []
      if (!short || !touchpointId) return null
      return {
        eventId: lengthen(short),
        touchpointId,
        query: new TextDecoder().decode(parseBase64Url(carried)),
      }
    },
    /** The simulator's right to say when things happened. Only a demo hands it out. */
    makeSimulator: () => note('simulator', 'demo'),
    isSimulator: (token: string | undefined) => token !== undefined && check('simulator', token) === 'demo',
  }
}
