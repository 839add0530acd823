import { describe, expect, test } from 'vitest'
import { SAMPLE_FLOOR } from './sample-floor'
import { getZoneButtons } from './zone-orders'

const zone = { leader: null, queue: [], muted: false, paused: false, offerStopped: false }
const turn = SAMPLE_FLOOR.zones[0]?.leader ?? null
const orders = (given: typeof zone | (Omit<typeof zone, 'leader'> & { leader: typeof turn })) =>
  getZoneButtons(given).map(({ order, off }) => (off ? `(${order})` : order))

describe('a zone’s buttons', () => {
  test('an idle zone has nobody to pass over and nothing to begin again', () => {
    expect(orders(zone)).toEqual(['(next)', '(restart)', 'mute', 'pause', 'stop_offer'])
  })

  test('while someone plays, all are there', () => {
    expect(orders({ ...zone, leader: turn })).toEqual(['next', 'restart', 'mute', 'pause', 'stop_offer'])
  })

  test('what was switched shows its way back', () => {
    expect(orders({ ...zone, muted: true, paused: true, offerStopped: true })).toEqual([
      '(next)',
      '(restart)',
      'unmute',
      'resume',
      'allow_offer',
    ])
  })
})
