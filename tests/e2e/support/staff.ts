import { type APIRequestContext, expect, request } from '@playwright/test'
import { URL_BASE } from './house'

const sessions = new Map<string, APIRequestContext>()

/** A program with somebody's session: for what a test needs done, not for what it shows. */
export async function getStaff(email = 'admin@lantern.example'): Promise<APIRequestContext> {
  const known = sessions.get(email)
  if (known) return known
  const logins = JSON.parse(process.env.E2E_LOGINS ?? '{}') as Record<string, string>
  const context = await request.newContext({
    baseURL: URL_BASE(),
    extraHTTPHeaders: { accept: 'application/json', origin: URL_BASE() },
  })
  const answer = await context.post('/api/v1/sessions', { data: { email, password: logins[email] } })
  expect(answer.status(), await answer.text()).toBe(200)
  sessions.set(email, context)
  return context
}

/** Gives a zone an order of the console. Answers whether it changed anything. */
export async function order(
  zone: string,
  given: string,
  more: Record<string, string> = {},
): Promise<boolean> {
  const staff = await getStaff()
  const answer = await staff.post(`/api/v1/zones/${zone}/orders`, { data: { order: given, ...more } })
  expect(answer.status(), await answer.text()).toBe(200)
  return (await answer.json()).changed
}

/** Sends everybody at a zone home, so that the next test finds it as it opens in the morning. */
export async function clearZone(zone: string): Promise<void> {
  while (await order(zone, 'next'));
}
