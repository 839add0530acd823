'use client'

import type { ReactNode } from 'react'
import type { Language } from '@/domain/language'
import type { Floor } from '@/protocol/floor'
import { makeSince } from '../house/time'
import { Icon } from '../light/icon'
import { ConsoleProvider, type Staff, type Store, useConsole } from './console-context'
import { Header } from './header'
import type { Page } from './pages'
import { Rail } from './rail'

/** The console around a page: rail, header, what was just done. Everything inside is live. */
export function Frame(props: {
  page: Page
  floor: Floor
  staff: Staff
  stores: Store[]
  language: Language
  children: ReactNode
}) {
  const { page, floor, staff, stores, language, children } = props
  return (
    <ConsoleProvider floor={floor} staff={staff} stores={stores} language={language}>
      <Skip />
      <div className="lg:grid lg:min-h-dvh lg:grid-cols-[84px_minmax(0,1fr)]">
        <div className="max-lg:order-2">
          <Rail page={page} />
        </div>
        <div className="flex min-w-0 flex-col">
          <Header page={page} />
          <Lost />
          <NoticeBar />
          {children}
        </div>
      </div>
    </ConsoleProvider>
  )
}

function Skip() {
  const { t } = useConsole()
  return (
    <a
      href="#main"
      className="sr focus:[clip-path:none] focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:m-0 focus:h-auto focus:w-auto focus:bg-stage-2 focus:px-4 focus:py-2"
    >
      {t('head.skip')}
    </a>
  )
}

function Lost() {
  const { t, lostSince, floor, clock } = useConsole()
  return (
    <div role="status">
      {lostSince !== null && (
        <p className="border-b border-trouble bg-stage-1 px-6 py-2 text-[15px]">
          {t('head.lost', { time: makeSince(lostSince, floor.now, clock) })}
        </p>
      )}
    </div>
  )
}

function NoticeBar() {
  const { t, notice, tell } = useConsole()
  return (
    <div role="status" className="sticky top-0 z-20">
      {notice && (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-edge bg-stage-2 px-6 py-2 text-[15px]">
          <span>{notice.text}</span>
          {notice.undo && (
            <button
              type="button"
              className="btn btn-small"
              onClick={() => {
                notice.undo?.()
                tell(null)
              }}
            >
              <Icon name="arrow-counter-clockwise" size={18} />
              {t('did.undo')}
            </button>
          )}
          <button type="button" className="btn btn-plain ml-auto" onClick={() => tell(null)}>
            <Icon name="x" size={18} title={t('scan.close')} />
          </button>
        </p>
      )}
    </div>
  )
}
