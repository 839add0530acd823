import type { Event, EventData, EventType } from '@/protocol/event'

const START = Date.UTC(2026, 10, 21, 8, 41, 3)
export const ANNA = '01a20000-0000-7000-8000-0000000000a1'
export const VISIT = '01a20000-0000-7000-8000-0000000000b1'
export const PASS = '01a20000-0000-7000-8000-0000000000c1'
export const makeId = (n: number) => `01a20000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** An event of the demo's campaign, `n` seconds after the first; its id counts with it. */
export function makeEvent<T extends EventType>(
  type: T,
  n: number,
  data: EventData<T>,
  who: Pick<Event, 'visitorId' | 'visitId' | 'screenId'> = {},
): Event {
  const at = new Date(START + n * 1000).toISOString()
  return { id: makeId(n), v: 1, at, source: 'server', type, ...who, data } as Event
}

export const click = (n: number, channel: string, visitorId?: string) =>
  makeEvent(
    'campaign.clicked',
    n,
    { linkId: channel.replace('/', '-'), channel, language: 'en', clickIds: {}, utm: {}, gpc: false },
    visitorId ? { visitorId } : {},
  )

export const keep = (n: number, clickId?: string, channel?: string) =>
  makeEvent(
    'pass.kept',
    n,
    {
      passId: PASS,
      carrier: 'cookie',
      language: 'en',
      mode: 'ask',
      noticeHash: 'x',
      ...(clickId && { clickId, linkId: 'frost-tv' }),
      ...(channel && { channel }),
    } as EventData<'pass.kept'>,
    { visitorId: ANNA },
  )

const here = { visitorId: ANNA, visitId: VISIT }
export const tap = (n: number) =>
  makeEvent('tap.accepted', n, { proof: 'static', proven: false, language: 'en' }, here)
export const join = (n: number) => makeEvent('pass.joined', n, { passId: PASS, carrier: 'cookie' }, here)
export const open = (n: number) =>
  makeEvent(
    'visit.opened',
    n,
    { light: { gel: 'sky', number: 1 }, language: 'en', tapId: makeId(n), storyKey: 'general' },
    here,
  )
export const light = (n: number, halt: string) =>
  makeEvent('show.engaged', n, { kind: 'halt_lit', halt, surface: 'wall' }, here)
export const wake = (n: number) =>
  makeEvent('show.scene_entered', n, { showId: 'first-frost', scene: 'welcome', revision: 3 }, here)
export const played = (n: number, screenId: string, lateMs: number) =>
  makeEvent('screen.played', n, { cueId: makeId(n), scene: 'climb.welcome', lateMs }, { screenId })
export const order = (n: number, amount: number) =>
  makeEvent(
    'order.placed',
    n,
    { orderId: makeId(n), externalId: 'R-1', origin: 'till', amount, currency: 'CNY' },
    here,
  )
