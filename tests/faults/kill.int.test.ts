import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { visitViewSchema } from '@/protocol/visit'
import { ROLES, withRole } from '@/server/db/roles'
import { loadSecrets } from '@/server/secrets'
import { type App, getFreePort, makeDataDir, makePhone, runApp, startApp } from '../support/app'

const SLOW = 300_000
const data = makeDataDir()
let app: App
beforeAll(async () => {
  app = await startApp({ FOOTLIGHT_DATA: data.dir })
}, SLOW)
afterAll(async () => {
  await app?.end('SIGTERM')
  data.remove()
}, SLOW)

/** Whether a process runs. One that ended and that nobody has asked about yet (a zombie) does not. */
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    const stat = `/proc/${pid}/stat`
    return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'))
  } catch {
    return false
  }
}
/** The running PostgreSQL of this data folder. */
async function findPostgres(said: string) {
  const folder = /Data +(\S+)/.exec(said)?.[1] ?? ''
  const [pid, , , port] = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
  return { pid: Number(pid), port: Number(port), folder }
}
async function query<Row extends pg.QueryResultRow>(port: number, sql: string, values: unknown[] = []) {
  const url = withRole(
    `postgres://x@127.0.0.1:${port}/footlight`,
    ROLES.service,
    loadSecrets(data.dir).databaseService,
  )
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

test(
  'killed in the middle of a show, it loses nothing it had answered, and the story ends with one coupon',
  async () => {
    const wen = makePhone(app)
    const landing = await (await wen.get('/l/frost-video?gclid=AbC')).text()
    const click = /name="click"[^>]*value="([^"]+)"/.exec(landing)?.[1]
    expect((await wen.post('/passes', { slug: 'frost-video', click })).status).toBe(200)
    const { token, visitId } = await wen.tap()
    const ada = makePhone(app, 'en')
    const waiting = await ada.tap()
    const lit = await wen.post(`/visits/${token}/halts`, { halt: 'gate' })
    expect(visitViewSchema.parse(await lit.json())).toMatchObject({ stage: 'leading', lit: ['gate'] })

    // What was answered before the kill must be there after it; many are on their way when it comes.
    const answered: string[] = []
    const crowd = Array.from({ length: 12 }, async () => {
      for (;;) answered.push((await makePhone(app).tap('sea-ring')).visitId)
    })
    const stopped = Promise.allSettled(crowd)
    await expect.poll(() => answered.length, { timeout: 60_000 }).toBeGreaterThan(10)
    const before = await findPostgres(app.said())
    await app.end('SIGKILL')
    await stopped
    expect(isAlive(before.pid)).toBe(true)

    app = await startApp({ FOOTLIGHT_DATA: data.dir })
    const after = await findPostgres(app.said())
    expect(after.pid).toBe(before.pid)
    const kept = await query<{ id: string }>(
      after.port,
      "SELECT DISTINCT v.id FROM visit v JOIN event e ON e.visit_id = v.id AND e.type = 'visit.opened' WHERE v.id = ANY($1)",
      [answered],
    )
    expect(kept).toHaveLength(new Set(answered).size)

    const again = makePhone(app)
    const view = visitViewSchema.parse(await (await again.get(`/api/v1/visits/${token}`)).json())
    expect(view).toMatchObject({ stage: 'leading', lit: ['gate'], answer: 'yes' })
    expect((await (await again.get(`/api/v1/visits/${waiting.token}`)).json()).place).toBe(1)
    // Each halt is pressed twice, as somebody would who saw the first press fail.
    for (const halt of ['mist', 'mist', 'frost', 'frost'])
      await again.post(`/visits/${token}/halts`, { halt })
    const done = visitViewSchema.parse(await (await again.get(`/api/v1/visits/${token}`)).json())
    expect(done).toMatchObject({ stage: 'finished', coupon: { status: 'issued' } })
    const coupons = await query(after.port, 'SELECT FROM coupon WHERE visit_id = $1', [visitId])
    const issued = await query(
      after.port,
      "SELECT FROM event WHERE visit_id = $1 AND type = 'offer.issued'",
      [visitId],
    )
    expect([coupons.length, issued.length]).toEqual([1, 1])
  },
  SLOW,
)

test(
  'told to stop, it ends in order though phones and idle connections hang on, and leaves nothing behind',
  async () => {
    const { token } = await makePhone(app).tap('sea-ring')
    const phone = io(`${app.url}/phone`, { transports: ['websocket'], auth: { protocol: 1, token } })
    await new Promise<void>((resolve, reject) => {
      phone.once('connect', resolve)
      phone.once('connect_error', reject)
    })
    const { pid, folder } = await findPostgres(app.said())
    const began = Date.now()
    expect(await app.end('SIGTERM')).toBe(0)
    phone.close()
    expect(Date.now() - began).toBeLessThan(15_000)
    expect([isAlive(app.pid), isAlive(pid)]).toEqual([false, false])
    expect(existsSync(join(folder, 'postmaster.pid'))).toBe(false)
    const errors = app
      .said()
      .split('\n')
      .filter((line) => /"level":[56]0|^\s+at /.test(line))
    expect(errors).toEqual([])

    app = await startApp({ FOOTLIGHT_DATA: data.dir })
    const view = await makePhone(app).get(`/api/v1/visits/${token}`)
    expect(view.status).toBe(200)
    // Log-ins are told once.
    expect(Object.keys(app.logins())).toEqual([])
  },
  SLOW,
)

describe('a start that cannot be is one clear sentence and exit 1', () => {
  /** One sentence or two, no stack, no dump. */
  const isClear = (said: string) => {
    const lines = said.trim().split('\n').filter(Boolean)
    return lines.length === 1 && !/\n\s+at |Error:|\{/.test(said) && /\.$/.test(lines[0] ?? '')
  }

  test(
    'a busy port',
    async () => {
      const busy = createServer().listen(0, '127.0.0.1')
      await new Promise((resolve) => busy.once('listening', resolve))
      const address = busy.address()
      const port = typeof address === 'object' && address ? address.port : 0
      const other = makeDataDir()
      const { code, said } = await runApp({ PORT: String(port), FOOTLIGHT_DATA: other.dir })
      busy.close()
      other.remove()
      expect({ code, clear: isClear(said), said }).toMatchObject({
        code: 1,
        clear: true,
        said: expect.stringContaining(`Port ${port} is busy`),
      })
    },
    SLOW,
  )

  test(
    'a database that cannot be reached',
    async () => {
      const nowhere = await getFreePort()
      const other = makeDataDir()
      const { code, said } = await runApp({
        PORT: '0',
        FOOTLIGHT_DATA: other.dir,
        DATABASE_URL: `postgres://someone:secret@127.0.0.1:${nowhere}/footlight`,
      })
      other.remove()
      expect({ code, clear: isClear(said), said }).toMatchObject({
        code: 1,
        clear: true,
        said: expect.stringContaining(`127.0.0.1:${nowhere}`),
      })
      expect(said).not.toContain('secret')
    },
    SLOW,
  )

  test(
    'a data folder that cannot be written',
    async () => {
      const other = makeDataDir()
      const file = join(other.dir, 'a-file')
      mkdirSync(other.dir, { recursive: true })
      writeFileSync(file, '')
      const { code, said } = await runApp({ PORT: '0', FOOTLIGHT_DATA: join(file, 'data') })
      other.remove()
      expect({ code, clear: isClear(said), said }).toMatchObject({
        code: 1,
        clear: true,
        said: expect.stringContaining('cannot be written'),
      })
    },
    SLOW,
  )

  test(
    'a setting that is none',
    async () => {
      const { code, said } = await runApp({ PORT: 'eighty' })
      expect({ code, clear: isClear(said), said }).toMatchObject({
        code: 1,
        clear: true,
        said: expect.stringContaining('PORT'),
      })
    },
    SLOW,
  )

  test(
    'a database from a newer release, which is left as it was and stopped again',
    async () => {
      const { port, pid } = await findPostgres(app.said())
      const owner = new pg.Client({
        connectionString: withRole(
          `postgres://x@127.0.0.1:${port}/footlight`,
          ROLES.owner,
          loadSecrets(data.dir).databaseOwner,
        ),
      })
      await owner.connect()
      await owner.query(
        "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ('newer', '', now(), '29991231000000_newer', 1)",
      )
      await owner.end()
      await app.end('SIGTERM')
      const { code, said } = await runApp({ PORT: '0', FOOTLIGHT_DATA: data.dir })
      expect({ code, clear: isClear(said), said }).toMatchObject({
        code: 1,
        clear: true,
        said: expect.stringContaining('29991231000000_newer'),
      })
      expect(isAlive(pid)).toBe(false)
    },
    SLOW,
  )
})
