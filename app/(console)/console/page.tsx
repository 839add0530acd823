import { FloorPage } from '@/ui/console/floor-page'
import { getLastRedemption } from '@/ui/console/last-redemption'
import type { Search } from '@/ui/house/query'
import { getDay } from '@/ui/house/time'
import { makeTitle, openConsole } from './open-console'

export const generateMetadata = () => makeTitle('floor')

export default function Floor({ searchParams }: { searchParams: Search }) {
  return openConsole('floor', searchParams, async ({ services, floor }) => {
    const today = getDay(floor.now, floor.timeZone)
    return <FloorPage last={getLastRedemption(await services.floor.getSettlement(floor.storeId, today))} />
  })
}
