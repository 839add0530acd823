import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const START_MS = 150_000

export type App = {
  url: string
  pid: number
  /** Everything it said, on both outputs. */
  said(): string
  /** The log-ins it printed, by the name before the @. */
  logins(): Record<string, { email: string; password: string }>
  /** Sends a signal and waits for the end. Answers the exit code, null when the signal itself ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** A data folder of its own, removed with all that lies elsewhere because of it. */
export function makeDataDir(): { dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'footlight-test-'))
  return {
    dir,
    remove() {
      const elsewhere = join(dir, 'database-is-at.txt')
      if (existsSync(elsewhere))
        rmSync(readFileSync(elsewhere, 'utf8').trim(), { recursive: true, force: true })
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** What `npm start` runs, as a process of its own. The build must be there: `npm test` makes it first. */
export function spawnApp(env: Record<string, string>): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, ['server/start.mjs'], {
    cwd: ROOT,
    // Vitest's own settings are no business of the app's.
    env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
  return { child, said: () => text }
}

/** Starts the app on a free port and waits until it is ready. */
export async function startApp(env: Record<string, string>): Promise<App> {
  const port = await getFreePort()
  const { child, said } = spawnApp({ PORT: String(port), FOOTLIGHT_PLAY: 'on', ...env })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  // `localhost` may be an IPv6 address, where nobody listens.
  const url = `http://127.0.0.1:${port}`
  const until = Date.now() + START_MS
  for (;;) {
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) break
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL')
      throw new Error(`the app did not start:\n${said()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    url,
    pid: child.pid ?? 0,
    said,
    logins: () =>
      Object.fromEntries(
        [...said().matchAll(/^\s+\w+\s+((\w+)@[\w.]+)\s+(\S+)$/gm)].map(
          ([, email = '', name = '', password = '']) => [name, { email, password }],
        ),
      ),
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      return ended
    },
  }
}

/** Runs the app until it ends by itself: a start that cannot be. */
export async function runApp(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const { child, said } = spawnApp(env)
  const timer = setTimeout(() => child.kill('SIGKILL'), START_MS)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearTimeout(timer)
  return { code, said: said() }
}

export function getFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** A browser of a person, without a page: cookies, language, and what a form posts. */
export function makePhone(app: Pick<App, 'url'>, language: 'zh' | 'en' = 'zh') {
  const jar = new Map<string, string>()
  const headers = (more: Record<string, string> = {}) => ({
    'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Mobile Safari/604.1',
    'accept-language': language === 'zh' ? 'zh-CN,zh;q=0.9' : 'en-GB,en;q=0.9',
    ...(jar.size > 0 && { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
    ...more,
  })
  async function keep(answer: Promise<Response>): Promise<Response> {
    const given = await answer
    for (const cookie of given.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return given
  }
  return {
    get: (path: string, more?: Record<string, string>) =>
      keep(fetch(app.url + path, { headers: headers(more), redirect: 'manual' })),
    post: (path: string, body: unknown, more?: Record<string, string>) =>
      keep(
        fetch(`${app.url}/api/v1${path}`, {
          method: 'POST',
          headers: headers({ 'content-type': 'application/json', accept: 'application/json', ...more }),
          body: JSON.stringify(body),
          redirect: 'manual',
        }),
      ),
    /** Opens a touchpoint's page and posts its tap, as the page does. */
    async tap(touchpoint = 'wall-ring'): Promise<{ token: string; visitId: string }> {
      const page = await (await this.get(`/t/${touchpoint}`)).text()
      const attempt = /name="attempt"[^>]*value="([^"]+)"/.exec(page)?.[1] ?? ''
      const answer = await this.post('/taps', { touchpoint, attempt })
      if (!answer.ok) throw new Error(`tap: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as { token: string; visitId: string }
    },
  }
}
