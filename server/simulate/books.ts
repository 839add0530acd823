import { randomUUID } from 'node:crypto'
import { makeApiKey } from '../auth/api-key'
import type { Sql } from '../db/sql'

/** Makes an API key for each brand's shop, for one run. `close` takes them back. */
export async function openShops(sql: Sql, brandIds: readonly string[]) {
  const keys: Record<string, string> = {}
  const ids: string[] = []
  for (const brandId of brandIds) {
    const { key, hash } = makeApiKey()
    const id = randomUUID()
    await sql.query('INSERT INTO api_key (id, brand_id, name, hash, scopes) VALUES ($1, $2, $3, $4, $5)', [
      id,
      brandId,
      'Simulator',
      hash,
      ['orders'],
    ])
    keys[brandId] = key
    ids.push(id)
  }
  return {
    keys,
    close: async () => {
      await sql.query('DELETE FROM api_key WHERE id = ANY($1)', [ids])
    },
  }
}

/** How many simulated events of each type the ledger holds. */
export async function countSimulated(sql: Sql): Promise<Map<string, number>> {
  const rows = await sql.query<{ type: string; n: number }>(
    'SELECT type, count(*)::int AS n FROM event WHERE simulated GROUP BY type ORDER BY type',
  )
  return new Map(rows.map(({ type, n }) => [type, n]))
}
