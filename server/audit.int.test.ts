import { afterAll, beforeAll, expect, test } from 'vitest'
import { audit, findBrokenAudit } from './audit'
import { makeTestDeps, type TestDeps } from './db/testing'

let deps: TestDeps
beforeAll(async () => {
  deps = await makeTestDeps()
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      deps.db.service.transaction((tx) =>
        audit(tx, deps.clock, {
          userId: 'lin',
          action: 'coupon.void',
          target: `coupon-${i}`,
          detail: { reason: '顾客退货', minutes: i, late: i > 10, before: null },
        }),
      ),
    ),
  )
})
afterAll(() => deps.close())

/** Runs `change` as the owner and undoes it, with what the check said in between. */
async function whileChanged(change: string) {
  let broken: number | null = null
  const undone = deps.db.owner.transaction(async (tx) => {
    await tx.query(change)
    broken = await findBrokenAudit(tx)
    throw new Error('undo')
  })
  await expect(undone).rejects.toThrow('undo')
  return broken
}

test('the chain of twenty actions at once holds', async () => {
  expect(await findBrokenAudit(deps.db.service)).toBeNull()
  const rows = await deps.db.service.query('SELECT FROM audit_log')
  expect(rows).toHaveLength(20)
})

test('an action that is undone leaves nothing', async () => {
  const undone = deps.db.service.transaction(async (tx) => {
    await audit(tx, deps.clock, { userId: 'lin', action: 'zone.pause', target: 'wall' })
    throw new Error('undo')
  })
  await expect(undone).rejects.toThrow('undo')
  expect(await deps.db.service.query('SELECT FROM audit_log')).toHaveLength(20)
})

test.each([
  ["UPDATE audit_log SET user_id = 'hao' WHERE seq = 7", 7],
  [`UPDATE audit_log SET detail = detail || '{"minutes": 999}' WHERE seq = 8`, 8],
  ["UPDATE audit_log SET at = at + interval '1 second' WHERE seq = 9", 9],
  ['DELETE FROM audit_log WHERE seq = 10', 11],
  ['UPDATE audit_log SET seq = 100 WHERE seq = 20', 100],
])('%s is found at row %i', async (change, at) => expect(await whileChanged(change)).toBe(at))

test('the running app may add to the log and read it, nothing else', async () => {
  for (const sql of [
    "UPDATE audit_log SET user_id = 'hao'",
    'DELETE FROM audit_log',
    'TRUNCATE audit_log',
    'DROP TABLE audit_log',
  ])
    await expect(deps.db.service.query(sql)).rejects.toMatchObject({ code: '42501' })
  await expect(deps.db.tenant.query('SELECT FROM audit_log')).rejects.toMatchObject({ code: '42501' })
})
