import type { Language } from '@/domain/language'
import { sceneSchema } from '@/domain/show/show'
import type { Floor } from '@/protocol/floor'
import type { Speak } from './words'

/** What a zone is doing, in words. */
export function sayScene(zone: Floor['zones'][number], language: Language, t: Speak): string {
  if (zone.paused) return t('scene.paused')
  const scene = sceneSchema.safeParse(zone.scene)
  const said = scene.success ? t(`scene.${scene.data}`) : zone.scene
  return zone.leader ? t('scene.playing', { campaign: zone.leader.campaign[language], scene: said }) : said
}
