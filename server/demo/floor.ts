type Words = { zh: string; en: string }
const screen = (id: string, kind: string, zoneId: string, name: Words, place: object, facing: number) => ({
  id,
  kind,
  zoneId,
  name,
  place,
  facing,
})
const touchpoint = (
  id: string,
  kind: string,
  zoneId: string,
  name: Words,
  x: number,
  y: number,
  campaignId: string | null = null,
) => ({
  id,
  kind,
  zoneId,
  name,
  x,
  y,
  campaignId,
})

/** Two flagship stores: three zones, three kiosks, two projectors, twelve touchpoints. Plans are 928 x 520. */
export const STORES = [
  {
    id: 'suzhou-creek',
    name: { zh: '苏州河展厅', en: 'Suzhou Creek Showroom' },
    address: { zh: '上海，苏州河畔光复路 1 号', en: '1 Guangfu Road, Shanghai' },
    timeZone: 'Asia/Shanghai',
    opensAt: '10:00',
    closesAt: '21:00',
    walls: [
      'M14 424V14H914V506H230M80 506H14V496',
      'M386 14V150M386 262V300M386 300H210M14 300H96',
      'M662 506V410M662 300H760M850 300H914',
    ],
    zones: [
      {
        id: 'wall',
        name: { zh: '光墙', en: 'The Wall' },
        place: { x: 386, y: 14, w: 528, h: 286 },
        campaignId: 'first-frost',
      },
      {
        id: 'listening',
        name: { zh: '试听间', en: 'Listening room' },
        place: { x: 662, y: 300, w: 252, h: 206 },
        campaignId: 'night-flight',
      },
    ],
    screens: [
      screen(
        'projector-1',
        'projector',
        'wall',
        { zh: '投影 1', en: 'Projector 1' },
        { x: 500, y: 14, w: 230, h: 7 },
        180,
      ),
      screen(
        'kiosk-1',
        'kiosk',
        'wall',
        { zh: '互动屏 1', en: 'Kiosk 1' },
        { x: 560, y: 326, w: 64, h: 8 },
        180,
      ),
      screen(
        'kiosk-2',
        'kiosk',
        'listening',
        { zh: '互动屏 2', en: 'Kiosk 2' },
        { x: 907, y: 318, w: 7, h: 84 },
        270,
      ),
    ],
    touchpoints: [
      touchpoint('wall-ring', 'tag', 'wall', { zh: '光墙亮圈', en: 'Ring at the wall' }, 592, 352),
      touchpoint('wall-code', 'code', 'wall', { zh: '光墙二维码', en: 'Code at the wall' }, 640, 352),
      touchpoint('entrance', 'tag', 'wall', { zh: '入口亮圈', en: 'Ring at the entrance' }, 100, 424),
      touchpoint('tea-shelf-1', 'tag', 'wall', { zh: '茶席 1 层', en: 'Tea room, shelf 1' }, 60, 130),
      touchpoint('tea-shelf-2', 'tag', 'wall', { zh: '茶席 2 层', en: 'Tea room, shelf 2' }, 60, 190),
      touchpoint(
        'listening-ring',
        'tag',
        'listening',
        { zh: '试听间亮圈', en: 'Ring in the listening room' },
        872,
        360,
      ),
      touchpoint('till-card', 'code', 'wall', { zh: '收银台卡片', en: 'Card at the till' }, 544, 450),
    ],
  },
  {
    id: 'houhai',
    name: { zh: '后海展厅', en: 'Houhai Showroom' },
    address: { zh: '深圳，后海滨路 88 号', en: '88 Houhaibin Road, Shenzhen' },
    timeZone: 'Asia/Shanghai',
    opensAt: '10:00',
    closesAt: '22:00',
    walls: ['M14 14H914V506H560M420 506H14V14', 'M620 14V180M620 300V506'],
    zones: [
      {
        id: 'sea-wall',
        name: { zh: '海墙', en: 'The Sea Wall' },
        place: { x: 14, y: 14, w: 606, h: 492 },
        campaignId: 'first-frost',
      },
    ],
    screens: [
      screen(
        'projector-2',
        'projector',
        'sea-wall',
        { zh: '投影 2', en: 'Projector 2' },
        { x: 160, y: 14, w: 300, h: 7 },
        180,
      ),
      screen(
        'kiosk-3',
        'kiosk',
        'sea-wall',
        { zh: '互动屏 3', en: 'Kiosk 3' },
        { x: 14, y: 220, w: 7, h: 84 },
        90,
      ),
    ],
    touchpoints: [
      touchpoint('sea-ring', 'tag', 'sea-wall', { zh: '海墙亮圈', en: 'Ring at the sea wall' }, 300, 120),
      touchpoint('sea-code', 'code', 'sea-wall', { zh: '海墙二维码', en: 'Code at the sea wall' }, 350, 120),
      touchpoint('sea-entrance', 'tag', 'sea-wall', { zh: '入口亮圈', en: 'Ring at the entrance' }, 490, 470),
      touchpoint('sea-shelf', 'tag', 'sea-wall', { zh: '茶架', en: 'Tea shelf' }, 560, 250),
      touchpoint(
        'sea-audio',
        'tag',
        'sea-wall',
        { zh: '耳机台', en: 'Headphone stand' },
        760,
        250,
        'night-flight',
      ),
    ],
  },
] as const
