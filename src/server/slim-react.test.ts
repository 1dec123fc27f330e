import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { REACT_NAMES } from './name-react.ts'
import { assertNames, slimModule } from './slim-react.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

const CLIENT = read('node_modules/react-dom/cjs/react-dom-client.production.js')

const slimClient = (code: string) => slimModule(code, 'react-dom-client')

describe('slimModule', () => {
  it.each([
    ['an export', 'exports.hydrateRoot = f;', '(0,f);'],
    ['a method', 'FragmentInstance.prototype.a = B.prototype.a = f;', '(0,B.prototype.a = f);'],
    [
      'a comparison',
      '27 === fiber.tag || 5 !== tag || 4 !== nodeTag',
      'false || 5 !== tag || true',
    ],
    ['a hook', 'use({ useId: a, useOptimistic: b, useMemo: c })', 'use({ useId: a, useMemo: c })'],
    ['a function', 'function preload(a) { return a }', 'function preload(a) {return null}'],
    ['hydration', 'if (root.state.isDehydrated) f()', 'if (false) f()'],
    [
      'a variable',
      'var a = 1, isHydrating = !1; f((isHydrating = !0))',
      'const isHydrating = !1;var a = 1, initial_isHydrating = !1; f(((0,!0)))',
    ],
    [
      'a type',
      'switch (type) { case REACT_LAZY_TYPE: f() }',
      'switch (type) { case REACT_LAZY_TYPE: if(false){f()} }',
    ],
    [
      'a case',
      'switch (a.tag) { case 5: f(); break; case 27: case 26: g(); break; case 3: h() }',
      'switch (a.tag) { case 5: f(); break; case 27: case 26: if(false){g(); break;} case 3: h() }',
    ],
  ])('disables %s that the page does not use', (_what, code, expected) => {
    expect(slimClient(code)).toBe(expected)
  })

  it.each([
    ['another case leads to it', 'switch (a.tag) { case 5: f(); case 27: g() }'],
    ['it shares code with another case', 'switch (a.tag) { case 27: case 5: f() }'],
    ['its number means something else', 'switch (lane) { case 4: case 16: f() } 4 === lane'],
    ['the page uses it', 'exports.createRoot = function () { return 5 === a.tag }'],
    ['a local variable has its name', 'function f() { var isHydrating = g(); return isHydrating }'],
  ])('leaves code as it is when %s', (_why, code) => {
    expect(slimClient(code)).toBe(code)
  })

  it('keeps what the modules of React share', () => {
    const code = slimModule(read('node_modules/react/cjs/react.production.js'), 'react')
    expect(code).toMatch(/exports\.__CLIENT_INTERNALS_\w+ =/)
    expect(code).toContain('exports.version =')
    expect(code).toContain('exports.useState =')
    expect(code).not.toContain('exports.lazy =')
  })
})

describe('assertNames', () => {
  it('finds each name in React DOM', () => {
    expect(() => assertNames(CLIENT)).not.toThrow()
  })

  it('throws an error when React DOM has no such part', () => {
    expect(() => assertNames(CLIENT.replaceAll('isHydrating', 'hydrates'))).toThrow(
      'React DOM has no isHydrating.',
    )
  })
})

it('disables nothing that the page imports', () => {
  expect(Object.values(REACT_NAMES).join()).not.toMatch(
    /Suspense|ViewTransition|lazy|createPortal|pre(connect|fetch|init|load)|hydrate/,
  )
})

it('disables nothing that a component renders', () => {
  const UNUSED =
    /<(form|button|input)\b[^<]*\b(formAction|action)=|<Fragment\b[^<]*\bref=|<(title|meta|link|style|script|html|head|body)\b/
  const components = readdirSync(new URL('..', import.meta.url), {
    recursive: true,
    encoding: 'utf8',
  }).filter((path) => path.endsWith('.tsx'))
  expect(components.length).toBeGreaterThan(100)
  expect(components.filter((path) => UNUSED.test(read(`src/${path}`)))).toEqual([])
})
