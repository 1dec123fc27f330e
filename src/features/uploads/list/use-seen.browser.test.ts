import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { useSeenRow } from './use-seen.ts'

let root: ReturnType<typeof createRoot>

beforeEach(() => {
  root = createRoot(document.body.appendChild(document.createElement('div')))
})

afterEach(() => {
  root.unmount()
  document.body.replaceChildren()
})

function Row() {
  const [ref, seen] = useSeenRow<HTMLDivElement>(true)
  return createElement('div', { ref }, seen ? 'whole' : 'outline')
}

/** As Firefox and WebKit send it. */
function tell(target: Element, skipped: boolean): void {
  target.dispatchEvent(
    new ContentVisibilityAutoStateChangeEvent('contentvisibilityautostatechange', {
      skipped,
      bubbles: false,
    }),
  )
}

describe('useSeenRow', () => {
  it('sees a row when its event does not bubble', async () => {
    root.render(createElement(Row))
    const row = page.getByText('outline')
    await expect.element(row).toBeVisible()
    tell(row.element(), true)
    await expect.element(row).toBeVisible()
    tell(row.element(), false)
    await expect.element(page.getByText('whole')).toBeVisible()
  })
})
