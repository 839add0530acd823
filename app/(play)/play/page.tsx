import { notFound } from 'next/navigation'
import { getLanguage } from '@/app/i18n/language'
import { languageSchema } from '@/domain/language'
import { getServices } from '@/server/services'
import { getOne, type Search } from '@/ui/house/query'
import { getMedium } from '@/ui/play/medium'
import { PlainPage } from '@/ui/play/plain-page'
import { PlayApp } from '@/ui/play/play-app'

export default async function PlayPage({ searchParams }: { searchParams: Search }) {
  const { play, playStage, publicUrl } = await getServices()
  if (!play) notFound()
  const asked = languageSchema.safeParse(getOne((await searchParams).lang))
  const language = asked.success ? asked.data : await getLanguage()
  const stage = await playStage.getStage()
  if (!stage) return <PlainPage language={language} says="unready" />
  const { store, wallScreenId, kioskScreenId, touchpointId, links } = stage
  const ads = links.map(({ slug, channel }) => ({ slug, medium: getMedium(channel) }))
  return (
    <PlayApp first={language} stage={{ store, wallScreenId, kioskScreenId, touchpointId, ads, publicUrl }} />
  )
}
