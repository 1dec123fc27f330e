import { type StyleRule, specificityOf, splitList } from './css-rules.ts'

/**
 * Assigns a cascade layer to each rule, so that the split sheets have the same effect as one sheet.
 * Of two rules that set the same property, the same one wins. Rules that differ only in their value
 * may be reordered unless they are important, because no element has two such classes.
 *
 * @param sheetOf returns the index of the rule's sheet
 * @throws {Error} when only some declarations of a rule are important
 */
export function levelsOf(
  rules: readonly StyleRule[],
  sheetOf: (rule: StyleRule) => number,
): Map<StyleRule, number> {
  const weakFirst = rules
    .map((rule, order) => ({
      rule,
      order,
      sheet: sheetOf(rule),
      specificity: specificityOf(splitList(rule.selector)[0] ?? ''),
      ...propertiesOf(rule.body),
      kind: kindOf(rule),
    }))
    .sort((a, b) => a.specificity - b.specificity || a.order - b.order)
  const [normal, important] = [false, true].map((wanted) =>
    weakFirst.filter(({ rule }) => isImportant(rule.body) === wanted),
  )
  const levels = new Map<StyleRule, number>()
  for (const [group, isReversed] of [
    [normal ?? [], false],
    // Important declarations of an earlier layer win.
    [(important ?? []).reverse(), true],
  ] as const) {
    group.forEach((one, index) => {
      let level = 0
      for (const other of group.slice(0, index)) {
        const below = levels.get(other.rule) ?? 0
        if (below < level || !overlap(one, other)) continue
        if (one.kind === other.kind && !isReversed) continue
        const [loser, winner] = isReversed ? [one, other] : [other, one]
        const isDecided = loser.specificity < winner.specificity || loser.sheet <= winner.sheet
        level = Math.max(level, isDecided ? below : below + 1)
      }
      levels.set(one.rule, level)
    })
  }
  return levels
}

interface Properties {
  names: ReadonlySet<string>
  /** The names, and those of their shorthands. */
  withShorthands: ReadonlySet<string>
}

function overlap(one: Properties, other: Properties): boolean {
  for (const name of one.names) if (other.withShorthands.has(name)) return true
  for (const name of other.names) if (one.withShorthands.has(name)) return true
  return false
}

/** A key that rules share if they differ only in their class and values. */
function kindOf({ around, selector, body }: StyleRule): string {
  const rest = selector.replace(/^\.(?:\\.|[\w-])+/, '')
  return [...around, rest === selector ? selector : rest, ...namesIn(body)].join()
}

function isImportant(body: string): boolean {
  const declarations = body.split(';').length
  const important = body.match(/!important/g)?.length ?? 0
  if (important > 0 && important !== declarations) {
    throw new Error(`Some declarations of a rule are important, others are not: ${body}`)
  }
  return important > 0
}

function propertiesOf(body: string): Properties {
  const names = new Set(namesIn(body).flatMap(longhandsOf))
  const withShorthands = new Set(names)
  for (const name of names) {
    for (let end = name.lastIndexOf('-'); end > 0; end = name.lastIndexOf('-', end - 1)) {
      withShorthands.add(name.slice(0, end))
    }
  }
  return { names, withShorthands }
}

function namesIn(body: string): string[] {
  const bare = body.replace(/"[^"]*"|\([^()]*\)/g, '')
  return Array.from(bare.matchAll(/(?:^|;)([\w-]+):/g), ([, name = '']) => name)
}

const BOX =
  /^(margin|padding|border|inset)?-?(inline|block|top|right|bottom|left)?(?:-start|-end)?-?(width|style|color)?$/

const SIDES: Record<string, readonly string[]> = {
  inline: ['left', 'right'],
  block: ['top', 'bottom'],
}

/** Common names of overlapping properties. A name that is too broad only adds layers. */
const ROOTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/radius$/, ['border-radius']],
  [/^gap$/, ['row-gap', 'column-gap']],
  [/^(align|justify|place)-/, ['place']],
  [/^line-height$/, ['font-line-height']],
  [/^inline-size$/, ['width']],
  [/^block-size$/, ['height']],
  [/^grid-(row|column|area)\b/, ['grid-area']],
]

function longhandsOf(property: string): readonly string[] {
  const name = property.replace(/^-(webkit|moz|ms)-/, '')
  const [isBox, box = 'inset', side, part] = BOX.exec(name) ?? []
  if (isBox === undefined || isBox === part) {
    return ROOTS.find(([kind]) => kind.test(name))?.[1] ?? [name]
  }
  const sides = side === undefined ? Object.values(SIDES).flat() : (SIDES[side] ?? [side])
  const parts = part === undefined && box === 'border' ? ['width', 'style', 'color'] : [part ?? '']
  return sides.flatMap((side) => parts.map((part) => `${box}-${side}-${part}`))
}
