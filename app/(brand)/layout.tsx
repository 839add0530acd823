import '@/ui/house/house.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { makeLangTag } from '@/ui/house/lang-tag'
import { getLanguage } from '../i18n/language'

export const viewport: Viewport = { width: 'device-width', initialScale: 1, themeColor: '#f1f1ef' }

export const metadata: Metadata = {
  title: 'Footlight',
  icons: { icon: '/favicon.svg' },
  robots: { index: false },
}

export default async function BrandRoot({ children }: { children: ReactNode }) {
  return (
    <html lang={makeLangTag(await getLanguage())} data-theme="hall">
      <body>{children}</body>
    </html>
  )
}
