import { wordsSchema } from '@/domain/language'
import type { Sql } from '../db/sql'
import type { KeptView } from '../services'

/** What is kept of this phone's visitor, brand by brand. */
export async function findKept(sql: Sql, visitorId: string | null): Promise<KeptView> {
  if (!visitorId) return { cookie: false, brands: [] }
  const rows = await sql.query<{ brand: unknown; created_at: Date; scopes: string[] }>(
    `SELECT b.name AS brand, vb.created_at, vb.scopes FROM visitor_brand vb JOIN brand b ON b.id = vb.brand_id
     WHERE vb.visitor_id = $1 AND cardinality(vb.scopes) > 0 ORDER BY vb.created_at`,
    [visitorId],
  )
  return {
    cookie: true,
    brands: rows.map((row) => ({
      brand: wordsSchema.parse(row.brand),
      since: row.created_at.getTime(),
      scopes: row.scopes,
    })),
  }
}
