import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import next from 'next'
import pino from 'pino'
import { API_PREFIX, makeApi } from './api/app'
import { registerEvent } from './api/event'
import { answerLost } from './api/lost'
import { registerRetailer } from './api/retailer'
import { registerScreen } from './api/screen'
import { registerSession } from './api/session'
import { registerShopper } from './api/shopper'
import { registerStaff } from './api/staff'
import { registerStaffScreen } from './api/staff-screen'
import { makeClock, measureOffset } from './clock'
import { type Config, parseConfig } from './config'
import { connectDatabases } from './db/connect'
import { migrate } from './db/migrate'
import { openPrisma } from './db/prisma'
import { installDemo } from './demo/install'
import type { Deps } from './deps'
import { StartError } from './error'
import { makeHouse } from './house'
import { listen } from './http'
import { makeLedger } from './ledger/ledger'
import { ensurePartitions } from './ledger/partition'
import { makeLive } from './live/live'
import { makeHealth } from './observe/health'
import { makeMetrics } from './observe/metrics'
import { pack } from './pack'
import { stripPhonePrefix } from './play/phone'
import { makeTombstones } from './privacy/tombstone'
import { loadSecrets } from './secrets'
import { setSecurityHeaders } from './security'
import { setServices } from './services'
import { serveStatic } from './static'
import { printWelcome } from './welcome'

const ROOT = new URL('..', import.meta.url).pathname
const NAMESPACES = ['screen', 'phone', 'console', 'brand', 'play']
const TICK_MS = 250
const SECOND_MS = 1_000
const MINUTE_MS = 60_000

/**
 * The composition root: everything is built here, passed down, and closed here in reverse. A start that cannot be is
 * one sentence and exit 1.
 */
export async function main({ dev }: { dev: boolean }): Promise<void> {
  const closers: (() => Promise<unknown> | unknown)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    await start(parseConfig(process.env, { dev }), closers)
  } catch (error) {
    await close().catch(() => {})
    console.error(error instanceof StartError ? error.message : error)
    process.exit(1)
  }
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      // Whatever hangs must not keep the rest from being closed by the next start.
      setTimeout(() => process.exit(1), 15_000).unref()
      close().then(
        () => process.exit(0),
        (error) => {
          console.error(error)
          process.exit(1)
        },
      )
    })
  }
}

async function start(given: Config, closers: (() => Promise<unknown> | unknown)[]): Promise<void> {
  const { server, port, serve, drain } = await listen(given)
  closers.push(() => server.closeAllConnections())
  closers.push(() => new Promise((resolve) => server.close(resolve)))
  const scheme = given.tls ? 'https' : 'http'
  const config = { ...given, port, publicUrl: given.publicUrl ?? `${scheme}://localhost:${port}` }
  const log = pino(
    { level: config.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    pino.destination({ fd: 1, sync: false }),
  )
  const secrets = loadSecrets(config.dataDir)

  const db = await connectDatabases(config, secrets)
  closers.push(() => db.close())
  await migrate(db.owner)
  let offset = await measureOffset(db.service)
  const clock = makeClock(() => offset)
  await ensurePartitions(db.owner, clock.now())
  const tombstones = makeTombstones(db.lookup, secrets.token)
  await tombstones.refresh()
  const ledger = makeLedger(db.service, tombstones)
  const deps: Deps = { config, log, clock, db, secrets, tombstones, ledger }
  const prisma = openPrisma(db.urls.service)
  closers.push(() => prisma.$disconnect())

  const version = String(JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')).version)
  const house = await makeHouse(deps, prisma, version)
  const logins = await installDemo(deps, prisma, house.auth)
  await house.refresh()
  if (logins) await db.settle()
  setServices(house.services)
  closers.push(() => setServices(undefined))

  const pages = next({ dev: config.dev, dir: ROOT, hostname: config.host, port, httpServer: server })
  await pages.prepare()
  closers.push(() => pages.close())
  const answerPage = pages.getRequestHandler()

  let countSockets = (): Record<string, number> => ({})
  const metrics = makeMetrics(deps, () => countSockets())
  const {
    api,
    handle: answerApi,
    close: closeApi,
  } = await makeApi({
    log,
    version,
    trustProxy: config.trustProxy,
    publicUrl: () => config.publicUrl,
    observe: ({ method, route, status, seconds }) =>
      metrics.requests.observe({ method, route, status }, seconds),
    register(scope) {
      registerShopper(scope, house.shopper)
      registerStaff(scope, house.staff)
      registerStaffScreen(scope, house.staff)
      registerScreen(scope, house.screen)
      registerSession(scope, { deps, auth: house.auth })
      registerEvent(scope, { deps, keys: house.keys })
      registerRetailer(scope, {
        deps,
        auth: house.auth,
        catalogue: house.staff.catalogue,
        refresh: house.refresh,
      })
      house.registerMore(scope)
    },
  })
  closers.push(closeApi)
  house.describe(() => api.swagger())

  const live = await makeLive(server, deps, house.live)
  closers.push(() => live.close())
  // Naming a namespace opens it, so the virtual store's is counted only where it is open.
  const namespaces = NAMESPACES.filter((name) => name !== 'play' || house.services.play)
  countSockets = () =>
    Object.fromEntries(namespaces.map((name) => [name, live.io.of(`/${name}`).sockets.size]))
  let ready = false
  const answerHealth = makeHealth(
    deps,
    () => metrics,
    () => ready,
  )
  const https = config.publicUrl.startsWith('https:')

  serve((req: IncomingMessage, res: ServerResponse) => {
    if (answerHealth(req, res)) return
    if (!isReadable(req.url)) {
      answerLost(req, res)
      return
    }
    stripPhonePrefix(req, house.services.play)
    setSecurityHeaders(req, res, { https, dev: config.dev })
    const path = req.url ?? '/'
    if (path.startsWith(`${API_PREFIX}/`)) answerApi(req, res)
    else if (house.answerDemo(req, res)) return
    else if (!serveStatic(req, res, ROOT)) pack(req, res, () => void answerPage(req, res))
  })

  await house.start()
  closers.push(() => house.stop())
  const timers = [
    every(TICK_MS, () => house.shows.tick()),
    every(MINUTE_MS, () => house.visits.closeIdle()),
    every(SECOND_MS, () => house.erasures.run()),
    every(MINUTE_MS, async () => {
      offset = await measureOffset(db.service)
    }),
    every(24 * 60 * MINUTE_MS, () => ensurePartitions(db.owner, clock.now())),
    every(10 * MINUTE_MS, () => house.retention.run()),
  ]
  closers.push(async () => {
    ready = false
    await Promise.all(timers.map((stop) => stop()))
  })
  // Said last, so done first: who is being answered is answered before anything they need is closed.
  closers.push(drain)
  ready = true
  printWelcome({ config, place: db.place, logins, services: house.services })
  if (logins && config.fill)
    void house.fillDemo().catch((error) => log.error({ err: error }, 'demo shoppers'))

  /** Runs a piece of work again and again, never twice at once. Answers what stops it and waits for it. */
  function every(ms: number, work: () => Promise<unknown>) {
    let stopped = false
    let running: Promise<unknown> = Promise.resolve()
    let timer: NodeJS.Timeout
    const again = () => {
      timer = setTimeout(() => {
        running = work().catch((error) => log.error({ err: error }, 'background work'))
        void running.then(() => {
          if (!stopped) again()
        })
      }, ms)
    }
    again()
    return async () => {
      stopped = true
      clearTimeout(timer)
      await running
    }
  }
}

/** Whether an address decodes: what does not would be taken for a fault of ours further in. */
function isReadable(url: string | undefined): boolean {
  try {
    decodeURI(url?.split('?')[0] ?? '/')
    return true
  } catch {
    return false
  }
}
