import { randomBytes } from 'node:crypto'
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StartError } from './error'
import { makePassKey, passKeySchema } from './pass/key'

const schema = z.object({
  databaseSuperuser: z.string(),
  databaseOwner: z.string(),
  databaseService: z.string(),
  databaseTenant: z.string(),
  /** Signs log-in sessions. */
  auth: z.string(),
  /** AES-256 key for what must be read again: destinations' secrets. Base64. */
  encryption: z.string(),
  /** HMAC key of visit tokens and the simulator's signed time. Base64. */
  token: z.string(),
  /** The newest key signs; all verify. Two at most are live. */
  passKeys: z.array(passKeySchema).min(1),
})
export type Secrets = z.infer<typeof schema>

const random = () => randomBytes(32).toString('base64')
const password = () => randomBytes(24).toString('base64url')

function makeSecrets(): Secrets {
  return {
    databaseSuperuser: password(),
    databaseOwner: password(),
    databaseService: password(),
    databaseTenant: password(),
    auth: random(),
    encryption: random(),
    token: random(),
    passKeys: [makePassKey()],
  }
}

/**
 * Reads the installation's secrets, or makes them at the first start. They never leave the data folder.
 * @throws StartError when the folder cannot be written or the file is damaged
 */
export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json')
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 })
    accessSync(dataDir, constants.W_OK)
  } catch (cause) {
    throw new StartError(
      `The data folder ${dataDir} cannot be written: give this user the right, or name another folder with FOOTLIGHT_DATA.`,
      cause,
    )
  }
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new StartError(`The secrets in ${file} cannot be read: give this user the right.`, cause)
    }
    const secrets = makeSecrets()
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    return secrets
  }
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    throw new StartError(`The secrets in ${file} are damaged: put back the copy from your backup.`, cause)
  }
}
