import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { getServices } from '@/server/services'

/**
 * A brand's people have a house of their own. Who is not logged in is sent by the page itself, which knows its address
 * and so the way back; no page has data before that.
 */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { auth } = await getServices()
  const viewer = await auth.getViewer(await headers())
  if (viewer?.role === 'brand') redirect('/brand')
  return children
}
