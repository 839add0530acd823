import type { Floor } from '@/protocol/floor'

/** Saturday 21 November 2026, 16:42:00 in Shanghai. */
export const SAMPLE_NOW = Date.parse('2026-11-21T08:42:00Z')
const VISIT = '019aa6f1-0000-7000-8000-00000000000'
const MINUTE = 60_000
const frost = { brand: { zh: '雾叶', en: 'Mistleaf' }, campaign: { zh: '初霜', en: 'First Frost' }, halts: 3 }

const screen = (
  id: string,
  name: { zh: string; en: string },
  place: Floor['screens'][number]['place'],
  rest: Partial<Floor['screens'][number]> = {},
): Floor['screens'][number] => ({
  id,
  zoneId: 'wall',
  name,
  kind: 'projector',
  place,
  facing: 180,
  state: 'online',
  since: SAMPLE_NOW,
  ...rest,
})

/** A Saturday afternoon in the showroom of the comps, for tests. */
export const SAMPLE_FLOOR: Floor = {
  storeId: 'suzhou-creek',
  store: { zh: '苏州河展厅', en: 'Suzhou Creek Showroom' },
  timeZone: 'Asia/Shanghai',
  opensAt: '10:00',
  closesAt: '21:00',
  walls: [
    'M14 424V14H914V506H230M80 506H14V496',
    'M386 14V150M386 262V300M386 300H210M14 300H96',
    'M662 506V410M662 300H760M850 300H914',
  ],
  now: SAMPLE_NOW,
  counts: { visits: 163, played: 121, issued: 58, redeemed: 31 },
  zones: [
    {
      id: 'wall',
      name: { zh: '光墙', en: 'The Wall' },
      place: { x: 386, y: 14, w: 528, h: 286 },
      scene: 'climb',
      revision: 41,
      paused: false,
      muted: false,
      offerStopped: false,
      leader: {
        ...frost,
        visitId: `${VISIT}1`,
        light: { gel: 'sky', number: 1 },
        lit: 2,
        since: SAMPLE_NOW - 2.8 * MINUTE,
        couponAt: null,
      },
      queue: [
        {
          ...frost,
          visitId: `${VISIT}2`,
          light: { gel: 'moon', number: 1 },
          lit: 0,
          since: SAMPLE_NOW - MINUTE,
          couponAt: null,
        },
        {
          ...frost,
          visitId: `${VISIT}3`,
          light: { gel: 'rose', number: 2 },
          lit: 0,
          since: SAMPLE_NOW - 20_000,
          couponAt: null,
        },
      ],
    },
    {
      id: 'listening',
      name: { zh: '试听间', en: 'Listening room' },
      place: { x: 662, y: 300, w: 252, h: 206 },
      scene: 'attract',
      revision: 7,
      paused: false,
      muted: true,
      offerStopped: false,
      leader: null,
      queue: [],
    },
  ],
  screens: [
    screen('projector-1', { zh: '投影 1', en: 'Projector 1' }, { x: 500, y: 14, w: 230, h: 7 }),
    screen(
      'projector-2',
      { zh: '投影 2', en: 'Projector 2' },
      { x: 744, y: 14, w: 136, h: 7 },
      {
        state: 'dark',
        since: SAMPLE_NOW - 11 * MINUTE,
      },
    ),
    screen('kiosk-1', { zh: '互动屏 1', en: 'Kiosk 1' }, { x: 560, y: 326, w: 64, h: 8 }, { kind: 'kiosk' }),
    screen(
      'kiosk-2',
      { zh: '互动屏 2', en: 'Kiosk 2' },
      { x: 907, y: 318, w: 7, h: 84 },
      {
        kind: 'kiosk',
        zoneId: 'listening',
        facing: 270,
        state: 'offline',
        since: SAMPLE_NOW - 3 * MINUTE,
      },
    ),
  ],
  touchpoints: [
    {
      id: 'wall-ring',
      zoneId: 'wall',
      name: { zh: '光墙亮圈', en: 'Ring at the wall' },
      kind: 'tag',
      x: 592,
      y: 352,
      lastTapAt: SAMPLE_NOW - 2.8 * MINUTE,
    },
    {
      id: 'entrance',
      zoneId: 'wall',
      name: { zh: '入口亮圈', en: 'Ring at the entrance' },
      kind: 'tag',
      x: 100,
      y: 424,
      lastTapAt: null,
    },
  ],
  taps: [
    {
      eventId: '019aa6f1-0000-7000-8000-0000000000a1',
      at: SAMPLE_NOW - MINUTE,
      touchpoint: { zh: '光墙亮圈', en: 'Ring at the wall' },
      light: { gel: 'moon', number: 1 },
      outcome: 'accepted',
      reason: null,
      proven: false,
      confirmable: null,
    },
    {
      eventId: '019aa6f1-0000-7000-8000-0000000000a2',
      at: SAMPLE_NOW - 4 * MINUTE,
      touchpoint: { zh: '入口亮圈', en: 'Ring at the entrance' },
      light: null,
      outcome: 'refused',
      reason: 'pass_expired',
      proven: false,
      confirmable: null,
    },
  ],
  alerts: [
    {
      id: 'dark projector-2',
      kind: 'screen_dark',
      subject: { zh: '投影 2', en: 'Projector 2' },
      since: SAMPLE_NOW - 11 * MINUTE,
      screenId: 'projector-2',
      zoneId: 'wall',
    },
    {
      id: 'offline kiosk-2',
      kind: 'screen_gone',
      subject: { zh: '互动屏 2', en: 'Kiosk 2' },
      since: SAMPLE_NOW - 3 * MINUTE,
      screenId: 'kiosk-2',
      zoneId: 'listening',
    },
  ],
  pairings: [
    { code: 'KQ74MN', askedAt: SAMPLE_NOW - MINUTE, userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/150' },
  ],
}
