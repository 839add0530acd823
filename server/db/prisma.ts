import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@/prisma/client/client'

export type Prisma = PrismaClient

/** Prisma on one role's URL, for what staff and brands set up and for log-ins. */
export function openPrisma(url: string): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 4, application_name: 'footlight prisma' }),
  })
}
