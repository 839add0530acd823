import type { Landing, Story } from '@/domain/campaign/content'
import type { Show } from '@/domain/show/show'
import { CLIMB } from './mistleaf'

export const NIGHT_FLIGHT_SHOW: Show = {
  id: 'night-flight',
  ...CLIMB,
  halts: [
    { key: 'harbour', name: { zh: '港口', en: 'Harbour' }, at: { x: 0.352, y: 0.337 } },
    { key: 'cloud', name: { zh: '云上', en: 'Above the clouds' }, at: { x: 0.496, y: 0.481 } },
    { key: 'dawn', name: { zh: '天亮处', en: 'Where dawn is' }, at: { x: 0.81, y: 0.694 } },
  ],
}

export const NIGHT_FLIGHT_LANDING: Landing = {
  line: { zh: '闭上眼，就起飞。', en: 'Close your eyes and take off.' },
  sub: { zh: '潮声的新耳机，在试听间等你。', en: 'Tidewave’s new headphones wait in the listening room.' },
  awaits: [
    { zh: '一间没有回声的房间', en: 'A room without an echo' },
    { zh: '一段夜里的飞行', en: 'A flight through the night' },
  ],
}

export const NIGHT_FLIGHT_STORIES: Story[] = [
  {
    key: 'general',
    wall: {
      line: { zh: '今晚，飞过海。', en: 'Tonight, across the sea.' },
      sub: { zh: '三处灯火，一路听过去。', en: 'Three lights, and sound all the way.' },
    },
    kiosk: {
      line: { zh: '安静，也听得见。', en: 'You can hear the quiet.' },
      sub: { zh: '潮声夜航', en: 'Tidewave Night Flight' },
    },
    phone: {
      line: { zh: '航线在你手里。', en: 'The route is in your hand.' },
      sub: { zh: '把三处灯火点亮。', en: 'Light all three.' },
    },
    finale: { line: { zh: '天亮了。', en: 'It is dawn.' }, sub: { zh: '欢迎降落。', en: 'Welcome down.' } },
  },
]

export const NIGHT_FLIGHT_PRODUCT = {
  name: { zh: '夜航头戴耳机', en: 'Night Flight headphones' },
  detail: { zh: '降噪，续航 40 小时', en: 'Noise cancelling, 40 hours' },
  price: 129_900,
  currency: 'CNY',
  shelf: { zh: '试听间 1 号位', en: 'Listening room, stand 1' },
}
