import { randomBytes, randomUUID } from 'node:crypto'
import type { Auth } from '../auth/auth'
import type { Prisma } from '../db/prisma'
import type { Deps } from '../deps'
import { makeDemoDestinations } from './destination'
import { STORES } from './floor'
import { FIRST_FROST_LANDING, FIRST_FROST_PRODUCT, FIRST_FROST_SHOW, FIRST_FROST_STORIES } from './mistleaf'
import {
  NIGHT_FLIGHT_LANDING,
  NIGHT_FLIGHT_PRODUCT,
  NIGHT_FLIGHT_SHOW,
  NIGHT_FLIGHT_STORIES,
} from './tidewave'

export type Login = { role: string; email: string; password: string }

const DAY_MS = 24 * 3_600_000

/**
 * Makes the demo installation in an empty database: one retailer, two flagship stores, two brands with a campaign each.
 * Answers the log-ins it made, whose passwords are stored nowhere but as hashes; null when there is an installation.
 */
export async function installDemo(
  { clock, secrets }: Deps,
  prisma: Prisma,
  auth: Auth,
): Promise<Login[] | null> {
  if (await prisma.retailer.findFirst()) return null
  const now = clock.now()
  const dates = {
    startsAt: new Date(now - 30 * DAY_MS),
    endsAt: new Date(now + 60 * DAY_MS),
    timeZone: 'Asia/Shanghai',
  }
  const storeIds = STORES.map(({ id }) => id)
  const logins: Login[] = []
  await prisma.$transaction(
    async (tx) => {
      await tx.brand.createMany({
        data: [
          { id: 'mistleaf', name: { zh: '雾叶', en: 'Mistleaf' } },
          { id: 'tidewave', name: { zh: '潮声', en: 'Tidewave' } },
        ],
      })
      for (const { zones, screens, touchpoints, walls, ...store } of STORES) {
        await tx.store.create({ data: { ...store, walls: [...walls] } })
        await tx.zone.createMany({ data: zones.map((zone) => ({ ...zone, storeId: store.id })) })
        await tx.screen.createMany({ data: screens.map((screen) => ({ ...screen, storeId: store.id })) })
        await tx.touchpoint.createMany({
          data: touchpoints.map((touchpoint) => ({ ...touchpoint, storeId: store.id })),
        })
      }
      await tx.campaign.createMany({
        data: [
          {
            ...dates,
            id: 'first-frost',
            brandId: 'mistleaf',
            name: { zh: '初霜', en: 'First Frost' },
            storeIds,
            unproven: 'coupon',
            landing: FIRST_FROST_LANDING,
            stories: FIRST_FROST_STORIES,
            show: FIRST_FROST_SHOW,
            product: FIRST_FROST_PRODUCT,
          },
          {
            ...dates,
            id: 'night-flight',
            brandId: 'tidewave',
            name: { zh: '夜航', en: 'Night Flight' },
            storeIds,
            unproven: 'story',
            landing: NIGHT_FLIGHT_LANDING,
            stories: NIGHT_FLIGHT_STORIES,
            show: NIGHT_FLIGHT_SHOW,
            product: NIGHT_FLIGHT_PRODUCT,
          },
        ],
      })
      const frost = { brandId: 'mistleaf', campaignId: 'first-frost' }
      const flight = { brandId: 'tidewave', campaignId: 'night-flight' }
      await tx.link.createMany({
        data: [
          { ...frost, id: 'frost-tv', slug: 'frost-tv', channel: 'ott/boot', storyKey: 'mountain' },
          {
            ...frost,
            id: 'frost-video',
            slug: 'frost-video',
            channel: 'short-video/feed',
            storyKey: 'mountain',
          },
          { ...frost, id: 'frost-search', slug: 'frost-search', channel: 'search/cpc', storyKey: 'general' },
          { ...frost, id: 'frost-lin', slug: 'frost-lin', channel: 'influencer/post', storyKey: 'picker' },
          {
            ...flight,
            id: 'flight-video',
            slug: 'flight-video',
            channel: 'short-video/feed',
            storyKey: 'general',
          },
          {
            ...flight,
            id: 'flight-search',
            slug: 'flight-search',
            channel: 'search/cpc',
            storyKey: 'general',
          },
        ],
      })
      await tx.offer.create({
        data: {
          ...frost,
          id: 'frost-40',
          name: { zh: '初霜乌龙系列', en: 'First Frost teas' },
          discount: 4_000,
          minSpend: 16_800,
          stock: 2_000,
          validDays: 14,
        },
      })
      await tx.destination.createMany({ data: makeDemoDestinations(secrets) })
      logins.push(await addUser('admin@lantern.example', 'Wen', { role: 'admin' }))
      logins.push(
        await addUser('manager@lantern.example', 'Qiu', { role: 'manager', storeId: 'suzhou-creek' }),
      )
      logins.push(await addUser('lin@lantern.example', 'Lin', { role: 'staff', storeId: 'suzhou-creek' }))
      logins.push(await addUser('hao@lantern.example', 'Hao', { role: 'staff', storeId: 'houhai' }))
      logins.push(await addUser('you@mistleaf.example', 'You', { role: 'brand', brandId: 'mistleaf' }))
      logins.push(await addUser('mei@tidewave.example', 'Mei', { role: 'brand', brandId: 'tidewave' }))
      // Last, so that an installation that was interrupted begins again.
      await tx.retailer.create({
        data: { id: 'lantern', name: { zh: '灯街', en: 'Lantern Row' }, demo: true },
      })

      async function addUser(
        email: string,
        name: string,
        member: { role: string; storeId?: string; brandId?: string },
      ): Promise<Login> {
        const password = randomBytes(9).toString('base64url')
        const userId = randomUUID()
        await tx.user.create({ data: { id: userId, name, email, emailVerified: true } })
        await tx.account.create({
          data: {
            id: randomUUID(),
            userId,
            accountId: userId,
            providerId: 'credential',
            password: await auth.hashPassword(password),
          },
        })
        await tx.member.create({ data: { id: randomUUID(), userId, ...member } })
        return { role: member.role, email, password }
      }
    },
    { timeout: 30_000 },
  )
  return logins
}
