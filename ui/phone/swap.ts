/**
 * The page brought up to date without loading it again: the server renders it anew and only what differs is put in
 * place, so there is one set of views and nothing is drawn twice in two ways.
 */

/** Puts a freshly fetched page in place of this one. Answers whether the stage changed. */
export function swapPage(fresh: Document): boolean {
  const [old, next] = [document.querySelector('main'), fresh.querySelector('main')]
  if (!old || !next) return false
  document.title = fresh.title
  if (old.dataset.stage === next.dataset.stage && old.dataset.stage === 'leading') {
    swapParts(old, next)
    return false
  }
  if (old.dataset.mark === next.dataset.mark) return false
  const changed = old.dataset.stage !== next.dataset.stage
  const focus = readFocus(old)
  document.body.className = fresh.body.className
  old.replaceWith(document.adoptNode(next))
  for (const name of ['footer', '.top']) {
    const [was, is] = [document.querySelector(name), fresh.querySelector(name)]
    if (was && !is) was.remove()
    else if (!was && is) document.body.append(document.adoptNode(is))
    else if (was && is && was.innerHTML !== is.innerHTML) was.replaceWith(document.adoptNode(is))
  }
  if (changed) document.body.classList.add('came')
  if (focus) restoreFocus(next, focus, changed)
  return changed
}

/** Within the remote only the parts around the pad change: the finger stays on it. */
function swapParts(old: HTMLElement, next: HTMLElement) {
  old.dataset.now = next.dataset.now ?? ''
  old.dataset.mark = next.dataset.mark ?? ''
  for (const part of next.querySelectorAll<HTMLElement>('[data-part]')) {
    const was = old.querySelector(`[data-part="${part.dataset.part}"]`)
    if (was && was.innerHTML !== part.innerHTML) was.replaceWith(document.adoptNode(part))
  }
}

/** What had the focus, by what it does: a button's name and value, or its form's address. */
function readFocus(main: HTMLElement) {
  const focused = document.activeElement
  if (!focused || !main.contains(focused)) return null
  return {
    name: focused.getAttribute('name'),
    action: focused.closest('form')?.getAttribute('action') ?? null,
  }
}

/** Back to the same button where it still is; else to the page's beginning, so that a reader hears what came. */
function restoreFocus(
  main: HTMLElement,
  { name, action }: { name: string | null; action: string | null },
  changed: boolean,
) {
  const buttons = [...main.querySelectorAll<HTMLElement>('button')]
  const same = buttons.find(
    (button) =>
      button.getAttribute('name') === name && button.closest('form')?.getAttribute('action') === action,
  )
  if (same) same.focus({ preventScroll: true })
  else if (changed) main.focus({ preventScroll: true })
}
