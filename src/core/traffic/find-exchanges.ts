import type { HeaderList } from '../api/credential.ts'
import { foldText } from '../text/fold-text.ts'
import { callName } from './call-name.ts'
import type { Exchange } from './exchange.ts'
import { outcomeWords, type StatusClass, statusClassOf } from './exchange-words.ts'

/** Which calls are shown. Responses of class 1xx and 3xx are only in `all`. */
export type StatusFilter = 'all' | Exclude<StatusClass, '1xx' | '3xx'>

export interface ExchangeFilter {
  status: StatusFilter
  /** Every word must occur somewhere in a call. Their order does not matter. */
  text: string
}

export interface FoundExchanges {
  shown: readonly Exchange[]
  /** Number of calls with these words, by status. */
  counts: Readonly<Record<StatusFilter, number>>
}

/** Searched text of a call. The body is separate: folding it mostly returns the same string. */
interface Index {
  head: string
  body: string
}

/**
 * Searches a log that grows while the user types. It caches an index per call, and which calls match
 * the current text. Calls must be replaced, never mutated.
 */
export function createExchangeFinder() {
  const indices = new WeakMap<Exchange, Index>()
  let query = { text: '', words: [] as string[], matches: new WeakMap<Exchange, boolean>() }

  function indexOf(exchange: Exchange): Index {
    let index = indices.get(exchange)
    if (!index) {
      index = makeIndex(exchange)
      indices.set(exchange, index)
    }
    return index
  }

  function hasWords(exchange: Exchange): boolean {
    if (query.words.length === 0) return true
    const known = query.matches.get(exchange)
    if (known !== undefined) return known
    const { head, body } = indexOf(exchange)
    const isMatch = query.words.every((word) => head.includes(word) || body.includes(word))
    query.matches.set(exchange, isMatch)
    return isMatch
  }

  return {
    /** @returns the matching calls, in the given order */
    find(exchanges: readonly Exchange[], { status, text }: ExchangeFilter): FoundExchanges {
      if (text !== query.text) query = { text, words: wordsOf(text), matches: new WeakMap() }
      const counts = { all: 0, '2xx': 0, '4xx': 0, '5xx': 0, broken: 0 }
      const shown = exchanges.filter((exchange) => {
        if (!hasWords(exchange)) return false
        const itsClass = statusClassOf(exchange)
        counts.all += 1
        if (itsClass !== '1xx' && itsClass !== '3xx') counts[itsClass] += 1
        return status === 'all' || status === itsClass
      })
      return { shown, counts }
    },
  }
}

function makeIndex(exchange: Exchange): Index {
  const { request, response, subject, requestId, test = [] } = exchange
  const lines = [
    `${request.method} ${request.url}`,
    outcomeWords(exchange),
    callName(request) ?? '',
    subject?.path ?? '',
    subject?.hash ?? '',
    requestId ?? '',
    ...test,
    ...linesOf(request.headers),
    ...linesOf(response?.headers ?? []),
  ]
  const bodies = [request.body?.text ?? '', response?.body ?? ''].filter((body) => body !== '')
  return { head: foldText(lines.join('\n')), body: foldText(bodies.join('\n')) }
}

function linesOf(headers: HeaderList): string[] {
  return headers.map(([name, value]) => `${name}: ${value}`)
}

function wordsOf(text: string): string[] {
  return foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '')
}
