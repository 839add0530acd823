import '@/ui/docs/docs.css'
import type { Metadata } from 'next'
import en from '@/messages/docs.en.json'
import zh from '@/messages/docs.zh.json'

export const metadata: Metadata = { title: 'Footlight 404', icons: { icon: '/favicon.svg' } }

/** Made once at build time, before anybody's language is known: so it speaks both. */
export default function NotFound() {
  return (
    <html lang="en">
      <body className="lost">
        <main>
          <h1>
            <span lang="zh-Hans">{zh.lost.title}</span>
            <span>{en.lost.title}</span>
          </h1>
          <p>
            <a href="/">
              <span lang="zh-Hans">{zh.lost.home}</span> / {en.lost.home}
            </a>
          </p>
        </main>
      </body>
    </html>
  )
}
