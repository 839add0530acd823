import { describe, expect, it } from 'vitest'
import { addReport, MOST_REPORTS, type Outbox, settleReport } from './outbox'

const report = (n: number) => ({
  eventId: `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  cueId: '018f0000-0000-7000-8000-000000000000',
  scene: 'climb',
  lateMs: 3,
})

describe('the outbox of a screen', () => {
  it('keeps a report until it is acknowledged, and each only once', () => {
    const outbox = addReport(addReport([], report(1)), report(1))
    expect(outbox).toHaveLength(1)
    expect(settleReport(outbox, report(1).eventId)).toEqual([])
  })
  it('stays bounded and gives up the oldest', () => {
    let outbox: Outbox = []
    for (let n = 0; n < MOST_REPORTS + 20; n++) outbox = addReport(outbox, report(n))
    expect(outbox).toHaveLength(MOST_REPORTS)
    expect(outbox[0]).toEqual(report(20))
  })
})
