import { randomBytes } from 'node:crypto'
import { accessSync, constants, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StartError } from './error'
import { makePassKey, passKeySchema } from './pass/key'

const tagMasterKeySchema = z.object({ version: z.int().min(1), key: z.base64() })
export type TagMasterKey = z.infer<typeof tagMasterKeySchema>

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
  /** AES-128 master keys that tags' own keys come from: the newest is for new tags, older ones for those out there. */
  tagKeys: z.array(tagMasterKeySchema).min(1),
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
    ...makeTagKeys(),
  }
}

const makeTagKeys = () => ({ tagKeys: [{ version: 1, key: randomBytes(16).toString('base64') }] })

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
    const kept: unknown = JSON.parse(text)
    // Made by a release that had no tags: they get their master key now.
    if (typeof kept === 'object' && kept !== null && !('tagKeys' in kept))
      return addSecrets(file, { ...schema.omit({ tagKeys: true }).parse(kept), ...makeTagKeys() })
    return schema.parse(kept)
  } catch (cause) {
    if (cause instanceof StartError) throw cause
    throw new StartError(`The secrets in ${file} are damaged: put back the copy from your backup.`, cause)
  }
}

/** Writes the whole file anew beside the old one and puts it in its place: what was there is never half gone. */
function addSecrets(file: string, secrets: Secrets): Secrets {
  try {
    const fresh = `${file}.${process.pid}`
    writeFileSync(fresh, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    renameSync(fresh, file)
    return secrets
  } catch (cause) {
    throw new StartError(`The secrets in ${file} cannot be written: give this user the right.`, cause)
  }
}
