import '@/ui/house/house.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { getSpeaker } from '@/ui/console/words'
import { makeLangTag } from '@/ui/house/lang-tag'
import { getLanguage } from '../i18n/language'

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: '#0b0a09',
}

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: getSpeaker(await getLanguage())('title'),
    icons: { icon: '/favicon.svg' },
    robots: { index: false },
  }
}

export default async function ConsoleRoot({ children }: { children: ReactNode }) {
  return (
    <html lang={makeLangTag(await getLanguage())} data-theme="stage">
      <body>{children}</body>
    </html>
  )
}
