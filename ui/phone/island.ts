import { io, type Socket } from 'socket.io-client'
import type { Direction } from '@/domain/show/lamp'
import type { PhoneToServer, ServerToPhone } from '@/protocol/socket'
import { PROTOCOL_VERSION } from '@/protocol/version'
import type { VisitView } from '@/protocol/visit'
import { makeMark } from './mark'
import { makePad } from './pad'
import { swapPage } from './swap'

// The visit's page, live: it hears of every change at once, becomes the remote, counts down, and sends its forms without
// leaving. Without it every form and link does the same by loading pages.

/** How often a page asks by itself while its socket is away. */
const POLL_MS = 5_000
const STEP_WAIT_MS = 4_000

const getMain = () => document.querySelector<HTMLElement>('main')
const token = getMain()?.dataset.token ?? ''
const socket: Socket<ServerToPhone, PhoneToServer> = io('/phone', {
  auth: { protocol: PROTOCOL_VERSION, token },
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
})

let pad: ReturnType<typeof makePad> | undefined
let view: VisitView | undefined
let offset = 0
let asking: Promise<void> | undefined
let stepping: Promise<unknown> = Promise.resolve()
let askAgain = false
let wakeLock: WakeLockSentinel | undefined

/** Asks for this page anew and takes over what changed. One question at a time; a change meanwhile asks once more. */
function refresh(): Promise<void> {
  askAgain = asking !== undefined
  asking ??= (async () => {
    do {
      askAgain = false
      await load()
    } while (askAgain)
  })()
    .catch(() => showAway(true))
    .finally(() => {
      asking = undefined
    })
  return asking
}

async function load() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' })
  // Gone, or not ours any more: the page that says so has a status, and only a real load shows it whole.
  if (answer.status === 404 || answer.status === 410) return location.reload()
  if (!answer.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  if (swapPage(fresh)) scrollTo(0, 0)
  settle()
}

/** After every new page: the clock's offset, the pad, the screen kept awake while it is a remote. */
function settle() {
  const main = getMain()
  const now = Number(main?.dataset.now)
  if (now) offset = now - Date.now()
  const form = main?.querySelector<HTMLFormElement>('.pad')
  if (form && pad?.pad !== form) {
    pad?.close()
    const move = (lamp: { x: number; y: number }) => socket.volatile.emit('lamp.move', lamp)
    pad = makePad(form, { isLive: () => socket.connected, move, step })
  } else if (!form) {
    pad?.close()
    pad = undefined
  }
  void keepAwake(Boolean(form))
  count()
}

/** One step after the other: two at once would start from the same place, and one that is sent twice goes too far. */
function step(direction: Direction) {
  stepping = stepping.then(() => sendStep(direction))
}

async function sendStep(direction: Direction) {
  if (socket.connected) {
    await socket
      .timeout(STEP_WAIT_MS)
      .emitWithAck('lamp.step', { direction })
      .catch(() => refresh())
  } else if (pad) await send(getAction(pad.pad), new URLSearchParams({ direction }))
}

/** Where a form goes. Not its property, which a field named `action` hides. */
const getAction = (form: HTMLFormElement) => form.getAttribute('action') ?? ''

/** Sends a form in the page's place. What the server refuses is said where the page's news are. */
async function send(action: string, body: URLSearchParams) {
  try {
    const answer = await fetch(action, { method: 'POST', body, headers: { accept: 'application/json' } })
    showAway(false)
    if (!answer.ok) {
      const { error }: { error?: { message?: string } } = await answer.json()
      showFault(error?.message ?? '')
    } else showFault('')
    await refresh()
  } catch {
    showAway(true)
  }
}

function showAway(away: boolean) {
  const line = document.querySelector<HTMLElement>('.away')
  if (line) line.hidden = !away
}

function showFault(message: string) {
  let line = document.querySelector<HTMLElement>('.fault')
  if (!line) {
    line = document.createElement('p')
    line.className = 'fault'
    line.role = 'alert'
    getMain()?.before(line)
  }
  line.hidden = message === ''
  line.textContent = message
}

/** Every countdown on the page, from the server's clock. One that ran out asks what came of it. */
function count() {
  const now = Date.now() + offset
  fill()
  for (const place of document.querySelectorAll<HTMLElement>('[data-until]')) {
    const seconds = Math.max(0, Math.ceil((Number(place.dataset.until) - now) / 1000))
    const text =
      place.dataset.as === 'clock'
        ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
        : String(seconds)
    if (place.textContent === text) continue
    place.textContent = text
    if (seconds === 0) void refresh()
  }
}

/** How long the wall still glows, as a bar. */
function fill() {
  const bar = getMain()?.querySelector<HTMLProgressElement>('progress[data-ends]')
  if (bar) bar.value = Math.max(0, Number(bar.dataset.ends) - Date.now() - offset)
}

async function keepAwake(wanted: boolean) {
  if (!wanted) {
    await wakeLock?.release()
    wakeLock = undefined
  } else if ('wakeLock' in navigator && (!wakeLock || wakeLock.released) && !document.hidden) {
    wakeLock = await navigator.wakeLock.request('screen').catch(() => undefined)
  }
}

socket.on('visit.changed', (next) => {
  const before = view
  view = next
  offset = next.now - Date.now()
  pad?.update(next)
  if (before && next.lit.length > before.lit.length) {
    navigator.vibrate?.(next.stage === 'finished' ? [30, 60, 30, 60, 60] : 30)
  }
  if (getMain()?.dataset.mark !== makeMark(next)) void refresh()
})
socket.on('connect', () => showAway(false))
socket.on('disconnect', () => showAway(true))

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  if (event.defaultPrevented || !getMain()?.contains(form)) return
  event.preventDefault()
  if (form.ariaBusy === 'true') return
  const button = event.submitter as HTMLButtonElement | null
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) body.set(name, String(value))
  if (button?.name) body.set(button.name, button.value)
  // Busy, not disabled: a disabled button would lose the focus.
  form.ariaBusy = 'true'
  void send(getAction(form), body).finally(() => {
    form.ariaBusy = 'false'
  })
})
document.addEventListener('keydown', (event) => {
  if (!event.altKey && !event.ctrlKey && !event.metaKey && pad?.press(event.key)) event.preventDefault()
})
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void refresh()
})
addEventListener('pageshow', (event) => {
  if (event.persisted) void refresh()
})
setInterval(count, 250)
setInterval(() => {
  if (!socket.connected && !document.hidden) void refresh()
}, POLL_MS)
settle()
