import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach } from 'vitest'
import { page } from 'vitest/browser'

/**
 * An empty page for each test of a file, which is cleared after it.
 *
 * @param width in pixels, as the height
 * @returns renders components with what they expect around them
 */
export function stageEachTest(width = 1000, height = 700) {
  let root: Root
  let client: QueryClient

  beforeEach(async () => {
    await page.viewport(width, height)
    root = createRoot(document.body.appendChild(document.createElement('div')))
    client = new QueryClient()
  })

  afterEach(() => {
    root.unmount()
    document.body.replaceChildren()
  })

  return {
    /** Also runs the effects, which listen to the document. */
    show: (node: ReactNode) =>
      flushSync(() =>
        root.render(<QueryClientProvider client={client}>{node}</QueryClientProvider>),
      ),
  }
}
