import { parseCode } from '@/domain/offer/code'
import { DevicesPage } from '@/ui/console/devices-page'
import { getOne, type Search } from '@/ui/house/query'
import { makeTitle, openConsole } from '../open-console'

export const generateMetadata = () => makeTitle('devices')

export default function Devices({ searchParams }: { searchParams: Search }) {
  return openConsole('devices', searchParams, async ({ services, query, staff }) => (
    <DevicesPage
      retention={staff.role === 'admin' ? await services.privacy.getRetention() : null}
      code={parseCode(getOne(query.code) ?? '')}
      address={`${services.publicUrl}/screen`}
      consent={staff.role === 'admin' ? services.consentMode : null}
    />
  ))
}
