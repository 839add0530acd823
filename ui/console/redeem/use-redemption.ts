'use client'

import { useCallback, useState } from 'react'
import { askServer } from '../api'
import { useConsole } from '../console-context'
import {
  type CouponAnswer,
  couponAnswerSchema,
  type RedemptionAnswer,
  redemptionAnswerSchema,
} from './coupon-answer'
import { CODE_LENGTH, readTyped } from './typed-code'

/** Where a redemption stands, from the first character to what became of it. */
export type Step =
  | { at: 'typing' }
  | { at: 'checking' }
  | { at: 'ready'; coupon: CouponAnswer; busy: boolean; refusal: string | null }
  | { at: 'spent'; coupon: CouponAnswer }
  | { at: 'refused'; message: string }
  | { at: 'done'; result: RedemptionAnswer; receipt: string }

/** The redemption box's way: type or scan, look up, put on a receipt, done. */
export function useRedemption(onDone: (result: RedemptionAnswer) => void) {
  const { t, floor, language } = useConsole()
  const { storeId } = floor
  const [code, setCode] = useState('')
  const [dropped, setDropped] = useState(false)
  const [step, setStep] = useState<Step>({ at: 'typing' })

  const check = useCallback(
    async (whole: string) => {
      setCode(whole)
      setDropped(false)
      setStep({ at: 'checking' })
      const answer = await askServer(`/stores/${storeId}/coupons/${whole}`, {
        schema: couponAnswerSchema,
        language,
      })
      if (!answer.ok) setStep({ at: 'refused', message: answer.message ?? t('redeem.offline') })
      else if (answer.value.status !== 'issued') setStep({ at: 'spent', coupon: answer.value })
      else setStep({ at: 'ready', coupon: answer.value, busy: false, refusal: null })
    },
    [storeId, language, t],
  )

  const type = useCallback(
    (typed: string) => {
      const read = readTyped(typed)
      setCode(read.code)
      setDropped(read.dropped)
      if (read.code.length === CODE_LENGTH) void check(read.code)
      else setStep({ at: 'typing' })
    },
    [check],
  )

  const redeem = useCallback(
    async (coupon: CouponAnswer, receipt: string, amount: number) => {
      setStep({ at: 'ready', coupon, busy: true, refusal: null })
      const answer = await askServer(`/stores/${storeId}/redemptions`, {
        schema: redemptionAnswerSchema,
        body: { code, receipt, amount },
        language,
      })
      if (answer.ok) {
        setCode('')
        setStep({ at: 'done', result: answer.value, receipt })
        onDone(answer.value)
        return
      }
      // Somebody else used it in the meantime: say when, where and on which receipt.
      if (answer.code === 'coupon_used') return check(code)
      setStep({ at: 'ready', coupon, busy: false, refusal: answer.message ?? t('redeem.offline') })
    },
    [storeId, language, t, code, check, onDone],
  )

  const reset = useCallback(() => {
    setCode('')
    setDropped(false)
    setStep({ at: 'typing' })
  }, [])

  return { code, dropped, step, type, check, redeem, reset }
}
