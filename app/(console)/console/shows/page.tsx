import { ShowsPage } from '@/ui/console/shows-page'
import type { Search } from '@/ui/house/query'
import { makeTitle, openConsole } from '../open-console'

export const generateMetadata = () => makeTitle('shows')

export default function Shows({ searchParams }: { searchParams: Search }) {
  return openConsole('shows', searchParams, async () => <ShowsPage />)
}
