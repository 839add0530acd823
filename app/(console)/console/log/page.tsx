import { uuidv7Schema } from '@/domain/id'
import { makeLogLines } from '@/ui/console/log-lines'
import { LogPage } from '@/ui/console/log-page'
import { getSpeaker } from '@/ui/console/words'
import { getOne, type Search } from '@/ui/house/query'
import { makeTitle, openConsole } from '../open-console'

/** As many as `floor.getLog` answers at once: a full page may have an older one. */
const PAGE = 100

export const generateMetadata = () => makeTitle('log')

export default function Log({ searchParams }: { searchParams: Search }) {
  return openConsole('log', searchParams, async ({ services, query, floor, language }) => {
    const before = uuidv7Schema.safeParse(getOne(query.before))
    const events = await services.floor.getLog(floor.storeId, before.success ? before.data : undefined)
    return (
      <LogPage
        lines={makeLogLines(events, floor, language, getSpeaker(language))}
        older={events.length >= PAGE ? (events.at(-1)?.id ?? null) : null}
        isFirst={!before.success}
      />
    )
  })
}
