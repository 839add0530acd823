'use client'

import { type RefObject, useEffect, useState } from 'react'
import { CODE_LENGTH, readTyped } from './typed-code'

/**
 * Six cells over one real input, so that typing, pasting, autofill and screen readers all work as in any field.
 * They never move.
 */
export function CodeCells(props: {
  inputRef: RefObject<HTMLInputElement | null>
  code: string
  label: string
  hintId: string
  onType: (typed: string) => void
}) {
  const { inputRef, label, hintId, onType } = props
  // A Chinese input method composes first: its letters are shown as they come and read when it is done.
  const [composed, setComposed] = useState<string | null>(null)
  // Whoever types faster than the page wakes up has typed for nothing otherwise.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page wakes up
  useEffect(() => {
    if (inputRef.current?.value) onType(inputRef.current.value)
  }, [])
  const code = composed === null ? props.code : readTyped(composed).code
  return (
    <div className="group relative mt-3 grid grid-cols-[repeat(3,1fr)_12px_repeat(3,1fr)] gap-1.5">
      {Array.from({ length: CODE_LENGTH + 1 }, (_, column) => {
        if (column === 3) return <span key="gap" />
        const place = column > 3 ? column - 1 : column
        return (
          <span
            key={place}
            aria-hidden="true"
            className={`voice-figure grid h-14 place-items-center rounded-plate border bg-stage-0 text-[27px] font-medium ${
              place === Math.min(code.length, CODE_LENGTH - 1)
                ? 'border-control group-focus-within:border-lamp-5 group-focus-within:shadow-[0_0_0_1px_var(--color-lamp-5)]'
                : 'border-control'
            }`}
          >
            {code[place] ?? ''}
          </span>
        )
      })}
      <input
        ref={inputRef}
        className="absolute inset-0 cursor-text opacity-0"
        aria-label={label}
        aria-describedby={hintId}
        value={composed ?? code}
        onChange={({ target, nativeEvent }) => {
          if ('isComposing' in nativeEvent && nativeEvent.isComposing) setComposed(target.value)
          else onType(target.value)
        }}
        onCompositionEnd={({ currentTarget }) => {
          setComposed(null)
          onType(currentTarget.value)
        }}
        onSelect={({ currentTarget: input }) => {
          if (composed === null) input.setSelectionRange(code.length, code.length)
        }}
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        lang="en"
        enterKeyHint="search"
      />
    </div>
  )
}
