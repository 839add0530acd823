// The bare path of the ledger: node:http, a group commit, one INSERT ... json_to_recordset into the same table. No
// schema, no key, no partner's format. BENCH_DATABASE is the database's URL.
import { createServer } from 'node:http'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.BENCH_DATABASE, max: 4 })
pool.on('error', () => process.exit(1))
const INSERT = `INSERT INTO event (id, v, type, at, source, brand_id, data)
  SELECT id, v, type, at, source, brand_id, data FROM json_to_recordset($1::json)
  AS input (id uuid, v smallint, type text, at timestamptz, source text, brand_id text, data jsonb)
  ON CONFLICT (id) DO NOTHING`
const MAX_EVENTS = 1_000
const MAX_IN_FLIGHT = 2
let waiting: { body: string; done: () => void }[] = []
let inFlight = 0

function flush() {
  while (waiting.length > 0 && inFlight < MAX_IN_FLIGHT) {
    const batch = waiting.slice(0, MAX_EVENTS)
    waiting = waiting.slice(MAX_EVENTS)
    inFlight++
    void pool.query(INSERT, [`[${batch.map(({ body }) => body).join(',')}]`]).then(() => {
      for (const { done } of batch) done()
      inFlight--
      flush()
    })
  }
}

const server = createServer((req, res) => {
  const chunks: Buffer[] = []
  req.on('data', (chunk: Buffer) => chunks.push(chunk))
  req.on('end', () => {
    const done = () => res.writeHead(200, { 'content-type': 'application/json' }).end('{"added":1,"known":0}')
    waiting.push({ body: Buffer.concat(chunks).toString(), done })
    flush()
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 })
})
process.on('SIGTERM', () => process.exit(0))
