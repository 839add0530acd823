import { z } from 'zod'
import { CouponsPage } from '@/ui/console/coupons-page'
import { getLastRedemption } from '@/ui/console/last-redemption'
import { getOne, type Search } from '@/ui/house/query'
import { getDay } from '@/ui/house/time'
import { makeTitle, openConsole } from '../open-console'

export const generateMetadata = () => makeTitle('coupons')

export default function Coupons({ searchParams }: { searchParams: Search }) {
  return openConsole('coupons', searchParams, async ({ services, query, floor }) => {
    const today = getDay(floor.now, floor.timeZone)
    const wanted = z.iso.date().safeParse(getOne(query.day))
    const day = wanted.success ? wanted.data : today
    const rows = await services.floor.getSettlement(floor.storeId, day)
    const ofToday = day === today ? rows : await services.floor.getSettlement(floor.storeId, today)
    return <CouponsPage rows={rows} day={day} today={today} last={getLastRedemption(ofToday)} />
  })
}
