import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { getServices } from '@/server/services'
import { getSpeaker } from '@/ui/brand/words'
import { getLanguage } from '../../i18n/language'

export async function generateMetadata(): Promise<Metadata> {
  const { auth, brand } = await getServices()
  const viewer = await auth.getViewer(await headers())
  if (!viewer?.brandId) return {}
  const language = await getLanguage()
  const name = await brand.getName(viewer.brandId)
  return { title: getSpeaker(language)('title', { brand: name[language] }) }
}

/** A brand's data is the brand's: the retailer's people, the admin too, are sent to their own house. */
export default async function BrandLayout({ children }: { children: ReactNode }) {
  const { auth } = await getServices()
  const viewer = await auth.getViewer(await headers())
  if (viewer && viewer.role !== 'brand') redirect('/console')
  return children
}
