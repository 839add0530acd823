'use client'

import { Fade } from '../house/fade'
import { LanguageSwitch } from '../house/language-switch'
import { makeAddress } from '../house/path'
import { makeTime, makeWeekday } from '../house/time'
import { Icon } from '../light/icon'
import { Mark } from '../light/mark'
import { useConsole } from './console-context'
import { getPagePath, type Page } from './pages'
import { useNow } from './use-now'

const COUNTS = ['visits', 'played', 'issued', 'redeemed'] as const

/** The store, its hour, today's counts, and who is on shift. */
export function Header({ page }: { page: Page }) {
  const { t, floor, staff, stores, language } = useConsole()
  const path = getPagePath(page)
  const store = stores.length > 1 ? floor.storeId : null
  return (
    <header className="flex flex-wrap items-center gap-x-6 border-stage-3 text-[15px] lg:min-h-[56px] lg:border-b lg:px-6">
      <div className="flex grow flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2.5 lg:px-0">
        <Mark size={19} className="size-6 text-lamp-5 lg:hidden" />
        <h1 className="text-[17px] font-semibold">{floor.store[language]}</h1>
        <Hour />
        {stores.length > 1 && (
          <details className="relative">
            <summary className="btn btn-small list-none">
              <Icon name="storefront" size={18} />
              {t('head.store')}
            </summary>
            <ul className="absolute z-30 mt-1 min-w-[220px] rounded-plate border border-control bg-stage-1 py-1">
              {stores.map(({ id, name }) => (
                <li key={id}>
                  <a
                    href={makeAddress(path, { store: id })}
                    aria-current={id === floor.storeId ? 'true' : undefined}
                    className="block px-4 py-2.5 hover:bg-stage-2 aria-[current]:text-lamp-5"
                  >
                    {name[language]}
                  </a>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <dl
        aria-label={t('head.counts')}
        className="grid w-full grid-cols-4 border-y border-stage-3 lg:flex lg:w-auto lg:gap-6 lg:border-0"
      >
        {COUNTS.map((key) => (
          <div
            key={key}
            className="flex flex-col-reverse py-2 pl-4 lg:flex-row-reverse lg:items-baseline lg:gap-[7px] lg:p-0"
          >
            <dt className="text-[13px] text-lit-2 lg:text-[15px]">
              {t(`head.${key}`, { count: floor.counts[key] })}
            </dt>
            <dd className="text-[21px] leading-tight font-medium tabular-nums lg:text-[19px]">
              <Fade value={new Intl.NumberFormat(language).format(floor.counts[key])} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex items-center gap-2 px-4 py-1 max-lg:w-full max-lg:justify-between lg:px-0">
        <span>{t('head.shift', { name: staff.name })}</span>
        <span className="flex items-center gap-4">
          <LanguageSwitch language={language} next={makeAddress(path, { store })} />
          <form method="post" action="/api/v1/sessions/end">
            <button type="submit" className="btn btn-plain">
              {t('head.out')}
            </button>
          </form>
        </span>
      </div>
    </header>
  )
}

function Hour() {
  const { t, floor, clock } = useConsole()
  const now = useNow(floor.now)
  const time = makeTime(now, clock)
  const open = time >= floor.opensAt && time < floor.closesAt
  const told = { weekday: makeWeekday(now, clock), time, opens: floor.opensAt, closes: floor.closesAt }
  return <span className="text-lit-2">{open ? t('head.open', told) : t('head.shut', told)}</span>
}
