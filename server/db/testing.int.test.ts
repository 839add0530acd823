import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTestDatabases, type TestDatabases } from './testing'

let db: TestDatabases
beforeAll(async () => {
  db = await makeTestDatabases()
})
afterAll(() => db.close())

test('a fresh database has its partitions and three roles of limited power', async () => {
  const who = await Promise.all(
    [db.owner, db.service, db.tenant].map((role) =>
      role.query<{ name: string }>('SELECT current_user AS name'),
    ),
  )
  expect(who.flat().map(({ name }) => name)).toEqual([
    'footlight_owner',
    'footlight_service',
    'footlight_tenant',
  ])
  const partitions = await db.owner.query(
    `SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'event'::regclass`,
  )
  expect(partitions).toHaveLength(10)
})

test('several may be asked for at once', async () => {
  const more = await Promise.all([makeTestDatabases(), makeTestDatabases()])
  const names = await Promise.all(
    more.map((other) => other.service.query('SELECT current_database() AS name')),
  )
  expect(new Set(names.flat().map(({ name }) => name)).size).toBe(2)
  await Promise.all(more.map((other) => other.close()))
})
