import { type ESTree, type Plugin, parseAst, Visitor } from 'vite'
import { removeSpans } from './remove-spans.ts'

/** Members of hashers that no worker uses: saved states, and hashes of whole values. */
export const UNUSED_MEMBERS = [
  'calculate',
  'getExports',
  'getMemory',
  'load',
  'save',
  'setMemorySize',
  'writeMemory',
]

/** Removes members of hash-wasm's hashers, which saves 0.7 kB in the first load. */
export function slimHash(): Plugin {
  return {
    name: 'refdrop-slim-hash',
    apply: 'build',
    transform: {
      filter: { id: /hash-wasm\/dist\/index\.esm\.js$/ },
      handler: (code) => ({ code: slimHashers(code), map: null }),
    },
  }
}

/** @throws {Error} when no hasher has one of the members, for example after an update */
export function slimHashers(code: string): string {
  const missing = new Set(UNUSED_MEMBERS)
  const spans: ESTree.Span[] = []
  new Visitor({
    ObjectExpression({ properties, end }) {
      properties.forEach((one, index) => {
        if (one.type !== 'Property' || one.key.type !== 'Identifier') return
        if (!UNUSED_MEMBERS.includes(one.key.name)) return
        missing.delete(one.key.name)
        spans.push({ start: one.start, end: properties[index + 1]?.start ?? end - 1 })
      })
    },
  }).visit(parseAst(code))
  if (missing.size > 0) throw new Error(`hash-wasm has no ${[...missing].join()}.`)
  return removeSpans(code, spans)
}
