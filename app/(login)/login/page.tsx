import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getServices } from '@/server/services'
import { parseOwnPath } from '@/ui/house/path'
import { getOne, type Search } from '@/ui/house/query'
import { LoginPage } from '@/ui/login/login-page'
import { getLanguage } from '../../i18n/language'

export default async function Login({ searchParams }: { searchParams: Search }) {
  const { auth, demo } = await getServices()
  const query = await searchParams
  const next = parseOwnPath(getOne(query.next))
  const viewer = await auth.getViewer(await headers())
  if (viewer) redirect(next ?? (viewer.role === 'brand' ? '/brand' : '/console'))
  return <LoginPage language={await getLanguage()} error={getOne(query.error)} next={next} demo={demo} />
}
