'use client'

import { type ReactNode, useState } from 'react'
import { makeMoney } from '../../house/money'
import { getDay, makeDate, makeTime } from '../../house/time'
import { Icon } from '../../light/icon'
import { useConsole } from '../console-context'
import type { CouponAnswer, RedemptionAnswer } from './coupon-answer'
import { VoidForm } from './void-form'

/** A redemption that went through: what was taken off, what is to pay, and the way back. */
export function Done({ result, receipt }: { result: RedemptionAnswer; receipt: string }) {
  const { t, language, clock } = useConsole()
  const say = (minor: number) => makeMoney(minor, result.currency, language)
  return (
    <div className="mt-4 grid grid-cols-[24px_1fr] gap-x-3">
      <Icon name="check-circle" size={24} className="text-fine" />
      <p className="text-[17px] font-semibold">
        {t('redeem.done', { discount: say(result.discount), toPay: say(result.toPay) })}
      </p>
      <p className="col-start-2 text-lit-2">
        {t('redeem.doneSub', { time: makeTime(result.redeemedAt, clock), receipt })}
      </p>
      <div className="col-start-2">
        <TakeBack couponId={result.couponId} />
      </div>
    </div>
  )
}

/** Why a coupon cannot be redeemed: when, where and on which receipt it was used, or that it is over. */
export function Spent({ coupon }: { coupon: CouponAnswer }) {
  const { t, language, clock, floor } = useConsole()
  const say = (minor: number) => makeMoney(minor, coupon.currency, language)
  const sayWhen = (at: number) =>
    getDay(at, clock.timeZone) === getDay(floor.now, clock.timeZone)
      ? t('redeem.today', { time: makeTime(at, clock) })
      : t('redeem.onDay', { date: `${makeDate(at, clock)} ${makeTime(at, clock)}` })
  const { redeemed } = coupon
  if (coupon.status !== 'redeemed' || !redeemed) {
    return (
      <Refused>
        {coupon.status === 'voided'
          ? t('redeem.voided')
          : t('redeem.expired', { when: sayWhen(coupon.expiresAt) })}
      </Refused>
    )
  }
  const here = redeemed.store.en === floor.store.en
  const told = { when: sayWhen(redeemed.at), store: redeemed.store[language], receipt: redeemed.receipt }
  return (
    <Refused>
      {here ? t('redeem.usedHere', told) : t('redeem.used', told)}
      <span className="mt-1 block text-[14px] font-normal text-lit-2">
        {t('redeem.usedSub', { discount: say(coupon.discount), amount: say(redeemed.amount) })}
      </span>
      {here && redeemed.mayVoid && <TakeBack couponId={redeemed.couponId} />}
      {here && !redeemed.mayVoid && (
        <span className="mt-1 block text-[14px] font-normal text-lit-2">{t('void.manager')}</span>
      )}
    </Refused>
  )
}

/** A refusal in words, with the sign of trouble beside it. */
export function Refused({ children }: { children: ReactNode }) {
  return (
    <div className="mt-4 grid grid-cols-[24px_1fr] gap-x-3">
      <Icon name="warning-diamond" size={24} className="text-trouble" />
      <div className="text-[17px] leading-snug font-semibold">{children}</div>
    </div>
  )
}

/** The button that opens the void form, and what became of it. */
export function TakeBack({ couponId, onVoided }: { couponId: string; onVoided?: () => void }) {
  const { t } = useConsole()
  const [step, setStep] = useState<'closed' | 'open' | 'done'>('closed')
  if (step === 'done') return <p className="mt-2 text-[15px] font-normal">{t('void.done')}</p>
  if (step === 'closed') {
    return (
      <button type="button" className="btn btn-plain mt-1 text-[15px]" onClick={() => setStep('open')}>
        {t('void.open')}
      </button>
    )
  }
  return (
    <VoidForm
      couponId={couponId}
      onKeep={() => setStep('closed')}
      onVoided={() => {
        setStep('done')
        onVoided?.()
      }}
    />
  )
}
