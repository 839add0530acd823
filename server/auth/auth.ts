import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import type { Prisma } from '../db/prisma'
import type { Deps } from '../deps'
import type { Viewer } from '../services'

export type Auth = ReturnType<typeof makeAuth>

/** Log-in by email and password. Accounts are made by staff, never by signing up; no address of a visitor is kept. */
export function makeAuth({ config, secrets }: Deps, prisma: Prisma, origin: () => string) {
  const auth = betterAuth({
    appName: 'Footlight',
    baseURL: origin(),
    basePath: '/api/auth',
    secret: secrets.auth,
    database: prismaAdapter(prisma, { provider: 'postgresql' }),
    trustedOrigins: () => [origin()],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    session: { expiresIn: 12 * 3600, updateAge: 3600, cookieCache: { enabled: false } },
    advanced: {
      cookiePrefix: 'footlight',
      useSecureCookies: origin().startsWith('https:'),
      ipAddress: { ipAddressHeaders: ['x-footlight-ip'] },
      disableCSRFCheck: false,
    },
    telemetry: { enabled: false },
    logger: { disabled: config.logLevel === 'silent', level: 'error' },
  })

  return {
    /**
     * Logs in. Answers the Set-Cookie headers, or null for a wrong address or password.
     */
    async signIn(email: string, password: string): Promise<{ cookies: string[]; userId: string } | null> {
      try {
        const { headers, response } = await auth.api.signInEmail({
          body: { email, password },
          returnHeaders: true,
        })
        return { cookies: headers.getSetCookie(), userId: response.user.id }
      } catch (error) {
        if (
          typeof error === 'object' &&
          error !== null &&
          'statusCode' in error &&
          Number(error.statusCode) < 500
        )
          return null
        throw error
      }
    },

    /** Ends the session of these headers. Answers the Set-Cookie headers that remove it. */
    async signOut(headers: Headers): Promise<string[]> {
      const answer = await auth.api.signOut({ headers, returnHeaders: true })
      return answer.headers.getSetCookie()
    },

    /** Hashes a password as log-in checks it. */
    async hashPassword(password: string): Promise<string> {
      const context = await auth.$context
      return context.password.hash(password)
    },

    /** Who sent these headers, or null. */
    async getViewer(headers: Headers): Promise<Viewer | null> {
      if (!headers.get('cookie')?.includes('footlight.session_token')) return null
      const session = await auth.api.getSession({ headers })
      if (!session) return null
      return this.getViewerById(session.user.id)
    },

    async getViewerById(userId: string): Promise<Viewer | null> {
      const member = await prisma.member.findUnique({ where: { userId }, include: { user: true } })
      if (!member) return null
      const role = ROLES.find((known) => known === member.role)
      if (!role) return null
      const { user, storeId, brandId } = member
      return { userId, name: user.name, email: user.email, role, storeId, brandId }
    },
  }
}

const ROLES = ['admin', 'manager', 'staff', 'brand'] as const
