import { readFileSync } from 'node:fs'
import pg from 'pg'
import { makeApiKey } from '@/server/auth/api-key'
import { ROLES, withRole } from '@/server/db/roles'
import { loadSecrets } from '@/server/secrets'
import type { App } from '../support/app'

/** Who sends, in which language, with what else. */
export type Sent = { as?: string | undefined; language?: 'zh' | 'en'; headers?: Record<string, string> }
export function sendTo(
  app: Pick<App, 'url'>,
  { cookies, key }: { cookies: Record<string, string>; key: string },
  method: string,
  path: string,
  body: string | undefined,
  { as, language = 'zh', headers }: Sent,
) {
  return fetch(app.url + path, {
    method,
    redirect: 'manual',
    headers: {
      accept: 'application/json',
      'accept-language': language === 'zh' ? 'zh-CN' : 'en-GB',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(as && as !== 'key' && { cookie: cookies[as] ?? '' }),
      ...(as === 'key' && { authorization: `Bearer ${key}` }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  })
}
/** A brand's key, put where the console will put it. */
export async function makeKey(app: App, dir: string): Promise<string> {
  const made = makeApiKey()
  const folder = /Data +(\S+)/.exec(app.said())?.[1] ?? ''
  const port = readFileSync(`${folder}/postmaster.pid`, 'utf8').split('\n')[3]
  const url = withRole(
    `postgres://x@127.0.0.1:${port}/footlight`,
    ROLES.service,
    loadSecrets(dir).databaseService,
  )
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    `INSERT INTO api_key (id, brand_id, name, hash, scopes, created_at)
     VALUES ('partner-1', 'mistleaf', 'Test', $1, '{orders,events}', now())`,
    [made.hash],
  )
  await client.end()
  return made.key
}
