import { appendFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { BrowserContext } from '@playwright/test'

/** A line of JSON for each button that a story has seen or pressed. */
export const PRESSES = fileURLToPath(new URL('../results/presses.ndjson', import.meta.url))

/** Records which buttons and menu items the pages of a context show, and which are pressed. */
export async function recordPresses(context: BrowserContext): Promise<void> {
  await context.exposeBinding('recordPress', (_source, how: 'seen' | 'pressed', name: string) => {
    appendFileSync(PRESSES, `${JSON.stringify([how, name])}\n`)
  })
  await context.addInitScript(watchButtons)
}

/** Runs in the page. Reports each name once. */
function watchButtons(): void {
  // Skips pages that a story makes itself.
  if (location.protocol === 'about:') return
  const BUTTONS = 'button, [role=menuitem], [role=menuitemcheckbox], [role=menuitemradio]'
  const reported = new Set<string>()
  const record = (
    globalThis as unknown as { recordPress(how: string, name: string): Promise<void> }
  ).recordPress

  /** The accessible name, without shortcuts and symbols that are hidden from screen readers. */
  function nameOf(button: Element): string {
    if (button.ariaLabel !== null) return button.ariaLabel
    // People name their requests themselves.
    if (button.matches('[aria-label=Requests] [role=menuitemcheckbox]')) return 'Show <request>'
    const words: string[] = []
    const walker = document.createTreeWalker(button, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode
      if (!parentElement?.closest('[aria-hidden=true]')) words.push(textContent ?? '')
    }
    const name = words.join(' ').replace(/\s+/g, ' ').trim()
    const list = button.closest('[role=listbox]')
    return list ? `${list.ariaLabel}: ${name}` : name
  }

  function report(how: 'seen' | 'pressed', button: Element): void {
    const name = nameOf(button)
    if (name === '' || reported.has(how + name)) return
    reported.add(how + name)
    void record(how, name)
  }

  addEventListener(
    'click',
    ({ target }) => {
      const button = target instanceof Element ? target.closest(BUTTONS) : null
      if (button) report('pressed', button)
    },
    true,
  )

  let isWaiting = false
  new MutationObserver(() => {
    if (isWaiting) return
    isWaiting = true
    // With a delay, the speed of the machine would decide which buttons are found.
    setTimeout(() => {
      isWaiting = false
      for (const button of document.querySelectorAll(BUTTONS)) report('seen', button)
    })
  }).observe(document, { childList: true, subtree: true, attributeFilter: ['aria-label'] })
}
