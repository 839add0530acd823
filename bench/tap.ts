// Tap over HTTP -> cue at the last of 100 and of 1,000 screens, durable; beside the bare path in the same run.
// DESIGN.md §6. Arguments: how many taps are measured (default 200 and 100).
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { makeUuidv7 } from '../domain/id'
import { readField } from '../server/simulate/browser'
import { getTime, type House, openHouse, startWorker } from './house'
import { getQuantile, judge, ms, printTable, times } from './table'
import type { Start, Told } from './tap-screens'

const WARM = 20
const ZONE = { id: 'wall', storeId: 'suzhou-creek', touchpoints: ['wall-ring', 'wall-code'] }
const PREFIX = 'bench-tap-'
const agent = new Agent({ keepAlive: true })

const house = await openHouse()
try {
  const rows = [
    ['', 'bare p50', 'ours p50', 'ratio', 'budget', '', 'bare p99', 'ours p99', 'ratio', 'budget', ''],
  ]
  for (const { screens, taps, p50 } of [
    { screens: 100, taps: 200, p50: null },
    { screens: 1_000, taps: 100, p50: 1.3 },
  ]) {
    const given = Number(process.argv[2]) || taps
    // In turns, so that whatever else the machine does falls on both alike.
    const bare: number[] = []
    const ours: number[] = []
    for (let turn = 0; turn < 2; turn++) {
      bare.push(...(await measureFloor(house, screens, given / 2)))
      ours.push(...(await measureHouse(house, screens, given / 2)))
    }
    const [b50, b99, o50, o99] = [bare, ours].flatMap((all) => [
      getQuantile(all, 0.5),
      getQuantile(all, 0.99),
    ])
    const [r50, r99] = [(o50 ?? 0) / (b50 ?? 1), (o99 ?? 0) / (b99 ?? 1)]
    rows.push([
      `${screens} screens, ${ours.length} taps`,
      ms(b50 ?? 0),
      ms(o50 ?? 0),
      times(r50),
      p50 ? `<= ${times(p50)}` : '',
      p50 ? judge(r50 <= p50) : '',
      ms(b99 ?? 0),
      ms(o99 ?? 0),
      times(r99),
      '<= 2.00x',
      judge(r99 <= 2),
    ])
  }
  printTable('Tap over HTTP -> cue at the last screen, durable', rows)
} finally {
  await house.database.query('DELETE FROM screen_key WHERE screen_id LIKE $1', [`${PREFIX}%`])
  await house.database.query('DELETE FROM screen WHERE id LIKE $1', [`${PREFIX}%`])
  await house.stop()
  agent.destroy()
}

async function measureFloor({ databaseUrl }: House, count: number, taps: number): Promise<number[]> {
  const floor = startWorker<never, { port: number }>('./tap-floor.ts', { BENCH_DATABASE: databaseUrl })
  const { port } = await floor.next()
  const url = `http://127.0.0.1:${port}`
  const screens = await openScreens({
    url,
    screens: Array.from({ length: count }, (_, i) => ({ screenId: `${i}`, keyId: '' })),
    privateJwk: null,
  })
  const taken: number[] = []
  for (let i = -WARM; i < taps; i++) {
    const from = getTime()
    await post(`${url}/tap`, { touchpoint: 'wall-ring', attempt: 'x'.repeat(80) })
    const last = await screens.waitFor('climb')
    if (i >= 0) taken.push(last - from)
  }
  await screens.stop()
  await floor.stop()
  return taken
}

async function measureHouse({ url, database }: House, count: number, taps: number): Promise<number[]> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const enrolled = await enrol(database, count, publicKey)
  const screens = await openScreens({
    url: `${url}/screen`,
    screens: enrolled,
    privateJwk: privateKey.export({ format: 'jwk' }),
  })
  const taken: number[] = []
  for (let i = -WARM; i < taps; i++) {
    const touchpoint = ZONE.touchpoints[i & 1] ?? ''
    const page = await fetch(`${url}/t/${touchpoint}`, { headers: { accept: 'text/html' } })
    const attempt = readField(await page.text(), 'attempt')
    const from = getTime()
    const { token } = await post(`${url}/api/v1/taps`, { touchpoint, attempt })
    const last = await screens.waitFor('climb')
    if (i >= 0) taken.push(last - from)
    await post(`${url}/api/v1/visits/${token}/turn`, { action: 'leave' })
    await screens.waitFor('attract')
  }
  await screens.stop()
  return taken
}

/** Screens of the zone that hold keys: the same key pair for all, each with a row of its own. */
async function enrol(database: House['database'], count: number, publicKey: KeyObject) {
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' })
  await database.query('DELETE FROM screen_key WHERE screen_id LIKE $1', [`${PREFIX}%`])
  await database.query('DELETE FROM screen WHERE id LIKE $1', [`${PREFIX}%`])
  const screens = Array.from({ length: count }, (_, i) => ({
    screenId: `${PREFIX}${i}`,
    keyId: makeUuidv7(Date.now(), randomBytes(10)),
  }))
  const ids = screens.map(({ screenId }) => screenId)
  await database.query(
    `INSERT INTO screen (id, store_id, zone_id, kind, name, place, facing)
     SELECT id, $2, $3, 'tv', '{"zh": "测", "en": "Bench"}', '{"x": 0, "y": 0, "w": 10, "h": 10}', 0 FROM unnest($1::text[]) AS id`,
    [ids, ZONE.storeId, ZONE.id],
  )
  await database.query(
    `INSERT INTO screen_key (id, screen_id, public_key, virtual, created_at)
     SELECT key, id, $3, false, now() FROM unnest($1::uuid[], $2::text[]) AS rows (key, id)`,
    [screens.map(({ keyId }) => keyId), ids, { kty, crv, x, y }],
  )
  return screens
}

async function openScreens(start: Start) {
  const worker = startWorker<Start, Told>('./tap-screens.ts')
  worker.send(start)
  await worker.next()
  return {
    /** When the last screen got the next cue of this kit. */
    async waitFor(kit: string): Promise<number> {
      for (;;) {
        const told = await worker.next()
        if ('last' in told && told.kit === kit) return told.last
      }
    },
    stop: worker.stop,
  }
}

function post(url: string, body: object): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', accept: 'application/json' }
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if (response.statusCode === 200) resolve(JSON.parse(text))
        else reject(new Error(`${url} answered ${response.statusCode}: ${text}`))
      })
    })
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })
}
