import { foldText } from '../text/fold-text.ts'
import type { Exchange, HeaderList } from './exchange.ts'
import { outcomeWords, type StatusClass, statusClassOf } from './exchange-words.ts'

/** Calls of which status are shown. Those that are neither good nor bad, as 304, only in `all`. */
export type StatusFilter = 'all' | Exclude<StatusClass, '1xx' | '3xx'>

export interface ExchangeFilter {
  status: StatusFilter
  /** Words that must all be found, in any order and anywhere in a call. */
  text: string
}

export interface FoundExchanges {
  shown: readonly Exchange[]
  /** How many calls there are of each status in which the words are. */
  counts: Readonly<Record<StatusFilter, number>>
}

/** A call as it is searched: its body apart, for it is mostly folded as it is, and costs no copy then. */
interface Index {
  head: string
  body: string
}

/**
 * Searches a log that grows while one types: what is made of a call is made once, and it is asked
 * for the same words once. Calls must be replaced, never mutated.
 */
export function createExchangeFinder() {
  const indices = new WeakMap<Exchange, Index>()
  let asked = { text: '', words: [] as string[], answers: new WeakMap<Exchange, boolean>() }

  function indexOf(exchange: Exchange): Index {
    let index = indices.get(exchange)
    if (!index) {
      index = makeIndex(exchange)
      indices.set(exchange, index)
    }
    return index
  }

  function hasWords(exchange: Exchange): boolean {
    if (asked.words.length === 0) return true
    const answer = asked.answers.get(exchange)
    if (answer !== undefined) return answer
    const { head, body } = indexOf(exchange)
    const found = asked.words.every((word) => head.includes(word) || body.includes(word))
    asked.answers.set(exchange, found)
    return found
  }

  return {
    /** Those that fit, in their order. */
    find(exchanges: readonly Exchange[], { status, text }: ExchangeFilter): FoundExchanges {
      if (text !== asked.text) asked = { text, words: wordsOf(text), answers: new WeakMap() }
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
    subject?.path ?? '',
    subject?.hash ?? '',
    requestId ?? '',
    ...test,
    ...linesOf(request.headers),
    ...linesOf(response?.headers ?? []),
  ]
  return { head: foldText(lines.join('\n')), body: foldText(response?.body ?? '') }
}

function linesOf(headers: HeaderList): string[] {
  return headers.map(([name, value]) => `${name}: ${value}`)
}

function wordsOf(text: string): string[] {
  return foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '')
}
