'use client'
import { type CSSProperties, type ReactNode, useEffect, useState } from 'react'
import { LANGUAGES, type Language } from '@/domain/language'
import { followTurns, getTurn } from './turn'
import { breakHeadline, makeLangTag } from './words'

/**
 * The language an idle screen speaks now: the fixed one, else both in turn. The turn follows the server's
 * clock, so that a zone's screens change together.
 */
export function useTurns(fixed: Language | null, now: () => number): Language {
  const [turn, setTurn] = useState(() => getTurn(now()))
  useEffect(() => (fixed ? undefined : followTurns(now, setTurn)), [fixed, now])
  return fixed ?? LANGUAGES[Math.abs(turn) % 2] ?? 'zh'
}

/** The same words in both languages on one place; one is lit, the other out, and they cross-fade. */
export function Voices({
  spoken,
  only,
  children,
}: {
  spoken: Language
  only: boolean
  children: (language: Language) => ReactNode
}) {
  return LANGUAGES.filter((language) => !only || language === spoken).map((language) => (
    <div
      key={language}
      className="kit-voice"
      lang={makeLangTag(language)}
      data-on={language === spoken}
      aria-hidden={language !== spoken}
    >
      {children(language)}
    </div>
  ))
}

/**
 * A headline at its largest size between `least` and `most` px at which its longest line keeps within `width` px.
 * English wraps, so it shrinks only when it would take more than three lines.
 */
export function Headline({
  text,
  language,
  most,
  least,
  width,
  level: Level = 'h1',
}: {
  text: string
  language: Language
  most: number
  least: number
  width: number
  level?: 'h1' | 'p'
}) {
  const lines = breakHeadline(text, language)
  const longest = Math.max(...lines.map((line) => line.length))
  const room = language === 'zh' ? width / (longest * 1.04) : (width * 2.6) / (longest * 0.56)
  const size = Math.round(Math.max(least, Math.min(most, room)))
  const style: CSSProperties = { fontSize: size, maxWidth: width }
  return (
    <Level className="kit-headline" style={style}>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </Level>
  )
}
