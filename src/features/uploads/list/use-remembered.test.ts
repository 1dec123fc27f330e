import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { HistoryEntry } from '../../../core/history/history.ts'
import { entryOf } from '../../../core/testing/made-entries.ts'
import { HISTORY_KEY } from './history-ports.ts'
import { MOST_AT_ONCE, useRemembered } from './use-remembered.ts'

/** Entries in the first pass of rendering, which cannot be interrupted by what is deferred. */
function countAtFirst(count: number): string {
  const entries = Array<HistoryEntry>(count).fill(entryOf({ digits: 'a' }))
  const client = new QueryClient()
  client.setQueryData(HISTORY_KEY, entries)
  const history = { all: async () => entries }
  const Count = () => {
    const remembered = useRemembered(history)
    return `${remembered.entries.length} ${remembered.hasAll}`
  }
  return renderToStaticMarkup(createElement(QueryClientProvider, { client }, createElement(Count)))
}

it('useRemembered leaves a long history to a later pass, which may be interrupted', () => {
  expect(countAtFirst(MOST_AT_ONCE + 1)).toBe('0 false')
})

it('useRemembered has a history of usual length at once', () => {
  expect(countAtFirst(3)).toBe('3 true')
})
