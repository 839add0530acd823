'use client'

import { makeAddress } from '../house/path'
import { Icon } from '../light/icon'
import type { IconName } from '../light/icon-paths'
import { Mark } from '../light/mark'
import { useConsole } from './console-context'
import { getPagePath, PAGES, type Page } from './pages'

const ICONS: Record<Page, IconName> = {
  floor: 'map-trifold',
  coupons: 'ticket',
  shows: 'film-slate',
  devices: 'plugs-connected',
  log: 'list-magnifying-glass',
}

/** The console's rooms: down the left edge, on a phone along the top. */
export function Rail({ page }: { page: Page }) {
  const { t, floor, stores } = useConsole()
  const store = stores.length > 1 ? floor.storeId : null
  return (
    <nav
      aria-label={t('nav.label')}
      className="flex border-stage-3 max-lg:border-b lg:sticky lg:top-0 lg:h-dvh lg:flex-col lg:items-center lg:overflow-y-auto lg:border-r lg:py-3.5"
    >
      <Mark size={28} className="mb-4 shrink-0 max-lg:hidden" />
      {PAGES.map((each) => (
        <a
          key={each}
          href={makeAddress(getPagePath(each), { store })}
          aria-current={each === page ? 'page' : undefined}
          className="grid min-h-[52px] grow basis-0 place-content-center justify-items-center gap-1 rounded-plate px-1 py-1.5 text-[13px] text-lit-2 no-underline hover:text-lit aria-[current]:bg-stage-2 aria-[current]:text-lit aria-[current]:shadow-[inset_0_-2px_0_var(--color-lamp-5)] max-lg:rounded-none lg:mb-1.5 lg:min-h-[62px] lg:w-[68px] lg:grow-0 lg:basis-auto"
        >
          <Icon name={ICONS[each]} size={22} />
          {t(`nav.${each}`)}
        </a>
      ))}
    </nav>
  )
}
