import { type ESTree, type Plugin, parseAst, Visitor } from 'vite'
import { REACT_NAMES } from './name-react.ts'
import * as UNUSED from './slim-react-parts.ts'

const MODULE =
  /\/(?:cjs\/(react|react-dom|react-dom-client|scheduler)\.production|react-dom\/(?:index|client))\.js$/

/** What other modules import. React's modules also share their internals and compare versions. */
const EXPORTS: Record<string, string> = {
  react: `${REACT_NAMES.react}, version`,
  'react-dom': REACT_NAMES['react-dom'],
  'react-dom-client': 'createRoot',
  scheduler:
    'unstable_IdlePriority, unstable_ImmediatePriority, unstable_LowPriority, ' +
    'unstable_NormalPriority, unstable_UserBlockingPriority, unstable_cancelCallback, ' +
    'unstable_getCurrentPriorityLevel, unstable_now, unstable_requestPaint, ' +
    'unstable_scheduleCallback, unstable_shouldYield',
}

/**
 * Disables the parts of React that the page does not use, and leaves their removal to the minifiers.
 * This saves 35 kB. `nameReact` fails the build when the page imports one of them.
 */
export function slimReact(): Plugin {
  return {
    name: 'refdrop-slim-react',
    apply: 'build',
    transform: {
      filter: { id: MODULE },
      handler(code, id) {
        const module = MODULE.exec(id)?.[1] ?? ''
        if (module === 'react-dom-client') assertNames(code)
        return { code: slimModule(code, module), map: null }
      },
    },
  }
}

/** @throws {Error} when React lacks one of the names, for example after an update */
export function assertNames(code: string): void {
  const variables = [UNUSED.CONSTANTS, UNUSED.LISTED].flatMap(Object.keys)
  for (const name of [HANDLER, ...variables, ...UNUSED.IDLE]) {
    if (!code.includes(` ${name}`)) throw new Error(`React DOM has no ${name}.`)
  }
  for (const condition of Object.values(UNUSED.CONDITIONS).flatMap(Object.keys)) {
    if (!code.includes(condition)) throw new Error(`React DOM has no ${condition}.`)
  }
}

/** @param module the file name without its extension */
export function slimModule(code: string, module: string): string {
  const edits: { start: number; end: number; text: string }[] = []
  const edit = (start: number, end: number, text: string) => edits.push({ start, end, text })
  const textOf = ({ start, end }: ESTree.Span) => code.slice(start, end)
  const exported = EXPORTS[module]?.split(', ') ?? []
  /** The functions around the current node, and the program. */
  const scopes: Scope[] = [{ name: '', start: 0, variables: [], removed: [] }]
  const within = () => scopes.findLast(({ name }) => name)?.name ?? ''
  const enter = ({ id, body }: ESTree.Function | ESTree.ArrowFunctionExpression) => {
    const start = body ? body.start + 1 : 0
    scopes.push({ name: id?.name ?? '', start, variables: [], removed: [] })
    if (body && isIdle(within())) edit(body.start, body.end, '{return null}')
  }
  /** Declares the variables of removed code, because the remaining code may use them. */
  const leave = () => {
    const scope = scopes.pop()
    const names = scope?.variables.filter((one) =>
      scope.removed.some((code) => code.start <= one.start && one.start < code.end),
    )
    if (scope && names?.[0]) edit(scope.start, scope.start, `var ${names.map(textOf).join()};`)
  }

  const isUnset = (target: ESTree.Node) => {
    const text = textOf(target)
    const name = /^exports\.(?!.*INTERNALS)(.+)/.exec(text)?.[1]
    if (name !== undefined) return !exported.includes(name)
    if (target.type === 'MemberExpression' && memberValue(target) !== undefined) return true
    return Object.hasOwn(UNUSED.CONSTANTS, text) || UNUSED.METHODS.test(text)
  }
  const memberValue = ({ property, computed }: ESTree.MemberExpression): string | undefined =>
    computed ? undefined : ownValue(UNUSED.MEMBERS, textOf(property))

  /** Values that an expression never has. */
  const unusedOf = (node: ESTree.Node): ReadonlySet<unknown> | undefined => {
    const text = textOf(node)
    if (/\b(\w+T|t)ag$/.test(text)) return UNUSED.TAGS
    if (text === 'workInProgressSuspendedReason') return UNUSED.REASONS
    if (text === 'key') return UNUSED.PROPS
    if (text === 'type') return UNUSED.ELEMENTS
    // In other functions, event names decide the priority of updates.
    return text === 'domEventName' && within() === HANDLER ? NATIVE_EVENTS : undefined
  }
  const isUnused = (value: ESTree.Node | null, values?: ReadonlySet<unknown>) =>
    value?.type === 'Literal'
      ? values?.has(value.value)
      : value?.type === 'Identifier' && UNUSED.TYPES.test(value.name)

  const isAbsent = (left: ESTree.Node, right: ESTree.Node) =>
    textOf(left) === '"function"' &&
    UNUSED.ABSENT_METHODS.has(/^typeof [\w.$]+\.(\w+)$/.exec(textOf(right))?.[1] ?? '')

  new Visitor({
    AssignmentExpression({ left, right, start, end }) {
      if (!isUnset(left)) return
      edit(start, right.start, '(0,')
      edit(end, end, ')')
    },
    BinaryExpression(node) {
      const { left, right, operator, start, end } = node
      const value = ownValue(UNUSED.CONDITIONS[within()] ?? {}, textOf(node))
      if (value !== undefined) edit(start, end, value)
      else if (
        isUnused(left, unusedOf(right)) ||
        isAbsent(left, right) ||
        (right.type === 'Identifier' && UNUSED.EXCEPTIONS.test(right.name))
      ) {
        edit(start, end, String(operator.startsWith('!')))
      }
    },
    CallExpression(node) {
      const { callee, arguments: values, start, end } = node
      const name = textOf(callee)
      const [first] = values
      if (UNUSED.PURE.test(textOf(node))) edit(start, start, '/* @__PURE__ */ ')
      else if (/^register\w+Event$/.test(name)) {
        if (values.some((one) => HANDLERS.has(textOf(one)))) edit(start, end, 'null')
      } else if (isIdle(name)) {
        if (first) edit(start, first.start, '(')
        edit(first ? end - 1 : start, end, first ? ',null)' : 'null')
      }
    },
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    MemberExpression(node) {
      const value = memberValue(node)
      if (value !== undefined) edit(node.start, node.end, value)
    },
    ObjectExpression({ properties, end }) {
      properties.forEach((one, index) => {
        if (one.type !== 'Property' || !isUnusedHook(textOf(one.key))) return
        edit(one.start, properties[index + 1]?.start ?? end - 1, '')
      })
    },
    Program({ body }) {
      for (const { id, init } of body.flatMap((one) =>
        one.type === 'VariableDeclaration' ? one.declarations : [],
      )) {
        const name = textOf(id)
        const listed = UNUSED.LISTED[name]
        if (init && listed) edit(init.start, init.end, keepListed(textOf(init), listed))
        if (!init || !Object.hasOwn(UNUSED.CONSTANTS, name)) continue
        const value = UNUSED.CONSTANTS[name]
        // Minifiers do not inline a variable that functions could read before it is initialized.
        edit(0, 0, `const ${name} = ${value ?? textOf(init)};`)
        edit(id.start, id.end, `initial_${name}`)
        if (value !== undefined) edit(init.start, init.end, '0')
      }
    },
    'Program:exit': leave,
    SwitchStatement({ discriminant, cases }) {
      const values = unusedOf(discriminant)
      let isReached = false
      for (const { test, consequent, start, end } of cases) {
        if (isUnused(test, values) && (!isReached || consequent.length === 0)) {
          edit(start, end, '')
          scopes.at(-1)?.removed.push({ start, end })
        } else isReached = !/^(Break|Continue|Return|Throw)/.test(consequent.at(-1)?.type ?? '')
      }
    },
    VariableDeclarator({ id }) {
      scopes.at(-1)?.variables.push(id)
    },
  }).visit(parseAst(code))

  edits.sort((a, b) => a.start - b.start || b.end - a.end)
  let slim = ''
  let position = 0
  for (const { start, end, text } of edits) {
    // An edit around this one replaced it.
    if (start < position) continue
    slim += code.slice(position, start) + text
    position = end
  }
  return slim + code.slice(position)
}

interface Scope {
  name: string
  /** Where declarations can be added. */
  start: number
  variables: ESTree.Span[]
  removed: ESTree.Span[]
}

const ownValue = (values: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined

/** Whether a function has nothing to do. `checkDCE` only serves developer tools. */
const isIdle = (name: string): boolean => name === 'checkDCE' || UNUSED.IDLE.has(name)

/** The function that calls event handlers. */
const HANDLER = 'dispatchEventForPluginEventSystem'
const NATIVE_EVENTS = new Set([...UNUSED.UNHEARD].map((name) => name.toLowerCase()))
const HANDLERS = new Set(
  [...UNUSED.EVENTS].map((name) => `"on${name[0]?.toUpperCase()}${name.slice(1)}"`),
)

/** Removes unused names from a string that is split into a list, or from pairs. */
const keepListed = (list: string, isKept: (name: string) => boolean): string =>
  list
    .replace(/"[\w ]+"(?=\.split)/, (names) => {
      return `"${names.slice(1, -1).split(' ').filter(isKept).join(' ')}"`
    })
    .replace(/\["([\w-]+)", "[^"]*"\],?/g, (pair, name: string) => (isKept(name) ? pair : ''))

const HOOKS = REACT_NAMES.react.split(', ')

const isUnusedHook = (name: string): boolean => /^use([A-Z]|$)/.test(name) && !HOOKS.includes(name)
