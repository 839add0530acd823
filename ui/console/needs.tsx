'use client'

import { Icon } from '../light/icon'
import { useConsole } from './console-context'
import { type Need, sayNeed } from './need'
import { useOrders } from './use-orders'
import { useSetAside } from './use-set-aside'

/** What staff must do something about. Each has one thing to do and a button that ends it. */
export function Needs() {
  const { t, floor, language } = useConsole()
  const { keys, setAside, takeBack } = useSetAside()
  const all = floor.alerts.map((alert) => sayNeed(alert, floor, language, t))
  const open = all.filter(({ key }) => !keys.includes(key))
  const aside = all.filter(({ key }) => keys.includes(key))
  const troubles = open.filter(({ good }) => !good).length

  return (
    <section aria-labelledby="need-heading" className="px-4 pt-4 max-lg:order-4 lg:px-6">
      <h2 id="need-heading" className="flex items-baseline gap-2.5 text-[15px] font-semibold">
        {t('need.heading')}
        {troubles > 0 && <span className="font-normal text-lit-2">{troubles}</span>}
      </h2>
      <div aria-live="polite">
        {open.map((need) => (
          <NeedItem key={need.key} need={need} onAside={() => setAside(need.key)} />
        ))}
        {all.length === 0 && (
          <p className="flex items-center gap-3 py-4 text-[15px]">
            <Icon name="check-circle" size={22} className="text-fine" />
            {t('need.fine', { count: floor.screens.filter(({ state }) => state === 'online').length })}
          </p>
        )}
      </div>
      {aside.length > 0 && (
        <details className="py-3">
          <summary className="min-h-8 py-1 text-lit-2">{t('need.onItList', { count: aside.length })}</summary>
          <ul>
            {aside.map(({ key, title }) => (
              <li key={key} className="flex items-center gap-3 border-t border-stage-3 py-1">
                <span>{title}</span>
                <button
                  type="button"
                  className="btn btn-plain ml-auto shrink-0"
                  onClick={() => takeBack(key)}
                >
                  {t('need.back')}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function NeedItem({ need, onAside }: { need: Need; onAside: () => void }) {
  const { t, floor } = useConsole()
  const { send, busy } = useOrders()
  const { alert, good, order } = need
  const zone = floor.zones.find(({ id }) => id === alert.zoneId)
  const screen = floor.screens.find(({ id }) => id === alert.screenId)
  return (
    <article className="grid grid-cols-[22px_1fr] gap-x-3 gap-y-0.5 border-b border-stage-3 py-3.5">
      {good ? (
        <Icon name="check-circle" size={22} className="mt-px text-fine" />
      ) : (
        <svg viewBox="0 0 24 24" aria-hidden="true" className="mt-0.5 size-[18px]">
          <path d="M12 1 23 12 12 23 1 12z" className="fill-trouble" />
          <path d="M12 6.5v7M12 15.8v2.6" className="stroke-stage-0" strokeWidth="2.4" />
        </svg>
      )}
      <h3 className="text-[16px] leading-snug font-semibold">{need.title}</h3>
      <p className="col-start-2 text-lit-2">{need.said}</p>
      {need.todo && <p className="col-start-2 mt-1.5 border-l-2 border-lamp-5 pl-3">{need.todo}</p>}
      <div className="col-start-2 mt-3 flex flex-wrap gap-2">
        {order && (
          <button type="button" className="btn max-lg:min-h-[44px]" onClick={onAside}>
            {t('need.onIt')}
          </button>
        )}
        <button
          type="button"
          className="btn max-lg:min-h-[44px]"
          disabled={busy !== null}
          onClick={() => {
            if (order && zone && screen) void send({ order, zone, screen })
            else onAside()
          }}
        >
          {need.end}
        </button>
      </div>
    </article>
  )
}
