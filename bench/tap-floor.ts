// The bare path: POST -> one committed insert -> Socket.IO broadcast. BENCH_DATABASE is the database's URL.

import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import pg from 'pg'
import { Server } from 'socket.io'
import { makeUuidv7 } from '../domain/id'

const pool = new pg.Pool({ connectionString: process.env.BENCH_DATABASE, max: 4 })
pool.on('error', () => process.exit(1))
/** As many bytes as a cue of the demo has. */
const cue = { kit: 'climb', text: 'x'.repeat(1_500) }
let revision = 0

const server = createServer((req, res) => {
  const chunks: Buffer[] = []
  req.on('data', (chunk: Buffer) => chunks.push(chunk))
  req.on('end', async () => {
    const body = Buffer.concat(chunks).toString()
    const id = makeUuidv7(Date.now(), randomBytes(10))
    await pool.query(
      `INSERT INTO event (id, v, type, at, source, data) VALUES ($1, 1, 'screen.played', now(), 'server', $2)`,
      [id, { cueId: id, scene: 'bench', lateMs: 0, body }],
    )
    io.emit('cue.play', { ...cue, revision: ++revision })
    res.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
})
const io = new Server(server, { serveClient: false })
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 })
})
process.on('SIGTERM', () => process.exit(0))
