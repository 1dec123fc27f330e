import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build, type Rolldown } from 'vite'
import { describe, expect, it } from 'vitest'
import { nameReact, REACT_NAMES } from './name-react.ts'
import { assertNames, slimModule, slimReact } from './slim-react.ts'
import * as UNUSED from './slim-react-parts.ts'
import { TERSER_OPTIONS } from './terser-options.ts'

const run = promisify(execFile)

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
    ['a call', 'f(preload(a, b = 1), maySuspendCommit())', 'f((a, b = 1,null), null)'],
    ['hydration', 'if (root.state.isDehydrated) f()', 'if (false) f()'],
    ['a member', 'if (null !== a.cachePool) a.cachePool = f()', 'if (null !== null) (0,f())'],
    ['a method of classes', '"function" === typeof a.b.componentDidMount && f()', 'false && f()'],
    ['what is thrown', 'thrown === SuspenseException || f()', 'false || f()'],
    [
      'a condition',
      'function dispatchEvent() { null === blockedOn ? f() : g() } null === blockedOn',
      'function dispatchEvent() { true ? f() : g() } null === blockedOn',
    ],
    [
      'a property',
      'switch (key) { case "xmlLang": f(); break; case "style": g() }',
      'switch (key) {  case "style": g() }',
    ],
    [
      'an event',
      'registerSimpleEvent(WHEEL, "onWheel"); registerSimpleEvent("click", "onClick")',
      'null; registerSimpleEvent("click", "onClick")',
    ],
    [
      'a handler',
      'function dispatchEventForPluginEventSystem() { switch (domEventName) { case "wheel": case "click": f() } }',
      'function dispatchEventForPluginEventSystem() { switch (domEventName) {  case "click": f() } }',
    ],
    [
      'names of attributes',
      'var aliases = new Map([["htmlFor", "for"],["xHeight", "x-height"]]);',
      'var aliases = new Map([["htmlFor", "for"],]);',
    ],
    [
      'names of styles',
      'var unitlessNumbers = new Set("boxFlex flex zIndex".split(" "));',
      'var unitlessNumbers = new Set("flex zIndex".split(" "));',
    ],
    ['a result', 'var a = assign({}, b)', 'var a = /* @__PURE__ */ assign({}, b)'],
    [
      'a variable',
      'var a = 1, isHydrating = !1; f((isHydrating = !0))',
      'const isHydrating = !1;var a = 1, initial_isHydrating = !1; f(((0,!0)))',
    ],
    [
      'a variable with another value',
      'var canUseDOM = f(); canUseDOM && g()',
      'const canUseDOM = true;var initial_canUseDOM = 0; canUseDOM && g()',
    ],
    ['a type', 'switch (type) { case REACT_LAZY_TYPE: f() }', 'switch (type) {  }'],
    [
      'a case',
      'switch (a.tag) { case 5: f(); break; case 27: case 26: g(); break; case 3: h() }',
      'switch (a.tag) { case 5: f(); break;   case 3: h() }',
    ],
    [
      'a case without its variables',
      'function f() { switch (a.tag) { case 27: var b = 1; case 5: b = 2 } return b }',
      'function f() {var b; switch (a.tag) {  case 5: b = 2 } return b }',
    ],
  ])('disables %s that the page does not use', (_what, code, expected) => {
    expect(slimClient(code)).toBe(expected)
  })

  it.each([
    ['another case leads to it', 'switch (a.tag) { case 5: f(); case 27: g() }'],
    ['its call changes an object', 'assign(a.prototype, b)'],
    ['its event has a handler', 'switch (domEventName) { case "wheel": f() }'],
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

it('keeps what React DOM calls of the scheduler', () => {
  const code = slimModule(read('node_modules/scheduler/cjs/scheduler.production.js'), 'scheduler')
  const called = new Set(CLIENT.match(/(?<=Scheduler\.)unstable_(?!setDisable)\w+/g))
  expect(called.size).toBe(11)
  for (const name of called) expect(code).toMatch(new RegExp(`^ *exports\\.${name} =`, 'm'))
  expect(code).not.toMatch(/exports\.unstable_(next|runWithPriority) =/)
})

describe('assertNames', () => {
  it('finds each name in React DOM', () => {
    expect(() => assertNames(CLIENT)).not.toThrow()
  })

  it.each(['isHydrating', 'trackUsedThenable', 'null === blockedOn'])(
    'throws an error when React DOM has no %s',
    (part) => {
      expect(() => assertNames(CLIENT.replaceAll(part, 'renamed'))).toThrow(
        `React DOM has no ${part}.`,
      )
    },
  )
})

// It builds React and lints the result.
it('leaves no variable without its declaration', { timeout: 60_000 }, async () => {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'code',
        enforce: 'pre',
        resolveId: (id) => (id === 'page.js' ? id : undefined),
        load: (id) =>
          id === 'page.js' ? "export { createRoot } from 'react-dom/client'" : undefined,
      },
      nameReact(),
      slimReact(),
    ],
    build: {
      write: false,
      minify: 'terser',
      terserOptions: TERSER_OPTIONS,
      rolldownOptions: { input: 'page.js', preserveEntrySignatures: 'strict' },
    },
  })
  const folder = await mkdtemp(join(tmpdir(), 'slim-react-'))
  const file = join(folder, 'page.js')
  await writeFile(file, (made as Rolldown.RolldownOutput).output[0].code)
  const config = {
    files: { maxSize: 1_000_000 },
    // React looks for its developer tools.
    javascript: { globals: ['__REACT_DEVTOOLS_GLOBAL_HOOK__'] },
  }
  await writeFile(join(folder, 'biome.json'), JSON.stringify(config))
  const biome = new URL('../../node_modules/.bin/biome', import.meta.url).pathname
  const only = '--only=correctness/noUndeclaredVariables'
  const { stdout } = await run(biome, ['lint', only, file], { cwd: folder })
  await rm(folder, { recursive: true })
  expect(stdout).toContain('Checked 1 file')
})

it('disables nothing that the page imports', () => {
  expect(Object.values(REACT_NAMES).join()).not.toMatch(
    /Profiler|Suspense|ViewTransition|lazy|createPortal|pre(connect|fetch|init|load)|hydrate/,
  )
})

describe('components', () => {
  const SOURCES = readdirSync(new URL('..', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|^server|testing\//.test(path))
    .map((path) => ({ path, code: read(`src/${path}`) }))
  const COMPONENTS = SOURCES.filter(({ path }) => path.endsWith('.tsx'))
  const pathsWith = (pattern: RegExp, sources = SOURCES) =>
    sources.filter(({ code }) => pattern.test(code)).map(({ path }) => path)

  it('render nothing that is disabled', () => {
    const elements =
      /<(form|button|input)\b[^<]*\b(formAction|action)=|<Fragment\b[^<]*\bref=|<(title|meta|link|style|script|math|html|head|body)\b|<[a-z]+-|\.Consumer\b/
    expect(COMPONENTS.length).toBeGreaterThan(100)
    expect(pathsWith(elements, COMPONENTS)).toEqual([])
  })

  it('handle no event and set no property that is disabled', () => {
    const dropzone = {
      path: 'react-dropzone',
      code: read('node_modules/react-dropzone/dist/index.js'),
    }
    const handlers = [...UNUSED.EVENTS].map((name) => `on${name[0]?.toUpperCase()}${name.slice(1)}`)
    const words = new RegExp(`\\b(${[...handlers, ...UNUSED.PROPS].join('|')})\\b`)
    expect(pathsWith(words, [...COMPONENTS, dropzone])).toEqual([])
  })

  it('use only listed attributes with a hyphen, and styles without a unit', () => {
    const { aliases, unitlessNumbers } = UNUSED.LISTED
    const hyphens = Array.from(CLIENT.matchAll(/\["([\w-]+)", "[^"]*"\]/g), ([, name = '']) => name)
    const numbers = /"(animationIterationCount [^"]*)"/.exec(CLIENT)?.[1]?.split(' ') ?? []
    const isListed = (name: string) => aliases?.(name) || unitlessNumbers?.(name)
    const others = [...hyphens, ...numbers].filter((name) => !isListed(name))
    expect(others.length).toBeGreaterThan(100)
    const attributes = new RegExp(`[\\s{](${others.join('|')})(=|: ?['"\`\\d])`)
    expect(pathsWith(attributes, COMPONENTS)).toEqual([])
  })

  it('throw no promise, render no iterator and use forwarded refs nowhere', () => {
    const waiting =
      /startTransition\(async|\bforwardRef\b|\{[^{}]*\.(values|keys|entries)\(\)(\.map[^{}]*)?\}\s*</
    expect(pathsWith(waiting, COMPONENTS)).toEqual([])
    const classes = SOURCES.filter(({ code }) => /extends (\w+\.)?(Pure)?Component\b/.test(code))
    expect(classes.map(({ path }) => path)).toEqual(['ui/Boundary.tsx'])
    const methods = [...UNUSED.ABSENT_METHODS].filter((name) => name !== 'then')
    const members = new RegExp([...methods, 'contextType', 'defaultProps'].join('|'))
    expect(pathsWith(members)).toEqual([])
    expect(pathsWith(/\buse\((?!context\))/, COMPONENTS)).toEqual([])
  })
})
