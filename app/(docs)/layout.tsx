import '@/ui/docs/docs.css'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { getDocsSpeaker, getReader } from './reader'

export async function generateMetadata(): Promise<Metadata> {
  const t = getDocsSpeaker(await getReader())
  return { title: t('title'), icons: { icon: '/favicon.svg' } }
}

export default async function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={(await getReader()) === 'zh' ? 'zh-Hans' : 'en'} data-theme="hall">
      <body>{children}</body>
    </html>
  )
}
