import { z } from 'zod'
import { personal } from '../domain/personal'
import { EVENT_DATA, type EventType } from './event'

type Data = Record<string, unknown>

/** A payload with the fields that its schema marks personal emptied; it still satisfies that schema. */
export function emptyPersonal(type: EventType, data: Data): Data {
  const emptied = Object.entries(EVENT_DATA[type].shape).flatMap(([name, schema]) =>
    name in data && personal.has(schema) ? [[name, getEmpty(schema)]] : [],
  )
  return { ...data, ...Object.fromEntries(emptied) }
}

function getEmpty(schema: z.ZodType): unknown {
  if (schema instanceof z.ZodRecord) return {}
  if (schema instanceof z.ZodString) return ''
  throw new Error('a personal field is a text or a record')
}
