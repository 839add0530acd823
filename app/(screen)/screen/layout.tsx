import '@/ui/screen/screen.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { parseAcceptLanguage } from '@/domain/language'
import { getSpeaker, makeLangTag } from '@/ui/kits/words'

export const viewport: Viewport = { width: 'device-width', initialScale: 1, themeColor: '#000000' }

export async function generateMetadata(): Promise<Metadata> {
  const t = getSpeaker(await getLanguage())
  return { title: t('title'), icons: { icon: '/favicon.svg' }, robots: { index: false } }
}

export default async function ScreenLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={makeLangTag(await getLanguage())}>
      <body>{children}</body>
    </html>
  )
}

async function getLanguage() {
  return parseAcceptLanguage((await headers()).get('accept-language'))
}
