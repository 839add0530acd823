import '@/ui/play/play.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { getLanguage } from '@/app/i18n/language'
import { makeLangTag } from '@/ui/house/lang-tag'
import { getSpeaker } from '@/ui/play/words'

export const viewport: Viewport = { width: 'device-width', initialScale: 1, themeColor: '#000000' }

export async function generateMetadata(): Promise<Metadata> {
  const t = getSpeaker(await getLanguage())
  return { title: t('title'), description: t('about'), icons: { icon: '/favicon.svg' } }
}

export default async function PlayLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={makeLangTag(await getLanguage())} suppressHydrationWarning>
      <body>{children}</body>
    </html>
  )
}
