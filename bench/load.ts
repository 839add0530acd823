// Asks one address again and again over many connections, from a process of its own, for some seconds.
import { randomBytes } from 'node:crypto'
import { Socket } from 'node:net'
import { makeUuidv7 } from '../domain/id'
import { getTime } from './house'

export type Load = {
  port: number
  path: string
  headers: Record<string, string>
  connections: number
  seconds: number
  /** Events a request: 1 sends one alone, more send an array. `form` is a partner's CloudEvent or a bare row. */
  batch: number
  form: 'cloud' | 'row'
}
export type Loaded = { requests: number; seconds: number; latencies: number[]; failed: number }

process.on('message', (load: Load) => {
  void run(load).then((loaded) => process.send?.(loaded))
})

async function run(load: Load): Promise<Loaded> {
  const latencies: number[] = []
  let failed = 0
  const from = getTime()
  const until = from + load.seconds * 1_000
  await Promise.all(
    Array.from({ length: load.connections }, async () => {
      const ask = await connect(load)
      while (getTime() < until) {
        const sent = getTime()
        const status = await ask(makeBody(load))
        if (status === 200) latencies.push(getTime() - sent)
        else failed++
      }
    }),
  )
  return { requests: latencies.length, seconds: (getTime() - from) / 1_000, latencies, failed }
}

/** A connection kept alive, one request after the other, with no more HTTP than that takes: the load must be cheap. */
function connect({ port, path, headers }: Load): Promise<(body: string) => Promise<number>> {
  const socket = new Socket()
  const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(([k, v]) => `${k}: ${v}\r\n`)
  const head = `POST ${path} HTTP/1.1\r\n${lines.join('')}`
  let answer: (status: number) => void = () => {}
  let text = ''
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    text += chunk
    const end = text.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? Number.NaN)
    // Small answers without a length come chunked and end with an empty chunk.
    const whole = Number.isNaN(length) ? text.endsWith('0\r\n\r\n') : text.length >= end + 4 + length
    if (!whole) return
    const status = Number(text.slice(9, 12))
    text = ''
    answer(status)
  })
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.connect(port, '127.0.0.1', () =>
      resolve(
        (body) =>
          new Promise((done) => {
            answer = done
            socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
          }),
      ),
    )
  })
}

function makeBody({ batch, form }: Load): string {
  const make: () => object = form === 'cloud' ? makeCloudEvent : makeRow
  return batch === 1 ? JSON.stringify(make()) : JSON.stringify(Array.from({ length: batch }, make))
}

const DATA = { cueId: '01a1e6b7-8d94-72ef-a0af-6b2a8012c850', scene: 'climb', lateMs: 4.2 }

function makeCloudEvent() {
  const now = Date.now()
  return {
    specversion: '1.0',
    id: makeUuidv7(now, randomBytes(10)),
    source: 'partner/bench',
    time: new Date(now).toISOString(),
    type: 'screen.played',
    data: DATA,
  }
}

function makeRow() {
  const now = Date.now()
  const at = new Date(now).toISOString()
  const id = makeUuidv7(now, randomBytes(10))
  return { id, v: 1, type: 'screen.played', at, source: 'partner/bench', brand_id: 'mistleaf', data: DATA }
}
