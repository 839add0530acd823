import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import type { Language } from '@/domain/language'
import type { Floor } from '@/protocol/floor'
import { getServices, type Services } from '@/server/services'
import type { Staff, Store } from '@/ui/console/console-context'
import { Frame } from '@/ui/console/frame'
import { NoStore } from '@/ui/console/no-store'
import { getPagePath, type Page } from '@/ui/console/pages'
import { getSpeaker } from '@/ui/console/words'
import { makeAddress } from '@/ui/house/path'
import { getOne, type Search } from '@/ui/house/query'
import { getLanguage } from '../../i18n/language'

type Opened = {
  services: Services
  query: Awaited<Search>
  floor: Floor
  staff: Staff
  stores: Store[]
  language: Language
}

/**
 * Opens the console for whoever asks: staff of the store they belong to, an admin of the one in `?store=`. Others are
 * sent to the log-in, which leads back here. `draw` makes the page once all that is known.
 */
export async function openConsole(page: Page, search: Search, draw: (opened: Opened) => Promise<ReactNode>) {
  const services = await getServices()
  const query = await search
  const viewer = await services.auth.getViewer(await headers())
  const path = getPagePath(page)
  if (!viewer) redirect(makeAddress('/login', { next: makeAddress(path, getGiven(query)) }))
  if (viewer.role === 'brand') redirect('/brand')
  const language = await getLanguage()
  const stores = await services.floor.getStores(viewer)
  const wanted = getOne(query.store)
  const store = stores.find(({ id }) => id === wanted) ?? stores[0]
  if (!store) return <NoStore language={language} />
  const floor = await services.floor.getFloor(store.id)
  const staff = { name: viewer.name, role: viewer.role }
  const shown = stores.map(({ id, name }) => ({ id, name }))
  return (
    <Frame page={page} floor={floor} staff={staff} stores={shown} language={language}>
      {await draw({ services, query, floor, staff, stores: shown, language })}
    </Frame>
  )
}

/** The title of a page's tab. */
export async function makeTitle(page: Page): Promise<Metadata> {
  const t = getSpeaker(await getLanguage())
  return { title: `${t(`nav.${page}`)} · ${t('title')}` }
}

const getGiven = (query: Awaited<Search>) =>
  Object.fromEntries(Object.entries(query).map(([key, value]) => [key, getOne(value)]))
