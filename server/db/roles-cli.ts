// `npm run db:roles`: prints the SQL that prepares a PostgreSQL server of yours, for its administrator to run once, and
// the DATABASE_URL to start with. Passwords are this installation's own, from its data folder.
import { parseConfig } from '../config'
import { StartError } from '../error'
import { loadSecrets } from '../secrets'
import { makeRolesSql, ROLES } from './roles'

try {
  const secrets = loadSecrets(parseConfig(process.env).dataDir)
  const password = encodeURIComponent(secrets.databaseOwner)
  console.log(`-- For the administrator of your PostgreSQL (15 or newer), for example: npm run -s db:roles | psql -U postgres
${makeRolesSql(secrets)}
SELECT 'CREATE DATABASE footlight OWNER ${ROLES.owner}'
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'footlight') \\gexec
-- Then start with DATABASE_URL=postgres://${ROLES.owner}:${password}@your-server:5432/footlight`)
} catch (error) {
  console.error(error instanceof StartError ? error.message : error)
  process.exit(1)
}
