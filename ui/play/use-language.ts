'use client'
import { useEffect, useState } from 'react'
import type { Language } from '@/domain/language'
import { makeLangTag } from '@/ui/house/lang-tag'
import { getSpeaker } from './words'

/** The stage's language. Changing it is kept on this browser, and moves nothing on stage. */
export function useLanguage(first: Language): { language: Language; change: (to: Language) => void } {
  const [language, setLanguage] = useState(first)
  useEffect(() => {
    document.documentElement.lang = makeLangTag(language)
    document.title = getSpeaker(language)('title')
  }, [language])
  const change = (to: Language) => {
    setLanguage(to)
    const body = new URLSearchParams({ language: to, next: '/play' })
    // Only the next load asks for it: if it cannot be kept, this page still speaks it.
    void fetch('/language', { method: 'POST', body, redirect: 'manual' }).catch(() => undefined)
  }
  return { language, change }
}
