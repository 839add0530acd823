import { parseArgs } from 'node:util'
import { z } from 'zod'
import { getCupedDifference } from '@/domain/lift/cuped'
import { getSample, getWelchDifference } from '@/domain/lift/mean'
import { getPermutationInterval } from '@/domain/lift/permutation'
import { type Group, getNewcombeDifference } from '@/domain/lift/proportion'
import { getStoreLift } from '@/domain/lift/stores'
import { parseStores } from '@/domain/lift/stores-csv'
import { parseVisitors, type Visitors } from '@/domain/lift/visitors-csv'
import { makeRandom } from '../simulate/random'
import { CommandError, makeFileError, type ReadText, readFile } from './command'

const USAGE = 'npm run -s lift -- --visitors FILE, or --stores FILE [--seed 1]'
const settings = z
  .object({
    visitors: z.string().optional(),
    stores: z.string().optional(),
    seed: z.coerce.number().int().min(0),
  })
  .refine(({ visitors, stores }) => (visitors === undefined) !== (stores === undefined))

/**
 * `npm run lift`: the difference between treatment and control from a file of visitors or of stores, as JSON.
 * @throws CommandError when the arguments, the file or a row of it cannot be used
 */
export function lift(args: readonly string[], read: ReadText): string {
  const { visitors, stores, seed } = parseSettings(args)
  const answer = visitors
    ? liftVisitors(readFile(read, visitors))
    : liftStores(readFile(read, stores ?? ''), makeRandom(seed).next)
  return `${JSON.stringify(answer, null, 2)}\n`
}

function parseSettings(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({ args: [...args], options: { visitors: text, stores: text, seed: text } })
    return settings.parse({ seed: 1, ...values })
  } catch (cause) {
    throw new CommandError([`These settings are not usable: ${USAGE}`], cause)
  }
}

/** CUPED corrects the value where there is one, else the conversion. */
function liftVisitors(text: string) {
  const parsed = parseVisitors(text)
  if (!parsed.ok) throw makeFileError(parsed.problems)
  const { treatment, control } = parsed.visitors
  const groups = { treatment: count(treatment), control: count(control) }
  return {
    conversion: {
      ...getNewcombeDifference(groups.treatment, groups.control),
      treatment: { ...groups.treatment, rate: groups.treatment.converted / groups.treatment.n },
      control: { ...groups.control, rate: groups.control.converted / groups.control.n },
    },
    ...(treatment.value &&
      control.value && { value: getWelchDifference(getSample(treatment.value), getSample(control.value)) }),
    ...(treatment.before &&
      control.before && {
        cuped: getCupedDifference(
          { outcomes: treatment.value ?? treatment.converted, before: treatment.before },
          { outcomes: control.value ?? control.converted, before: control.before },
        ),
      }),
  }
}

function count({ converted }: Visitors): Group {
  return { n: converted.length, converted: converted.reduce((sum, one) => sum + one, 0) }
}

/** JSON has no infinity: a bound that does not exist is null. */
function liftStores(text: string, random: () => number) {
  const parsed = parseStores(text)
  if (!parsed.ok) throw makeFileError(parsed.problems)
  const { difference, standardError, low, high, clusters } = getStoreLift(parsed.stores)
  const permutation = getPermutationInterval(parsed.stores, random)
  return {
    cr1: { difference, standardError, low, high, clusters },
    permutation: { low: permutation.low, high: permutation.high, p: permutation.p },
  }
}
