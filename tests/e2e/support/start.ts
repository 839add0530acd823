import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findDatabaseDir } from './ledger'

const ROOT = new URL('../../..', import.meta.url).pathname
const START_MS = 240_000

/**
 * Starts the app on a fresh data folder and a free port, as `npm start` would, and hands its log-ins to the tests. With
 * E2E_URL, E2E_DATA and E2E_LOGINS set, the tests go to that app instead.
 */
export default async function start() {
  if (process.env.E2E_URL) return
  const data = mkdtempSync(join(tmpdir(), 'footlight-e2e-'))
  const port = await getFreePort()
  const url = `http://localhost:${port}`
  const app = spawn(process.execPath, ['server/start.mjs'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      FOOTLIGHT_DATA: data,
      LOG_LEVEL: 'warn',
      FOOTLIGHT_FILL: 'off',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const keep = (chunk: Buffer) => {
    text += chunk.toString()
  }
  app.stdout.on('data', keep)
  app.stderr.on('data', keep)
  let ready = false
  let stopping = false
  app.once('exit', (code, signal) => {
    if (ready && !stopping)
      console.error(`the app ended by itself (${code ?? signal}):\n${text.slice(-4_000)}`)
  })
  const stop = async () => {
    stopping = true
    if (app.exitCode === null && app.signalCode === null) {
      const gone = new Promise((resolve) => app.once('exit', resolve))
      app.kill('SIGTERM')
      await gone
    }
    const database = findDatabaseDir(data)
    for (const dir of [database, data]) rmSync(dir, { recursive: true, force: true })
  }
  const began = Date.now()
  while (!(await isReady(url))) {
    if (app.exitCode !== null || app.signalCode !== null || Date.now() - began > START_MS) {
      await stop()
      throw new Error(`the app did not start:\n${text}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  ready = true
  process.env.E2E_URL = url
  process.env.E2E_DATA = data
  process.env.E2E_LOGINS = JSON.stringify(parseLogins(text))
  return stop
}

/** The log-ins a first start prints, by address. */
function parseLogins(text: string): Record<string, string> {
  const lines = text.matchAll(/^\s+\w+\s+(\S+@\S+)\s+(\S+)$/gm)
  return Object.fromEntries([...lines].map(([, email, password]) => [email, password]))
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )
}

function getFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
