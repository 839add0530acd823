import { z } from 'zod'
import type { Words } from '../language'

export const GELS = ['amber', 'sky', 'leaf', 'rose', 'violet', 'moon'] as const
export const gelSchema = z.enum(GELS)
export type Gel = z.infer<typeof gelSchema>

/**
 * A visitor's light: one colour, one shape, one name, the same on phone, wall, kiosk and console.
 * Six gels serve six visitors at once; past them the same gel carries a number from 2 on.
 */
export const lightSchema = z.object({ gel: gelSchema, number: z.int().min(1) })
export type Light = z.infer<typeof lightSchema>

const NAMES: Record<Gel, Words> = {
  amber: { zh: '琥珀圆', en: 'Amber disc' },
  sky: { zh: '天青三角', en: 'Sky triangle' },
  leaf: { zh: '碧方', en: 'Leaf square' },
  rose: { zh: '玫红十字', en: 'Rose cross' },
  violet: { zh: '雪青月牙', en: 'Violet crescent' },
  moon: { zh: '月白三道', en: 'Moon bars' },
}

/** "Sky triangle", or "Sky triangle 2" for the second of its gel. */
export function makeLightName({ gel, number }: Light, language: keyof Words): string {
  return number > 1 ? `${NAMES[gel][language]} ${number}` : NAMES[gel][language]
}

/** The first light nobody in the store carries, counting up past six. */
export function decideLight(taken: readonly Light[]): Light {
  const names = new Set(taken.map(({ gel, number }) => `${gel} ${number}`))
  for (let number = 1; ; number++) {
    const gel = GELS.find((each) => !names.has(`${each} ${number}`))
    if (gel) return { gel, number }
  }
}
