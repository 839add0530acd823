import { makeLightName } from '@/domain/visit/light'
import type { VisitView } from '@/protocol/visit'
import { makeMark } from './mark'
import { Asking } from './visit-asking'
import { Closed, Finished } from './visit-finished'
import { Leading } from './visit-leading'
import { PhoneStory } from './visit-phone'
import { asksProof, ProofPage } from './visit-proof'
import { Called, Waiting } from './visit-waiting'
import type { Voice } from './words'

export type VisitProps = { voice: Voice; visit: VisitView }

/**
 * The shopper's page during a visit: one `<main>` for each stage. `data-*` are for the script beside it, which swaps the
 * whole main when the stage changes and only the `data-part`s that changed within one.
 */
export function Visit({ voice, visit }: VisitProps) {
  return (
    <main
      tabIndex={-1}
      data-stage={visit.stage}
      data-token={visit.token}
      data-now={visit.now}
      data-mark={makeMark(visit)}
    >
      <Stage voice={voice} visit={visit} />
    </main>
  )
}

function Stage(props: VisitProps) {
  const { stage } = props.visit
  if (asksProof(props.visit)) return <ProofPage {...props} />
  switch (stage) {
    case 'asking':
      return <Asking {...props} />
    case 'waiting':
      return <Waiting {...props} />
    case 'called':
      return <Called {...props} />
    case 'leading':
      return <Leading {...props} />
    case 'phone':
      return <PhoneStory {...props} />
    case 'finished':
      return <Finished {...props} />
    case 'closed':
      return <Closed {...props} />
    default:
      return stage satisfies never
  }
}

/** The page's title: who the visitor is and what is on. */
export function makeVisitTitle({ voice: { t, language }, visit }: VisitProps): string {
  if (asksProof(visit)) return `${t('proof.title')} · ${makeLightName(visit.light, language)}`
  const held = visit.coupon?.status === 'issued' && (visit.stage === 'finished' || visit.stage === 'closed')
  const what = held ? t('coupon.title') : t(visit.stage === 'asking' ? 'ask.title' : `${visit.stage}.title`)
  return `${what} · ${makeLightName(visit.light, language)}`
}

/** Seconds after which a page without a script asks again, where something may come by itself; else null. */
export function getRefresh(visit: VisitView): number | null {
  const { stage, coupon, offerState } = visit
  // Nobody is hurried while they look: the page asks again when the wall has gone dark.
  if (asksProof(visit))
    return visit.proof?.until ? Math.ceil((visit.proof.until - visit.now) / 1000) + 1 : null
  if (stage === 'waiting' || stage === 'called') return 5
  if (stage === 'leading') return 15
  if (stage === 'finished' && !coupon && offerState === 'open') return 3
  return null
}
