// All models on a million paths, 20 channels, Markov of orders 1 to 3, and reading the same paths from a CSV: time, and
// the most memory this process ever held. DESIGN.md §6. Argument: how many paths (default 1,000,000).
import { CREDIT_MODELS, type CreditModel, creditPaths } from '../domain/attribution/credit'
import { ORDERS, type Order } from '../domain/attribution/markov'
import { collectPaths, getSum, type PathRow, type Paths } from '../domain/attribution/paths'
import { parsePaths } from '../domain/attribution/paths-csv'
import { makeCsvRecord } from '../domain/csv'
import { makeRandom, type Random } from '../server/simulate/random'
import { getTime } from './house'
import { judge, ms, printTable } from './table'

const PATHS = Number(process.argv[2]) || 1_000_000
const CHANNELS = 20
const MIB = 2 ** 20

const paths = collectPaths(makeRows(makeRandom(20)))
const runs: [CreditModel, Order][] = CREDIT_MODELS.flatMap((model): [CreditModel, Order][] =>
  model === 'markov' ? ORDERS.map((order): [CreditModel, Order] => [model, order]) : [[model, 1]],
)
const measured = runs.map(([model, order]) => ({ model, order, took: measure(model, order) }))
const sum = measured.reduce((total, { took }) => total + took, 0)
const credited = getPeak()
printTable(
  `Attribution, ${PATHS.toLocaleString('en')} paths of ${paths.touches.length.toLocaleString('en')} touches`,
  [
    ['', 'took', 'budget', ''],
    ...measured.map(({ model, order, took }) => [
      model === 'markov' ? `markov ${order}` : model,
      ms(took),
      '',
      '',
    ]),
    ['all models', ms(sum), '<= 5,000 ms', judge(sum <= 5_000)],
    ['most memory', mib(credited), '<= 1,024 MiB', judge(credited <= 1_024 * MIB)],
  ],
)

const text = makeText()
const from = getTime()
const parsed = parsePaths(text)
const read = getTime() - from
if (!parsed.ok) throw new Error('the bench wrote paths that cannot be read')
printTable('The same from a CSV', [
  [`reading ${mib(text.length)}`, ms(read)],
  ['most memory, text and both copies', mib(getPeak())],
])

/** Milliseconds of one model; its credit must sum to what there is. */
function measure(model: CreditModel, order: Order): number {
  const started = getTime()
  const { conversions } = creditPaths(model, paths, { order })
  const took = getTime() - started
  const all = getSum(paths.conversions)
  if (Math.abs(getSum(conversions) - all) > 1e-9 * all) throw new Error(`${model} lost conversions`)
  return took
}

/** Popular channels come often, paths go on with 78 %, one of twenty converts: each row is one visitor. */
function* makeRows({ weigh, chance, next }: Random): Generator<PathRow> {
  const popular = Array.from({ length: CHANNELS }, (_, i) => [`source/${i}`, 1 / (i + 1)] as const)
  for (let path = 0; path < PATHS; path++) {
    const touches = [weigh(popular)]
    while (touches.length < 40 && chance(0.78)) touches.push(weigh(popular))
    const gap = next() * 4
    const ages = touches.map((_, i) => (touches.length - 1 - i) * gap)
    const conversions = Number(chance(0.05))
    yield {
      touches,
      conversions,
      value: conversions * Math.round(next() * 900),
      nulls: 1 - conversions,
      ages,
    }
  }
}

function makeText(): string {
  const { channels, offsets, touches, conversions, values, nulls }: Paths = paths
  const lines = Array.from(conversions, (converted, path) => {
    const own = touches.subarray(offsets[path], offsets[path + 1])
    return makeCsvRecord([
      Array.from(own, (channel) => channels[channel] ?? '').join(' > '),
      converted,
      values[path] ?? 0,
      nulls[path] ?? 0,
    ])
  })
  return `path,total_conversions,total_conversion_value,total_null\n${lines.join('')}`
}

/** The most memory held so far, bytes. */
function getPeak(): number {
  return process.resourceUsage().maxRSS * 1_024
}

function mib(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`
}
