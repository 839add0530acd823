import { getServices } from '@/server/services'
import { parseOpenApi } from '@/ui/docs/openapi'
import { Reference } from '@/ui/docs/reference'
import { getDocsSpeaker, getReader } from '../reader'

const TAGS = ['shopper', 'orders', 'events', 'screen', 'staff', 'session'] as const

export default async function DocsPage() {
  const { api } = await getServices()
  const t = getDocsSpeaker(await getReader())
  const { version, groups } = parseOpenApi(api.getDocument())
  const known = TAGS.filter((tag) => groups.has(tag))
  const rest = [...groups.keys()].filter((tag) => !TAGS.some((name) => name === tag))
  const ordered = new Map([...known, ...rest].map((tag) => [tag, groups.get(tag) ?? []]))
  const words = {
    body: t('body'),
    answer: t('answer'),
    needs: t('needs'),
    nobody: t('nobody'),
    apiKey: t('apiKey'),
    session: t('session'),
    field: t('field'),
    type: t('type'),
    required: t('required'),
    optional: t('optional'),
    errors: t('errors'),
    note: t('note'),
  }
  return (
    <main className="doc">
      <h1>{t('title')}</h1>
      <p>{t('lead', { version })}</p>
      <p>
        <a href="/api/v1/openapi.json">{t('document')}</a>
      </p>
      <Reference
        groups={ordered}
        names={(tag) => t(`tags.${TAGS.find((name) => name === tag) ?? 'other'}`)}
        words={words}
      />
    </main>
  )
}
