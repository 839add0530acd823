import type { Database, Tx } from './sql'

/**
 * Runs `work` as one brand: row-level security shows the rows of that brand only, whatever the SQL says. The setting
 * ends with the transaction, so a pooled connection never carries it on.
 * @param tenant the pool of the role `tenant`, never another
 */
export function withTenant<Result>(
  tenant: Database,
  brandId: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return tenant.transaction(async (tx) => {
    await tx.query("SELECT set_config('footlight.brand_id', $1, true)", [brandId])
    return work(tx)
  })
}
