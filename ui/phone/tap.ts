/**
 * The greeting's tap: sent once, as soon as a person really sees the page. A page fetched or drawn ahead, one that comes
 * back from history, and one whose tap was sent already send nothing; the button is there for those.
 */
const form = document.querySelector<HTMLFormElement>('form[data-tap]')
const word = document.querySelector<HTMLElement>('.waking')
let sent = false

/** Sends the tap and goes on to the visit, which takes this page's place in history: back leads to what was before. */
async function tap(target: HTMLFormElement) {
  if (sent) return
  sent = true
  say('waking')
  try {
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(target)) body.set(name, String(value))
    const answer = await fetch(target.getAttribute('action') ?? '', {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
    })
    const said: { token?: string; error?: { message?: string } } = await answer.json()
    if (answer.ok && said.token) location.replace(`${target.dataset.tap}${said.token}`)
    else say('failed', said.error?.message)
  } catch {
    say('failed')
  }
}

function say(what: 'waking' | 'failed', message?: string) {
  if (what === 'failed') sent = false
  if (word) word.textContent = message ?? word.dataset[what] ?? ''
  document.body.classList.add('lighting')
}

function begin(target: HTMLFormElement) {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (entry?.type !== 'back_forward') void tap(target)
}

if (form) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void tap(form)
  })
  addEventListener('pageshow', (event) => {
    if (event.persisted) sent = false
  })
  if ('prerendering' in document && document.prerendering) {
    document.addEventListener('prerenderingchange', () => begin(form), { once: true })
  } else begin(form)
}
