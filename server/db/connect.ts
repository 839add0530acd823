import pg from 'pg'
import type { Config } from '../config'
import { StartError } from '../error'
import type { Secrets } from '../secrets'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded'
import { makeRolesSql, ROLES, withRole } from './roles'
import { type Database, openDatabase } from './sql'

/** The database as each of the three roles sees it. */
export type Databases = {
  /** Migrations, partitions and the job queue's schema. */
  owner: Database
  /** Ledger, readers, console, jobs. */
  service: Database
  /**
   * Reads as `service` on connections of their own, for what is asked in the middle of a transaction: were it to ask the
   * pool that its own transaction has a connection of, sixteen at once would wait for each other for ever.
   */
  lookup: Database
  /** Brands' pages and API: rows of one brand, inside `withTenant` only. */
  tenant: Database
  urls: { owner: string; service: string; tenant: string }
  /** For people: where the data lives. */
  place: string
  /** Has the packaged server write down what it holds, so that stopping right after a first start need not. */
  settle(): Promise<void>
  close(): Promise<void>
}

const DATABASE = 'footlight'

/**
 * Connects to PostgreSQL: the server DATABASE_URL names, or the packaged one, started here.
 * @throws StartError when it cannot be reached or the roles have wrong rights
 */
export async function connectDatabases(config: Config, secrets: Secrets): Promise<Databases> {
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbeddedPostgres(config.dataDir, secrets.databaseSuperuser)
  const ownerUrl = config.databaseUrl ?? (await prepare(embedded, DATABASE, secrets))
  return openDatabases(ownerUrl, secrets, embedded)
}

/** Opens the three pools on a server whose roles exist, and checks their rights. */
export async function openDatabases(
  ownerUrl: string,
  secrets: Secrets,
  embedded?: EmbeddedPostgres,
): Promise<Databases> {
  const urls = {
    owner: ownerUrl,
    service: withRole(ownerUrl, ROLES.service, secrets.databaseService),
    tenant: withRole(ownerUrl, ROLES.tenant, secrets.databaseTenant),
  }
  try {
    await checkRights(urls.owner, 'DATABASE_URL')
    await checkRights(urls.service, ROLES.service)
    await checkRights(urls.tenant, ROLES.tenant)
  } catch (error) {
    await embedded?.stop()
    throw error
  }
  const owner = openDatabase(urls.owner, { max: 2, name: 'footlight owner' })
  const service = openDatabase(urls.service, { max: 16, name: 'footlight service' })
  const lookup = openDatabase(urls.service, { max: 4, name: 'footlight lookup' })
  const tenant = openDatabase(urls.tenant, { max: 6, name: 'footlight tenant' })
  const { host, pathname } = new URL(ownerUrl)
  return {
    owner,
    service,
    lookup,
    tenant,
    urls,
    place: embedded?.dataDir ?? `${host}${pathname}`,
    settle: async () => {
      if (embedded) await asSuperuser(embedded.url, (client) => client.query('CHECKPOINT'))
    },
    close: async () => {
      await Promise.all([owner.close(), service.close(), lookup.close(), tenant.close()])
      await embedded?.stop()
    },
  }
}

/** Makes roles and an empty database on a packaged server; both may be there already. Returns the owner's URL. */
export async function prepare(
  embedded: Pick<EmbeddedPostgres, 'url'> | undefined,
  name: string,
  secrets: Secrets,
) {
  if (!embedded) throw new Error('no packaged server')
  await asSuperuser(embedded.url, async (client) => {
    await client.query(makeRolesSql(secrets))
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} OWNER ${ROLES.owner}`)
  })
  const url = new URL(withRole(embedded.url, ROLES.owner, secrets.databaseOwner))
  url.pathname = `/${name}`
  return url.href
}

/** Does `work` on one connection of its own, which is closed after it. `url` is the superuser's. */
export async function asSuperuser(url: string, work: (client: pg.Client) => Promise<unknown>) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

async function checkRights(url: string, who: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
  } catch (cause) {
    throw new StartError(
      who === 'DATABASE_URL'
        ? `The database at ${new URL(url).host} cannot be reached with DATABASE_URL: ${getReason(cause)}.`
        : `The database role ${who} cannot log in: run what \`npm run db:roles\` prints as the server's administrator.`,
      cause,
    )
  }
  try {
    const { rows } = await client.query<{ powerful: boolean; version: number }>(
      `SELECT rolsuper OR rolbypassrls AS powerful, current_setting('server_version_num')::int AS version
       FROM pg_roles WHERE rolname = current_user`,
    )
    if (rows[0]?.powerful) {
      throw new StartError(
        `The database role of ${who} is superuser or bypasses row-level security, so brands would not be walled off: use the roles that \`npm run db:roles\` prints.`,
      )
    }
    if (rows[0] && rows[0].version < 150_000) {
      throw new StartError('This PostgreSQL is too old: version 15 or newer is needed.')
    }
  } finally {
    await client.end()
  }
}

function getReason(cause: unknown): string {
  const { code, message } = cause as { code?: string; message?: string }
  return message || code || String(cause)
}
