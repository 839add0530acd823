'use client'

import { useState } from 'react'
import { z } from 'zod'
import { askServer } from '../api'
import { useConsole } from '../console-context'

const REASONS = ['mistyped', 'returned', 'wrong', 'other'] as const
type Reason = (typeof REASONS)[number]
/** The server wants a reason that says something. */
const LEAST = 3

/** Takes a redemption back, with a reason in words. `onVoided` is called when it is done. */
export function VoidForm(props: { couponId: string; onVoided: () => void; onKeep: () => void }) {
  const { couponId, onVoided, onKeep } = props
  const { t, language, floor } = useConsole()
  const [reason, setReason] = useState<Reason>('mistyped')
  const [words, setWords] = useState('')
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string | null>(null)
  const given = reason === 'other' ? words.trim() : t(`void.${reason}`)

  async function send() {
    setBusy(true)
    const answer = await askServer(`/stores/${floor.storeId}/redemptions/${couponId}/void`, {
      schema: z.looseObject({}),
      body: { reason: given },
      language,
    })
    setBusy(false)
    if (answer.ok) onVoided()
    else setTold(answer.message ?? t('did.away'))
  }

  return (
    <form
      className="mt-3 grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (given.length >= LEAST) void send()
      }}
    >
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-[15px] font-semibold">{t('void.reason')}</legend>
        {REASONS.map((each) => (
          <label key={each} className="flex min-h-8 items-center gap-2.5 text-[15px]">
            <input
              type="radio"
              name={`reason-${couponId}`}
              className="size-4 accent-lamp-5"
              checked={reason === each}
              onChange={() => setReason(each)}
            />
            {t(`void.${each}`)}
          </label>
        ))}
      </fieldset>
      {reason === 'other' && (
        <label className="grid gap-1">
          {t('void.words')}
          <input
            className="field"
            required
            minLength={LEAST}
            maxLength={200}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
      )}
      {told && (
        <p role="alert" className="border-l-2 border-trouble pl-3 text-[15px]">
          {told}
        </p>
      )}
      <div className="mt-1 flex flex-wrap gap-2.5">
        <button type="submit" className="btn" disabled={busy || given.length < LEAST}>
          {t('void.go')}
        </button>
        <button type="button" className="btn btn-plain" onClick={onKeep}>
          {t('void.keep')}
        </button>
      </div>
    </form>
  )
}
