import { createHmac } from 'node:crypto'
import type { Sql } from '../db/sql'
import { getReceiverUrl } from '../feedback/receiver'
import { encryptSecret } from '../feedback/secret'
import type { Secrets } from '../secrets'

/** What the demo's destinations and the receiver that stands in for their platforms both know. */
export function makeDemoSecrets(tokenKey: string): { metaToken: string; webhook: string } {
  const derive = (name: string) =>
    createHmac('sha256', Buffer.from(tokenKey, 'base64')).update(`demo ${name}`).digest()
  return {
    metaToken: derive('meta').toString('hex'),
    webhook: `whsec_${derive('webhook').toString('base64')}`,
  }
}

const NOWHERE = 'http://127.0.0.1'

/** Three destinations of Mistleaf, one of each kind. Where they point is said at each start: the port may change. */
export function makeDemoDestinations({ token, encryption }: Pick<Secrets, 'token' | 'encryption'>) {
  const { metaToken, webhook } = makeDemoSecrets(token)
  const of = (id: string, kind: string, name: string, config: object, secret: string) => ({
    id,
    brandId: 'mistleaf',
    kind,
    name,
    config: { ...config, allowPrivate: true },
    secret: encryptSecret(secret, encryption, id),
  })
  return [
    of('mistleaf-ocean', 'ocean_engine', 'Ocean Engine', { baseUrl: NOWHERE }, 'none'),
    of('mistleaf-meta', 'meta', 'Meta', { baseUrl: NOWHERE, dataset: '1000000000000001' }, metaToken),
    of('mistleaf-webhook', 'webhook', 'Mistleaf CRM', { url: NOWHERE }, webhook),
  ]
}

/** Points the demo's destinations at the receiver of this process. */
export async function pointDemoDestinations(sql: Sql, port: number): Promise<void> {
  const origin = `http://127.0.0.1:${port}`
  for (const [id, key, kind] of [
    ['mistleaf-ocean', 'baseUrl', 'ocean_engine'],
    ['mistleaf-meta', 'baseUrl', 'meta'],
    ['mistleaf-webhook', 'url', 'webhook'],
  ] as const) {
    await sql.query(
      'UPDATE destination SET config = jsonb_set(config, ARRAY[$2], to_jsonb($3::text)) WHERE id = $1',
      [id, key, getReceiverUrl(origin, kind)],
    )
  }
}
