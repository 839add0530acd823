// Screens in a process of their own: `url namespace` and the handshakes come as messages; tells when the last screen
// has a cue, once per revision.
import { createPrivateKey, type JsonWebKey, type KeyObject, randomBytes, sign } from 'node:crypto'
import { io } from 'socket.io-client'
import { PROTOCOL_VERSION } from '../protocol/version'
import { getTime } from './house'

export type Start = {
  url: string
  screens: { screenId: string; keyId: string }[]
  privateJwk: JsonWebKey | null
}
export type Told = { ready: true } | { revision: number; kit: string; last: number }

process.once('message', (start: Start) => {
  const { url, screens, privateJwk } = start
  const key = privateJwk && createPrivateKey({ key: privateJwk, format: 'jwk' })
  const seen = new Map<number, number>()
  let open = 0
  for (const screen of screens) {
    const socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      auth: (send) => send(key ? makeAuth(key, screen) : {}),
    })
    socket.on('connect_error', (error) => {
      console.error(error.message)
      process.exit(1)
    })
    socket.on('cue.play', (cue: { revision: number; kit: string }) => {
      const count = (seen.get(cue.revision) ?? 0) + 1
      seen.set(cue.revision, count)
      if (count === screens.length) tell({ revision: cue.revision, kit: cue.kit, last: getTime() })
    })
    const ready = () => {
      if (++open === screens.length) tell({ ready: true })
    }
    // Our server's screens are there once they have their snapshot.
    socket.once(key ? 'screen.snapshot' : 'connect', ready)
  }
})

function makeAuth(key: KeyObject, { screenId, keyId }: { screenId: string; keyId: string }) {
  const at = Date.now()
  const nonce = randomBytes(16).toString('base64url')
  const message = Buffer.from(`${screenId}|${keyId}|${at}|${nonce}`)
  const signature = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
  return { protocol: PROTOCOL_VERSION, build: 'bench', screenId, keyId, at, nonce, signature }
}

const tell = (message: Told) => void process.send?.(message)
