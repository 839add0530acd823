'use client'

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { makeMoney } from '../../house/money'
import { makeTime } from '../../house/time'
import { Icon } from '../../light/icon'
import { useConsole } from '../console-context'
import { CodeCells } from './code-cells'
import { Done, Refused, Spent } from './outcome'
import { ReceiptForm } from './receipt-form'
import { Scanner } from './scanner'
import { isCodeKey } from './typed-code'
import { useRedemption } from './use-redemption'

export type LastRedemption = { at: number; discount: number; currency: string }

/**
 * The redemption box: any typed character lands in it, `/` goes to it, a camera fills it. On a phone it lies under the
 * thumb. `last` is the store's newest redemption of today.
 */
export function Redemption({ last: first }: { last: LastRedemption | null }) {
  const { t, language, clock } = useConsole()
  const [last, setLast] = useState(first)
  const [scanning, setScanning] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const remember = useCallback(
    (result: { redeemedAt: number; discount: number; currency: string }) =>
      setLast({ at: result.redeemedAt, discount: result.discount, currency: result.currency }),
    [],
  )
  const { code, dropped, step, type, check, redeem, reset } = useRedemption(remember)
  useTypingAnywhere(input, step.at === 'done' || step.at === 'spent' || step.at === 'refused' ? reset : null)

  const again = () => {
    reset()
    input.current?.focus()
  }
  return (
    <section
      aria-labelledby="redeem-heading"
      className="max-h-[92dvh] overflow-y-auto border-edge bg-stage-1 px-4 pt-3.5 pb-[max(20px,env(safe-area-inset-bottom))] max-lg:order-2 max-lg:border-y lg:border-b lg:border-stage-3 lg:px-6 lg:py-5 dock:fixed dock:inset-x-0 dock:bottom-0 dock:z-10 dock:border-b-0 dock:shadow-[0_-30px_40px_var(--color-stage-0)]"
    >
      <div className="flex items-baseline gap-2.5">
        <h2 id="redeem-heading" className="text-[15px] font-semibold">
          {t('redeem.heading')}
        </h2>
        <span className="text-lit-2 max-lg:hidden">{t('redeem.hint')}</span>
        <span className="ml-auto text-right text-lit-2">
          {last
            ? t('redeem.last', {
                time: makeTime(last.at, clock),
                discount: makeMoney(last.discount, last.currency, language),
              })
            : t('redeem.lastNone')}
        </span>
      </div>
      <CodeCells inputRef={input} code={code} label={t('redeem.code')} hintId="redeem-hint" onType={type} />
      <p
        id="redeem-hint"
        role="status"
        className={dropped || step.at === 'checking' ? 'mt-2 text-lit-2' : 'sr'}
      >
        {step.at === 'checking' ? t('redeem.checking') : t('redeem.letters')}
      </p>
      {step.at === 'ready' && (
        <ReceiptForm
          key={code}
          coupon={step.coupon}
          busy={step.busy}
          refusal={step.refusal}
          onRedeem={(receipt, amount) => void redeem(step.coupon, receipt, amount)}
          onCancel={again}
        />
      )}
      <div aria-live="polite">
        {step.at === 'spent' && <Spent coupon={step.coupon} />}
        {step.at === 'refused' && <Refused>{step.message}</Refused>}
        {step.at === 'done' && <Done result={step.result} receipt={step.receipt} />}
      </div>
      {step.at !== 'ready' && (
        <div className="mt-2.5 flex gap-2.5 lg:mt-3">
          {(step.at === 'done' || step.at === 'spent' || step.at === 'refused') && (
            <button type="button" className="btn min-h-[48px] lg:min-h-[40px]" onClick={again}>
              {t('redeem.again')}
            </button>
          )}
          <button
            type="button"
            className="btn btn-go min-h-[56px] grow text-[18px] lg:min-h-[40px] lg:grow-0 lg:text-[15px]"
            onClick={() => setScanning(true)}
          >
            <Icon name="qr-code" size={18} />
            {t('redeem.scan')}
          </button>
        </div>
      )}
      {scanning && (
        <Scanner
          onClose={() => setScanning(false)}
          onCode={(found) => {
            setScanning(false)
            void check(found)
          }}
        />
      )}
    </section>
  )
}

/** Lets a character typed anywhere land in the box. `restart` clears what stands there first. */
function useTypingAnywhere(input: RefObject<HTMLInputElement | null>, restart: (() => void) | null) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { target } = event
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      if (target instanceof HTMLElement && target.closest('input,textarea,select,[contenteditable]')) return
      const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey
      if (!slash && !isCodeKey(event)) return
      if (slash) event.preventDefault()
      restart?.()
      input.current?.focus()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [input, restart])
}
