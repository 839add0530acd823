import type { Landing, Story } from '@/domain/campaign/content'
import type { Show } from '@/domain/show/show'

/** A climb of three halts: who comes is welcomed, climbs, and stands on the top. Every campaign of the demo plays it. */
export const CLIMB: Omit<Show, 'id' | 'halts'> = {
  start: { x: 0.22, y: 0.2 },
  reach: 0.08,
  machine: {
    initial: 'attract',
    states: {
      attract: { on: { 'turn.started': { target: 'welcome' } } },
      welcome: {
        on: { 'halt.lit': { target: 'climb', actions: 'lightHalt' }, 'turn.ended': { target: 'attract' } },
        after: { 8000: { target: 'climb' } },
      },
      climb: {
        always: [{ guard: 'allLit', target: 'finale' }],
        on: { 'halt.lit': { actions: 'lightHalt' }, 'turn.ended': { target: 'attract' } },
      },
      finale: { on: { 'turn.ended': { target: 'attract' } }, after: { 15000: { target: 'attract' } } },
    },
  },
}

export const FIRST_FROST_SHOW: Show = {
  id: 'first-frost',
  ...CLIMB,
  halts: [
    { key: 'gate', name: { zh: '山门', en: 'Gate' }, at: { x: 0.352, y: 0.337 } },
    { key: 'mist', name: { zh: '雾台', en: 'Mist terrace' }, at: { x: 0.496, y: 0.481 } },
    { key: 'frost', name: { zh: '霜顶', en: 'Frost top' }, at: { x: 0.81, y: 0.694 } },
  ],
}

export const FIRST_FROST_LANDING: Landing = {
  line: { zh: '灯在山脚，等你来提。', en: 'The lamp waits at the foot of the mountain.' },
  sub: {
    zh: '日出前采的乌龙，一座用光搭的山。到店碰一下手机，山就亮。',
    en: 'Oolong picked before sunrise, and a mountain made of light. Touch your phone in the store and it wakes.',
  },
  awaits: [
    { zh: '一面会跟着你走的光墙', en: 'A wall of light that follows you' },
    { zh: '初霜乌龙，现泡一杯', en: 'A cup of First Frost, brewed for you' },
    { zh: '点亮三处茶台，减 40 元', en: '¥40 off once three terraces are lit' },
  ],
}

/** Three variants; the first is the general one. */
export const FIRST_FROST_STORIES: Story[] = [
  {
    key: 'general',
    wall: {
      line: { zh: '山里起霜了。', en: 'Frost is on the mountain.' },
      sub: {
        zh: '初霜乌龙，日出前采。\n提灯上山，三处茶台等你点亮。',
        en: 'First Frost oolong is picked before sunrise. Carry the lamp up: three terraces are waiting for light.',
      },
    },
    kiosk: {
      line: { zh: '一年里只有九天，\n霜比太阳先到。', en: 'Nine mornings a year, frost beats the sun.' },
      sub: { zh: '初霜乌龙', en: 'First Frost oolong' },
    },
    phone: {
      line: { zh: '墙上那盏灯，归你提。', en: 'The lamp on the wall is yours to carry.' },
      sub: { zh: '把三处茶台都点亮。', en: 'Light all three terraces.' },
    },
    finale: {
      line: { zh: '整座山亮了。', en: 'The whole mountain is lit.' },
      sub: { zh: '霜要化了，茶正好。', en: 'The frost is melting. The tea is ready.' },
    },
  },
  {
    key: 'mountain',
    wall: {
      line: { zh: '这座山，\n你见过。', en: 'You have seen this mountain.' },
      sub: {
        zh: '它等你走进来。\n提灯上山，三处茶台等你点亮。',
        en: 'It has waited for you to walk in. Carry the lamp up: three terraces are waiting for light.',
      },
    },
    kiosk: {
      line: { zh: '一年里只有九天，\n霜比太阳先到。', en: 'Nine mornings a year, frost beats the sun.' },
      sub: { zh: '初霜乌龙', en: 'First Frost oolong' },
    },
    phone: {
      line: { zh: '屏幕里的那座山，就在这面墙上。', en: 'The mountain from your screen is on this wall.' },
      sub: { zh: '灯给你，走上去看看。', en: 'Take the lamp and walk up.' },
    },
    finale: {
      line: { zh: '你把它走完了。', en: 'You walked all of it.' },
      sub: { zh: '从屏幕里，到山顶上。', en: 'From the screen to the top.' },
    },
  },
  {
    key: 'picker',
    wall: {
      line: { zh: '采茶人，\n天没亮就上山。', en: 'The pickers climb before dawn.' },
      sub: {
        zh: '今天，灯在你手里。\n跟着他们的路，点亮三处茶台。',
        en: 'Today the lamp is in your hand. Follow their path and light three terraces.',
      },
    },
    kiosk: {
      line: { zh: '带霜的叶子，\n要等它自己化。', en: 'A leaf with frost on it has to thaw by itself.' },
      sub: { zh: '初霜乌龙', en: 'First Frost oolong' },
    },
    phone: {
      line: { zh: '采茶人的路，今天你来走。', en: 'The pickers’ path is yours today.' },
      sub: { zh: '三处茶台，一盏灯。', en: 'Three terraces, one lamp.' },
    },
    finale: {
      line: { zh: '天亮之前，你到了。', en: 'You made it before sunrise.' },
      sub: { zh: '霜要化了，茶正好。', en: 'The frost is melting. The tea is ready.' },
    },
  },
]

export const FIRST_FROST_PRODUCT = {
  name: { zh: '初霜乌龙', en: 'First Frost oolong' },
  detail: { zh: '50 克一罐，约 16 泡', en: '50 g tin, about 16 cups' },
  price: 16_800,
  currency: 'CNY',
  shelf: { zh: '茶席 2 层', en: 'Tea room, shelf 2' },
}
