/** The header our own proxy step sets when a virtual phone's prefix was taken off the path. Never trusted from outside. */
export const BASE_HEADER = 'x-footlight-base'
const DAYS_180 = 180 * 24 * 3600

/** Name of the visitor's cookie: each virtual phone has one of its own. */
export function getCookieName(base: string): string {
  const phone = /^\/play\/phone\/([a-z0-9-]+)$/.exec(base)?.[1]
  return phone ? `footlight-${phone}` : 'footlight'
}

/** One cookie's value from a Cookie header, or null. */
export function readCookie(header: string | null | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return null
}

/** Set-Cookie for the visitor: first-party, unseen by scripts, gone after 180 days without a visit. */
export function makeVisitorCookie(base: string, value: string, secure: boolean): string {
  return `${getCookieName(base)}=${value}; Path=${base || '/'}; Max-Age=${DAYS_180}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** Set-Cookie that removes it. */
export function makeForgetCookie(base: string, secure: boolean): string {
  return `${getCookieName(base)}=; Path=${base || '/'}; Max-Age=0; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
