'use client'

import { useConsole } from './console-context'
import { Needs } from './needs'
import { Plan, PlanLegend } from './plan'
import { PlayingNow } from './playing-now'
import { type LastRedemption, Redemption } from './redeem/redemption'
import { Taps } from './taps'
import { Zones } from './zones'

/** The floor of one store right now: the plan first, redemption under the thumb, then what needs somebody. */
export function FloorPage({ last }: { last: LastRedemption | null }) {
  const { t } = useConsole()
  return (
    <div className="flex grow flex-col gap-6 pb-6 dock:pb-[230px] lg:grid lg:grid-cols-[minmax(0,1fr)_404px] lg:gap-0 lg:pb-0">
      <main id="main" className="contents lg:grid lg:content-start lg:gap-7 lg:px-6 lg:pt-4 lg:pb-10">
        <section aria-labelledby="plan-heading" className="max-lg:order-1 max-lg:px-3 max-lg:pt-3">
          <div className="mb-2 flex flex-wrap items-center gap-x-6 gap-y-1 max-lg:sr-only">
            <h2 id="plan-heading" className="text-[15px] font-semibold lg:mr-auto">
              {t('plan.heading')}
            </h2>
            <PlanLegend />
          </div>
          <Plan />
        </section>
        <PlayingNow />
        <Zones />
        <Taps />
      </main>
      <aside
        aria-label={t('redeem.heading')}
        className="contents border-stage-3 lg:sticky lg:top-0 lg:block lg:h-dvh lg:overflow-y-auto lg:border-l"
      >
        <Redemption last={last} />
        <Needs />
      </aside>
    </div>
  )
}
