import type { Deps } from '../deps'
import { getDayStart } from '../floor/service'
import type { Tokens } from '../token'
import { openShops } from './books'
import { makeNetwork } from './browser'
import { planShoppers } from './plan'
import { runShoppers } from './run'
import { SHOPS } from './world'

const DAYS = 7
const SHOPPERS = 70 * DAYS
const SEED = 1
/** One at a time, and a rest after each step: whoever opens the demo comes first. */
const REST_MS = 6

/**
 * Gives a new demo the week it had before it was opened: simulated shoppers come through the server's own HTTP port,
 * in the background. Today stays empty, it belongs to those who are really there.
 */
export async function fillDemo({ config, clock, db, log }: Deps, tokens: Tokens, signal: AbortSignal) {
  const started = performance.now()
  const host = ['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host
  const name = host.includes(':') ? `[${host}]` : host
  const network = makeNetwork(`${config.tls ? 'https' : 'http'}://${name}:${config.port}`, { own: true })
  const shops = await openShops(
    db.service,
    SHOPS.map(({ brandId }) => brandId),
  )
  try {
    const end = getDayStart(clock.now(), 'Asia/Shanghai')
    const { done, refused } = await runShoppers({
      shoppers: planShoppers({ seed: SEED, shoppers: SHOPPERS, days: DAYS, end }),
      network,
      note: tokens.makeSimulator(),
      run: 'week',
      apiKeys: shops.keys,
      concurrency: 1,
      restMs: REST_MS,
      signal,
    })
    log.info({ done, refused, seconds: Math.round((performance.now() - started) / 1000) }, 'demo shoppers')
  } finally {
    network.close()
    await shops.close()
  }
}
