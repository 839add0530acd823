import { expect, test } from 'vitest'
import { EVENT_DATA } from './event'
import { emptyPersonal } from './personal'

test('what is personal in an event is emptied, and the rest stays', () => {
  const click = {
    linkId: 'tv',
    channel: 'xiaomi/ott',
    language: 'zh',
    clickIds: { clickid: 'EKiD.x' },
    utm: {},
    gpc: false,
  }
  const emptied = emptyPersonal('campaign.clicked', click)
  expect(emptied).toEqual({ ...click, clickIds: {} })
  expect(EVENT_DATA['campaign.clicked'].parse(emptied)).toEqual(emptied)
  const refund = { orderId: crypto.randomUUID(), amount: 100, currency: 'CNY', reason: 'for Mrs Lin' }
  expect(emptyPersonal('order.refunded', refund)).toEqual({ ...refund, reason: '' })
  expect(emptyPersonal('consent.withdrawn', { scopes: [] })).toEqual({ scopes: [] })
})
