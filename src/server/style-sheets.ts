import { readRules, type StyleRule, splitBlocks, splitList, writeRules } from './css-rules.ts'
import { splitTokens } from './css-tokens.ts'
import { levelsOf } from './style-levels.ts'

const UTILITIES = '@layer utilities{'

/** Initial values for browsers without `@property`. The page supports none of them. */
const FALLBACKS = '@layer properties{'

/**
 * Splits a Tailwind stylesheet into sheets that together have the same effect. Each sheet gets the
 * utilities that its scripts name and no earlier sheet has. The last gets the rest.
 *
 * @param scripts the code of each sheet but the last
 * @returns one sheet more than there are scripts. The first also has the styles that are not
 *   utilities, except tokens that only later sheets use
 */
export function splitSheet(css: string, scripts: readonly string[]): string[] {
  const named = scripts.map((code) => ({ code, names: new Set(code.split(/[\s"'`{}$]+/)) }))
  const blocks = splitBlocks(css).filter((block) => !block.trim().startsWith(FALLBACKS))
  const others = blocks.filter((block) => !block.startsWith(UTILITIES))
  const rules = blocks
    .filter((block) => block.startsWith(UTILITIES))
    .flatMap((block) => readRules(block.slice(UTILITIES.length, -1)))
  const numbers = new Map(
    rules.map((rule) => {
      const index = named.findIndex(({ code, names }) => isNamed(rule.selector, names, code))
      return [rule, index < 0 ? scripts.length : index]
    }),
  )
  const sheetOf = (rule: StyleRule) => numbers.get(rule) ?? 0
  const levels = levelsOf(rules, sheetOf)
  const count = Math.max(0, ...levels.values()) + 1

  const utilities = Array.from({ length: scripts.length + 1 }, (_, number) => {
    const kept = rules.filter((rule) => sheetOf(rule) === number)
    return Array.from({ length: count }, (_, level) => {
      const css = writeRules(kept.filter((rule) => levels.get(rule) === level))
      return css && `@layer utilities.${nameOf(level)}{${css}}`
    }).join('')
  })
  const layers = blocks.flatMap((block) => /^@layer ([^{;]+)/.exec(block)?.[1]?.split(',') ?? [])
  for (let level = 0; level < count; level++) layers.push(`utilities.${nameOf(level)}`)
  const tokens = splitTokens(
    others,
    scripts.map((code, number) => utilities[number] + code),
  )
  const sheets = utilities.map((css, number) => (tokens[number] ?? '') + css)
  return [`@layer ${layers.join()};${sheets[0]}`, ...sheets.slice(1)]
}

const nameOf = (level: number) => `l${level}`

/** Whether code contains the class of a selector. For a class with quotes, its start is enough. */
function isNamed(list: string, names: ReadonlySet<string>, code: string): boolean {
  return splitList(list).some((selector) => {
    const name = classOf(selector.replace(/:where\([^()]*\)/g, '')) ?? classOf(selector)
    if (name === undefined) return true
    const [start = ''] = name.split(/["'`{}$\\]/)
    return start === name ? names.has(name) : code.includes(start)
  })
}

/** The first class of a selector without escapes. */
function classOf(selector: string): string | undefined {
  return /\.((?:\\[0-9a-f]{1,6} ?|\\.|[\w-])+)/
    .exec(selector)?.[1]
    ?.replace(/\\([0-9a-f]{1,6}) ?/g, (_all, hex: string) =>
      String.fromCodePoint(parseInt(hex, 16)),
    )
    .replace(/\\(.)/g, '$1')
}
