import type { Language } from '@/domain/language'
import type { Event, EventType } from '@/protocol/event'
import type { VisitView } from '@/protocol/visit'
import { makeApi } from '@/server/api/app'
import { registerEvent } from '@/server/api/event'
import { registerScreen } from '@/server/api/screen'
import { registerSession } from '@/server/api/session'
import { registerShopper } from '@/server/api/shopper'
import { registerStaff } from '@/server/api/staff'
import { registerStaffScreen } from '@/server/api/staff-screen'
import { makeClock } from '@/server/clock'
import { openPrisma } from '@/server/db/prisma'
import { makeTestDeps } from '@/server/db/testing'
import { installDemo } from '@/server/demo/install'
import { makeHouse } from '@/server/house'
import { EVENT_COLUMNS, parseEventRow } from '@/server/ledger/reader'
import type { Viewer } from '@/server/services'

export type TestHouse = Awaited<ReturnType<typeof openTestHouse>>
type Row = Parameters<typeof parseEventRow>[0]

/** The whole house without pages and sockets: real services, the demo installation, a database of its own. */
export async function openTestHouse() {
  let ahead = 0
  const deps = await makeTestDeps({ clock: makeClock(() => ahead) })
  const prisma = openPrisma(deps.db.urls.service)
  const house = await makeHouse(deps, prisma, 'test')
  const logins = (await installDemo(deps, prisma, house.auth)) ?? []
  await house.refresh()
  const { shopper, staff } = house
  const { taps, visits, campaigns, tokens } = shopper
  const { api, close } = await makeApi({
    log: deps.log,
    version: 'test',
    trustProxy: false,
    publicUrl: () => deps.config.publicUrl,
    observe: () => {},
    register(scope) {
      registerShopper(scope, house.shopper)
      registerStaff(scope, house.staff)
      registerStaffScreen(scope, house.staff)
      registerScreen(scope, house.screen)
      registerSession(scope, { deps, auth: house.auth })
      registerEvent(scope, { deps, keys: house.keys })
      house.registerMore(scope)
    },
  })
  const origin = () => ({ at: deps.clock.now(), simulated: false })

  return {
    ...house,
    deps,
    sql: deps.db.service,
    api,
    logins,
    /** Lets time pass without waiting for it. */
    pass(ms: number) {
      ahead += ms
    },

    /** A tap at a touchpoint by a phone, with what it carries. */
    tap(given: {
      touchpoint?: string
      attempt?: string
      /** The query of the address it opened, raw. */
      search?: string
      pass?: string
      visitorId?: string | null
      language?: Language
    }) {
      const touchpoint = given.touchpoint ?? 'wall-ring'
      const {
        attempt = taps.makeAttempt(touchpoint, undefined, given.search),
        pass,
        visitorId = null,
        language = 'zh',
      } = given
      return taps.record({ touchpoint, attempt, pass, visitorId, language }, origin())
    },

    /** A click on a link of the demo and "keep my pass": what the phone then has. */
    async keepPass(slug: string, language: Language = 'zh', visitorId: string | null = null) {
      const url = new URL(`http://localhost:3000/l/${slug}`)
      const headers = new Headers({ 'user-agent': PERSON, 'accept-language': language })
      const opened = await campaigns.openLink(slug, { url, headers, base: '' })
      const click = opened && 'landing' in opened ? (opened.landing?.click ?? undefined) : undefined
      const kept = await campaigns.keepPass({ slug, click, visitorId, language, gpc: false }, origin())
      if (!kept) throw new Error(`no link ${slug}`)
      return { ...kept, click }
    },

    /** A visitor who finishes the story on the phone alone; the view it ends with. */
    async finish(given: Parameters<typeof this.tap>[0] = {}): Promise<VisitView> {
      const { token } = await this.tap(given)
      await visits.act(token, 'phone')
      for (const halt of (await this.view(token)).halts) await visits.light(token, halt.key, origin())
      return this.view(token)
    },

    async view(token: string): Promise<VisitView> {
      const view = await visits.getView(token)
      if (!view) throw new Error('no such visit')
      return view
    },

    /** The ledger's events of one type, oldest first. */
    async events<T extends EventType>(type: T): Promise<Extract<Event, { type: T }>[]> {
      const rows = await deps.db.service.query<Row>(
        `SELECT ${EVENT_COLUMNS} FROM event WHERE type = $1 ORDER BY seq`,
        [type],
      )
      return rows.map((row) => parseEventRow(row) as Extract<Event, { type: T }>)
    },

    /** One of the demo's people, by the name before the @. */
    async viewer(name: string): Promise<Viewer> {
      const [row] = await deps.db.service.query<{ id: string }>('SELECT id FROM "user" WHERE email LIKE $1', [
        `${name}@%`,
      ])
      const viewer = row && (await house.auth.getViewerById(row.id))
      if (!viewer) throw new Error(`no ${name}`)
      return viewer
    },

    /** Value of the cookie that names a visitor. */
    cookieOf: (visitorId: string) => `footlight=${tokens.makeVisitor(visitorId)}`,

    /** The Cookie header of a log-in. */
    async logIn(name: string): Promise<string> {
      const login = logins.find(({ email }) => email.startsWith(`${name}@`))
      const signedIn = login && (await house.auth.signIn(login.email, login.password))
      if (!signedIn) throw new Error(`${name} cannot log in`)
      return signedIn.cookies.map((cookie) => cookie.split(';')[0]).join('; ')
    },

    async close() {
      await close()
      await prisma.$disconnect()
      await deps.close()
    },
    staff,
  }
}

export const PERSON =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Mobile Safari/604.1'
