import { expect, it } from 'vitest'
import { pseudoLocale } from './pseudo-locale.ts'

function translate(code: string, id = '/project/src/app/words.ts'): unknown {
  const { transform } = pseudoLocale()
  if (typeof transform !== 'function') throw new Error('The plugin has no transform.')
  return Reflect.apply(transform, {}, [code, id])
}

it('texts are lengthened, and what code compares or names stays', () => {
  const code = `import { a } from './a.ts'
type Way = 'in' | 'out'
const NAMES: Record<Way, string> = { in: 'Inside', 'out': 'Out' }
export const words = {
  way: (way: Way) => (way === 'in' ? NAMES['in'] : \`Go \${NAMES[way]} at \\\`once\\\`\`),
  dash: '–',
}`
  expect(translate(code)).toBe(`import { a } from './a.ts'
type Way = 'in' | 'out'
const NAMES: Record<Way, string> = { in: "⟦Îñšîdé··⟧", 'out': "⟦Öüt·⟧" }
export const words = {
  way: (way: Way) => (way === 'in' ? NAMES['in'] : \`⟦Gö ·⟧\${NAMES[way]}⟦ àt \\\`öñçé\\\`··⟧\`),
  dash: "–",
}`)
})

it('other modules stay', () => {
  expect(
    translate("export const words = { a: 'Inside' }", '/project/src/app/App.tsx'),
  ).toBeUndefined()
  expect(translate("const a = 'Inside'")).toBeUndefined()
})
