// Plays shoppers through the public interfaces of a running demo:
//   npm run simulate -- --shoppers 500 --days 14 [--seed 1] [--url http://localhost:3000]
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { parseConfig } from '../config'
import { findDatabase } from '../db/find'
import { openDatabase } from '../db/sql'
import { StartError } from '../error'
import { getDayStart } from '../floor/service'
import { loadSecrets } from '../secrets'
import { makeTokens } from '../token'
import { countSimulated, openShops } from './books'
import { makeNetwork } from './browser'
import { planShoppers } from './plan'
import { type RunResult, runShoppers } from './run'
import { SHOPS } from './world'

const CONCURRENCY = 4
const USAGE = 'npm run simulate -- --shoppers 500 --days 14 [--seed 1] [--url http://localhost:3000]'
const settings = z.object({
  shoppers: z.coerce.number().int().min(1).max(100_000),
  // A campaign of the demo began thirty days before it was installed.
  days: z.coerce.number().int().min(1).max(28),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31),
  url: z.url({ protocol: /^https?$/ }),
})

async function main() {
  const { shoppers, days, seed, url } = parseSettings()
  const config = parseConfig(process.env)
  if (!existsSync(join(config.dataDir, 'secrets.json'))) {
    throw new StartError(
      `There is no installation in ${config.dataDir}: start it with npm start, or name its folder with FOOTLIGHT_DATA.`,
    )
  }
  const secrets = loadSecrets(config.dataDir)
  const found = findDatabase(config, secrets)
  if (!found) throw new StartError(`The installation in ${config.dataDir} is not running: npm start.`)
  const database = openDatabase(found, { max: 2, name: 'footlight simulator' })
  const network = makeNetwork(url)
  try {
    await needDemo(database, network, url)
    const before = await countSimulated(database)
    const shops = await openShops(
      database,
      SHOPS.map(({ brandId }) => brandId),
    )
    const started = performance.now()
    try {
      const result = await runShoppers({
        shoppers: planShoppers({ seed, shoppers, days, end: getDayStart(Date.now(), 'Asia/Shanghai') }),
        network,
        note: makeTokens(secrets.token).makeSimulator(),
        run: Date.now().toString(36),
        apiKeys: shops.keys,
        concurrency: CONCURRENCY,
        onProgress: sayProgress,
      })
      const seconds = (performance.now() - started) / 1000
      console.log(`${shoppers} shoppers, ${days} days, seed ${seed}: ${seconds.toFixed(1)} s\n`)
      printSummary(result, before, await countSimulated(database))
    } finally {
      await shops.close()
    }
  } finally {
    network.close()
    await database.close()
  }
}

function parseSettings() {
  const options = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      options: { shoppers: options, days: options, seed: options, url: options },
    })
    return settings.parse({ shoppers: 500, days: 14, seed: 1, url: 'http://localhost:3000', ...values })
  } catch (cause) {
    throw new StartError(`These settings are not usable. ${USAGE}`, cause)
  }
}

async function needDemo(
  database: ReturnType<typeof openDatabase>,
  network: ReturnType<typeof makeNetwork>,
  url: string,
) {
  const [retailer] = await database.query<{ demo: boolean }>('SELECT demo FROM retailer LIMIT 1')
  if (!retailer?.demo)
    throw new StartError('This installation is no demo: simulated shoppers may not come in.')
  const alive = await network.fetch('/readyz', 'GET', {}).catch(() => null)
  if (alive?.status !== 200)
    throw new StartError(`Nothing answers at ${url}: npm start, or say where with --url.`)
}

let told = 0
function sayProgress(done: number, all: number) {
  const tenth = Math.floor((done / all) * 10)
  if (tenth === told) return
  told = tenth
  console.log(`  ${String(tenth * 10).padStart(3)} %  ${done} of ${all} steps`)
}

/** Which event each step becomes, so that the ledger can confirm what was done. */
const CONFIRMED = {
  click: 'campaign.clicked',
  tap: 'tap.accepted',
  halt: 'show.engaged',
  redeem: 'offer.redeemed',
  void: 'offer.voided',
  refund: 'order.refunded',
} as const

function printSummary(
  { done, idle, refused }: RunResult,
  before: Map<string, number>,
  after: Map<string, number>,
) {
  console.log('What they did:')
  for (const [type, n] of Object.entries(done)) console.log(`  ${type.padEnd(22)} ${String(n).padStart(7)}`)
  if (idle > 0) console.log(`  ${'nothing to do it with'.padEnd(22)} ${String(idle).padStart(7)}`)
  for (const [why, n] of Object.entries(refused)) console.log(`  refused ${why}: ${n}`)
  console.log('\nWhat the ledger took, all marked simulated:')
  const added = new Map([...after].map(([type, n]) => [type, n - (before.get(type) ?? 0)] as const))
  for (const [type, n] of added) if (n > 0) console.log(`  ${type.padEnd(22)} ${String(n).padStart(7)}`)
  const compare = Object.entries(CONFIRMED).map(([type, event]) => ({
    type,
    more: (added.get(event) ?? 0) - (done[type as keyof typeof CONFIRMED] ?? 0),
  }))
  const missing = compare.filter(({ more }) => more < 0)
  if (missing.length > 0) {
    console.log(`\nThe ledger is missing some of: ${missing.map(({ type }) => type).join(', ')}.`)
    process.exitCode = 1
  } else if (compare.some(({ more }) => more > 0)) {
    console.log('\nThe ledger confirms every step, and holds more: another simulation ran at the same time.')
  } else console.log('\nThe ledger confirms every step.')
}

await main().catch((error) => {
  if (!(error instanceof StartError)) throw error
  console.error(error.message)
  process.exitCode = 1
})
