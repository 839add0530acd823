import pg from 'pg'
import type { Secrets } from '../secrets'

/** The three roles the app runs as. None is superuser or may bypass row-level security. */
export const ROLES = {
  owner: 'footlight_owner',
  service: 'footlight_service',
  tenant: 'footlight_tenant',
} as const

type Passwords = Pick<Secrets, 'databaseOwner' | 'databaseService' | 'databaseTenant'>

/**
 * SQL that makes the roles on a server, to be run once by its administrator (`npm run db:roles` prints it).
 * It may be run again: passwords are set anew.
 */
export function makeRolesSql(passwords: Passwords): string {
  const roles = [
    [ROLES.owner, passwords.databaseOwner],
    [ROLES.service, passwords.databaseService],
    [ROLES.tenant, passwords.databaseTenant],
  ] as const
  return roles
    .map(
      ([role, password]) => `DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role}; END IF;
END $$;
ALTER ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${pg.escapeLiteral(password)};`,
    )
    .join('\n')
}

/** The same server and database as another role. */
export function withRole(url: string, role: string, password: string): string {
  const changed = new URL(url)
  changed.username = role
  changed.password = encodeURIComponent(password)
  return changed.href
}
