import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readRules, type StyleRule, specificityOf, splitBlocks, splitList } from './css-rules.ts'
import { splitSheet } from './style-sheets.ts'

const utilities = (css: string) =>
  `@layer theme,utilities;@layer theme{:root{--a:1}}@layer utilities{${css}}`

it('the first sheet has all but the utilities that its code does not name', () => {
  const css = utilities('.a{color:red}.b\\/2{top:1px}@media print{.c{color:blue}}')
  const [first, second] = splitSheet(css, ['"x b/2 c"'])
  expect(first).toMatch(/^@layer theme,utilities/)
  expect(first).toContain('.b\\/2{top:1px}')
  expect(first).toContain('@media print{.c{color:blue}}')
  expect(first).not.toContain('.a{')
  expect(second).toBe('@layer theme{:root{--a:1;}}@layer utilities.l0{.a{color:red}}')
})

it('the first sheet has a utility whose name has quotes', () => {
  const [first] = splitSheet(utilities(`.p\\:c-\\[\\'\\'\\]:before{content:""}`), [`"p:c-['']"`])
  expect(first).toContain('content:""')
})

it('a rule of braces within strings stays whole', () => {
  expect(splitBlocks('/* { */a{content:"}"}b{c:d}')).toEqual(['a{content:"}"}', 'b{c:d}'])
})

it.each([
  ['.a', 100],
  ['.a\\:b:hover', 200],
  ['.a:before', 101],
  ['.a:is(:where(.group):hover *)', 200],
  [':where(.a>:not(:last-child))', 0],
  ['.a:not(:focus)>li::before', 202],
  ['.a[data-x="."]', 200],
  ['.a:has(input[type="radio"],.b)', 201],
])('the specificity of %s is %i', (selector, expected) => {
  expect(specificityOf(selector)).toBe(expected)
})

it('tokens are in the sheet that needs them first', () => {
  const theme = '@layer theme{:root,:host{--a:1px;--b:var(--c);--c:2px;--d:3px;--e:4px}}'
  const typed = '@property --d{inherits:false}@keyframes turn{to{top:0}}'
  const css = `${theme}@layer base{*{top:var(--a)}}${typed}`
  const rules = '@layer utilities{.x{left:var(--b)}.y{animation:turn;left:var(--d)}.z{left:0}}'
  const [first, second, third] = splitSheet(css + rules, ['x', 'y'])
  expect(first).toMatch(/^@layer theme,base,utilities,utilities\.l0;/)
  expect(first).toContain(':root,:host{--a:1px;--b:var(--c);--c:2px;}')
  expect(first).not.toMatch(/--[de]|turn/)
  expect(second).toContain('@layer theme{:root,:host{--d:3px;}}')
  expect(second).toContain(typed)
  expect(third).toBe('@layer theme{:root,:host{--e:4px;}}@layer utilities.l0{.z{left:0}}')
})

it('throws when a rule is important in part', () => {
  expect(() => splitSheet(utilities('.a{top:0!important;left:0}'), [])).toThrow('important')
})

it.each([
  ['border:0', 'border-left-width:1px'],
  ['border-color:red', 'border-inline-color:blue'],
  ['font:inherit', 'line-height:1'],
  ['overflow:auto', 'overflow-x:clip'],
  ['margin-inline:0', 'margin-left:1px'],
])('a late %s loses to an early %s', (late, early) => {
  const [first, second] = splitSheet(utilities(`.a{${late}}.b{${early}}`), ['b'])
  expect(first).toContain(`@layer utilities.l1{.b{${early}}}`)
  expect(second).toContain(`@layer utilities.l0{.a{${late}}}`)
})

it('classes that differ only in their values need no order', () => {
  const [first, second] = splitSheet(utilities('.a{top:0}.b{top:1px}'), ['b'])
  expect(first).toContain('@layer utilities.l0{.b')
  expect(second).toContain('@layer utilities.l0{.a')
})

const property = fc.constantFrom('top', 'inset', 'color', 'padding', 'padding-left')
const rule = fc.record({
  property,
  variant: fc.constantFrom('', ':hover', ':hover:focus'),
  isImportant: fc.boolean(),
  isMedia: fc.boolean(),
  sheet: fc.constantFrom(0, 1, 2),
})

it('three sheets decide as one did', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 12 }), (specs) => {
      const css = specs.map(({ property, variant, isImportant, isMedia }, index) => {
        const text = `.c${index}${variant}{${property}:${index}${isImportant ? '!important' : ''}}`
        return isMedia ? `@media print{${text}}` : text
      })
      const scripts = [0, 1].map((sheet) =>
        specs.map((spec, index) => (spec.sheet === sheet ? `c${index}` : '')).join(' '),
      )
      const sheets = splitSheet(utilities(css.join('')), scripts)
      const before = rank(utilities(css.join('')))
      const after = rank(sheets.join(''))
      expect(after.length).toBe(before.length)
      for (const [index, one] of before.entries()) {
        for (const other of before.slice(index + 1)) {
          if (!shareProperty(one, other) || isAlike(one, other)) continue
          expect(after.indexOf(one) < after.indexOf(other), `${one} ${other}`).toBe(true)
        }
      }
    }),
  )
})

/** Whether rules differ in nothing but their class and value. */
const isAlike = (one: string, other: string) =>
  !/important/.test(one) && one.replace(/\d+/g, '') === other.replace(/\d+/g, '')

const shareProperty = (...rules: string[]) => {
  const [one = '', other = ''] = rules.map((text) => /\{([a-z]+)/.exec(text)?.[1])
  return one === other || [one, other].every((name) => name === 'top' || name === 'inset')
}

/** The utilities of a sheet, the weakest first. */
function rank(css: string): string[] {
  const layers: StyleRule[][] = []
  for (const block of splitBlocks(css)) {
    const level = /^@layer utilities(?:\.l(\d+))?\{/.exec(block)
    if (!level) continue
    const rules = readRules(block.slice(level[0].length, -1))
    const at = Number(level[1] ?? 0)
    layers[at] = [...(layers[at] ?? []), ...rules]
  }
  return layers
    .flatMap((rules = [], layer) => rules.map((rule, order) => ({ rule, layer, order })))
    .map(({ rule, layer, order }) => {
      const isImportant = rule.body.includes('!important')
      const specificity = specificityOf(splitList(rule.selector)[0] ?? '')
      return {
        text: `${rule.around.join('')}${rule.selector}{${rule.body}}`,
        place: [Number(isImportant), isImportant ? -layer : layer, specificity, order],
      }
    })
    .sort((a, b) => {
      const index = a.place.findIndex((part, at) => part !== b.place[at])
      return (a.place[index] ?? 0) - (b.place[index] ?? 0)
    })
    .map(({ text }) => text)
}
