import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { post } from './post'

describe('posting to an address somebody else chose', () => {
  const request = { headers: {}, body: '{}', allowPrivate: true, timeoutMs: 500, maxBytes: 1_000 }
  let other: Server
  let url: string
  beforeAll(async () => {
    other = createServer((req, res) => {
      if (req.url === '/redirect') res.writeHead(302, { location: `http://127.0.0.1:1/` }).end()
      else if (req.url === '/endless') res.end('x'.repeat(5_000))
      else if (req.url === '/slow') res.write('x')
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    other.closeAllConnections()
    await new Promise((resolve) => other.close(resolve))
  })

  test.each([
    ['http://127.0.0.1:1/', 'connection_refused'],
    ['http://footlight.invalid/', 'dns_lookup_failed'],
    ['http://169.254.169.254/latest', 'private_address'],
  ])('%s ends in %s', async (address, reason) => {
    expect(await post({ ...request, url: address })).toEqual({ ok: false, reason })
  })

  test('a name that leads to this machine is refused like its address', async () => {
    const named = url.replace('127.0.0.1', 'localhost')
    expect(await post({ ...request, url: named, allowPrivate: false })).toEqual({
      ok: false,
      reason: 'private_address',
    })
  })

  test('a redirect is an answer, not followed', async () => {
    expect(await post({ ...request, url: `${url}/redirect` })).toMatchObject({ ok: true, status: 302 })
  })

  test('an answer without end is cut, a slow one is given up', async () => {
    expect(await post({ ...request, url: `${url}/endless` })).toEqual({
      ok: false,
      reason: 'too_large',
    })
    expect(await post({ ...request, url: `${url}/slow` })).toEqual({ ok: false, reason: 'timed_out' })
  })
})
