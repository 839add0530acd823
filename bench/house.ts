import { type ChildProcess, fork, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { findDatabase } from '../server/db/find'
import { type Database, openDatabase } from '../server/db/sql'
import { loadSecrets, type Secrets } from '../server/secrets'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Benches share one installation, so that only the first start has to make it. */
const DATA = `${ROOT}.footlight/bench`
/** Building pages and filling a new demo takes a while on a busy machine; a second run starts in seconds. */
const START_MS = 600_000

export type House = {
  url: string
  port: number
  secrets: Secrets
  /** The service role's URL, and a pool on it. */
  databaseUrl: string
  database: Database
  stop(): Promise<void>
}

/** Starts the real server on a data folder and port of its own, and waits until a new demo has its week. */
export async function openHouse(port = 3987): Promise<House> {
  const child = spawn(process.execPath, ['server/start.mjs'], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), FOOTLIGHT_DATA: DATA, FOOTLIGHT_PLAY: 'on', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await waitUntilReady(child)
  } catch (error) {
    await stopProcess(child)
    throw error
  }
  const secrets = loadSecrets(DATA)
  const databaseUrl = findDatabase({ databaseUrl: undefined, dataDir: DATA }, secrets)
  if (!databaseUrl) throw new Error('the server runs without its database')
  const database = openDatabase(databaseUrl, { max: 4, name: 'footlight bench' })
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    secrets,
    databaseUrl,
    database,
    stop: async () => {
      await database.close()
      await stopProcess(child)
    },
  }
}

function waitUntilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the server did not start in time')), START_MS)
    let fresh = false
    const lines = createInterface({ input: child.stdout ?? process.stdin })
    lines.on('line', (line) => {
      if (line.includes('Log-ins, made just now')) fresh = true
      if (line.includes('Stop            Ctrl-C') && !fresh) settle()
      if (line.includes('"demo shoppers"')) settle()
      if (line.includes('"level":50')) console.error(line)
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    function settle() {
      clearTimeout(late)
      resolve()
    }
  })
}

/** Ends a process in order and waits for it. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

/** A program of this folder in a process of its own, spoken to by messages. */
export type Worker<In, Out> = { send(message: In): void; next(): Promise<Out>; stop(): Promise<void> }

/** Starts one; `env` is for what must not stand on a command line, as a database's address with its password. */
export function startWorker<In extends object, Out>(
  file: string,
  env: Record<string, string> = {},
): Worker<In, Out> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...env },
  })
  const come: Out[] = []
  const waiting: ((message: Out) => void)[] = []
  child.on('message', (message) => {
    const take = waiting.shift()
    if (take) take(message as Out)
    else come.push(message as Out)
  })
  return {
    send: (message) => void child.send(message),
    next: () =>
      new Promise((resolve) => {
        const message = come.shift()
        if (message === undefined) waiting.push(resolve)
        else resolve(message)
      }),
    stop: () => stopProcess(child),
  }
}

/** Monotonic time that all processes of this machine share, milliseconds. */
export const getTime = () => Number(process.hrtime.bigint()) / 1e6
