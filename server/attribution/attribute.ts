import { parseArgs } from 'node:util'
import { z } from 'zod'
import { CREDIT_MODELS, DIRECT, HALF_LIFE_DAYS, isDefined } from '@/domain/attribution/credit'
import { type CreditTable, makeComparison, makeCreditTable } from '@/domain/attribution/credit-table'
import { ORDERS } from '@/domain/attribution/markov'
import { parsePaths } from '@/domain/attribution/paths-csv'
import { makeCsvRecord } from '@/domain/csv'
import { CommandError, makeFileError, type ReadText, readFile } from './command'

const USAGE =
  'npm run -s attribute -- --paths paths.csv --model markov [--order 1] [--half-life 7] [--direct direct] [--json]'
const CHOICES = [...CREDIT_MODELS, 'all'] as const
const settings = z.object({
  paths: z.string(),
  model: z.enum(CHOICES),
  order: z.coerce.number().pipe(z.literal(ORDERS)),
  'half-life': z.coerce.number().positive().finite(),
  direct: z.string().min(1),
  json: z.boolean(),
})

/**
 * `npm run attribute`: credits the paths of a CSV to their channels and answers what to print.
 * @throws CommandError when the arguments, the file or a row of it cannot be used
 */
export function attribute(args: readonly string[], read: ReadText): string {
  const { paths: name, model, order, 'half-life': halfLife, direct, json } = parseSettings(args)
  const parsed = parsePaths(readFile(read, name))
  if (!parsed.ok) throw makeFileError(parsed.problems)
  const { paths } = parsed
  if (model !== 'all' && !isDefined(model, paths)) {
    throw new CommandError([`${model} needs to know when touches were: add a column days_before.`])
  }
  const options = { order, halfLife, direct }
  const table = model === 'all' ? makeComparison(paths, options) : makeCreditTable(model, paths, options)
  return json ? makeJson(table) : makeCsv(table)
}

function parseSettings(args: readonly string[]) {
  const text = { type: 'string' } as const
  let values: Record<string, string | boolean | undefined>
  try {
    ;({ values } = parseArgs({
      args: [...args],
      options: {
        paths: text,
        model: text,
        order: text,
        'half-life': text,
        direct: text,
        json: { type: 'boolean' },
      },
    }))
  } catch (cause) {
    throw new CommandError([`These settings are not usable: ${USAGE}`], cause)
  }
  const defaults = { order: 1, 'half-life': HALF_LIFE_DAYS, direct: DIRECT, json: false }
  const parsed = settings.safeParse({ ...defaults, ...values })
  if (parsed.success) return parsed.data
  throw new CommandError([sayWhy(String(parsed.error.issues[0]?.path[0]))], parsed.error)
}

function sayWhy(setting: string): string {
  switch (setting) {
    case 'model':
      return `--model is one of ${CHOICES.join(', ')}.`
    case 'order':
      return `--order is one of ${ORDERS.join(', ')}.`
    case 'half-life':
      return '--half-life is a number of days over 0.'
    default:
      return `These settings are not usable: ${USAGE}`
  }
}

/** Numbers are printed whole: as short as reads back to the same double. */
function makeCsv({ columns, rows }: CreditTable): string {
  return [columns, ...rows].map((row) => makeCsvRecord(row.map((cell) => cell ?? ''))).join('')
}

function makeJson({ columns, rows }: CreditTable): string {
  const objects = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? null])))
  return `${JSON.stringify(objects, null, 2)}\n`
}
