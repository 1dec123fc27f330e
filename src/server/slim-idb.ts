import { type ESTree, type Plugin, parseAst, Visitor } from 'vite'
import { removeSpans } from './remove-spans.ts'

/** The function of idb that finds out whether a property iterates over cursors. */
const ITERATES = 'isIteratorProp'

/** Removes the iteration over cursors from idb, which saves 0.2 kB. The page reads slices instead. */
export function slimIdb(): Plugin {
  return {
    name: 'refdrop-slim-idb',
    apply: 'build',
    transform: {
      filter: { id: /\/idb\/build\/index\.js$/ },
      handler: (code) => ({ code: removeIteration(code), map: null }),
    },
  }
}

/** @throws {Error} when no statement adds the iteration, for example after an update */
export function removeIteration(code: string): string {
  const spans: ESTree.Span[] = []
  new Visitor({
    ExpressionStatement({ start, end }) {
      const isTop = !spans.some((span) => span.start <= start && end <= span.end)
      if (isTop && code.slice(start, end).includes(ITERATES)) spans.push({ start, end })
    },
  }).visit(parseAst(code))
  if (spans.length === 0) throw new Error(`idb has no ${ITERATES}.`)
  return removeSpans(code, spans)
}
