'use client'

import { useState } from 'react'
import { getToPay } from '@/domain/offer/rule'
import { makeMoney, parseMoney } from '../../house/money'
import { makeSince } from '../../house/time'
import { useConsole } from '../console-context'
import type { CouponAnswer } from './coupon-answer'

/** What the coupon gives and asks, the receipt it goes on, and what is left to pay. Checked before it is sent. */
export function ReceiptForm(props: {
  coupon: CouponAnswer
  busy: boolean
  refusal: string | null
  onRedeem: (receipt: string, amount: number) => void
  onCancel: () => void
}) {
  const { coupon, busy, refusal, onRedeem, onCancel } = props
  const { t, language, clock, floor } = useConsole()
  const [receipt, setReceipt] = useState('')
  const [typed, setTyped] = useState('')
  const say = (minor: number) => makeMoney(minor, coupon.currency, language)
  const amount = parseMoney(typed, coupon.currency)
  const short = amount === null ? 0 : Math.max(0, coupon.minSpend - amount)
  const until = makeSince(coupon.expiresAt, floor.now, clock)
  const told =
    typed && amount === null
      ? t('redeem.amountBad')
      : short > 0
        ? t('redeem.tooLittle', { least: say(coupon.minSpend), short: say(short) })
        : refusal

  return (
    <form
      className="mt-4 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (receipt.trim() && amount !== null && short === 0) onRedeem(receipt.trim(), amount)
      }}
    >
      <div>
        <p className="text-[17px] font-semibold">
          {t('redeem.off', { discount: say(coupon.discount), name: coupon.name[language] })}
        </p>
        <p className="text-lit-2">
          {coupon.minSpend > 0
            ? t('redeem.condition', { least: say(coupon.minSpend), until })
            : t('redeem.conditionNone', { until })}
        </p>
      </div>
      <label className="grid gap-1">
        {t('redeem.receipt')}
        <input
          className="field"
          // biome-ignore lint/a11y/noAutofocus: staff just typed six characters; the next thing they type is this
          autoFocus
          required
          maxLength={64}
          autoComplete="off"
          value={receipt}
          onChange={(event) => setReceipt(event.target.value)}
        />
      </label>
      <label className="grid gap-1">
        {t('redeem.amount')}
        <input
          className="field tabular-nums"
          inputMode="decimal"
          required
          maxLength={16}
          autoComplete="off"
          aria-describedby="redeem-told"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <p
        id="redeem-told"
        role="status"
        className={told ? 'border-l-2 border-trouble pl-3 text-[15px]' : 'sr'}
      >
        {told}
      </p>
      <div className="flex flex-wrap gap-2.5">
        <button
          type="submit"
          className="btn btn-go min-h-[48px] grow"
          disabled={busy || amount === null || short > 0 || !receipt.trim()}
        >
          {busy
            ? t('redeem.sending')
            : amount === null || short > 0
              ? t('redeem.goBlank')
              : t('redeem.go', { toPay: say(getToPay(amount, coupon.discount)) })}
        </button>
        <button type="button" className="btn min-h-[48px]" onClick={onCancel}>
          {t('redeem.cancel')}
        </button>
      </div>
    </form>
  )
}
