import { type ESTree, type Plugin, parseAst, Visitor } from 'vite'
import { REACT_NAMES } from './name-react.ts'

const MODULE = /\/cjs\/(react|react-dom|react-dom-client)\.production\.js$/

/** What other modules import. React's modules also share their internals and compare versions. */
const EXPORTS: Record<string, string> = {
  react: `${REACT_NAMES.react}, version`,
  'react-dom': REACT_NAMES['react-dom'],
  'react-dom-client': 'createRoot',
}

/**
 * Kinds of nodes that the page never renders, by React's numbers and names: portals, Suspense and
 * its lists, lazy components, scopes, caches, resources of `<head>`, `<body>` and what is around it,
 * view transitions.
 */
const TAGS = new Set<unknown>([4, 13, 16, 18, 19, 21, 23, 24, 26, 27, 30])
const TYPES = /^REACT_(PORTAL|SUSPENSE|SUSPENSE_LIST|LAZY|VIEW_TRANSITION)_TYPE$/

/** Variables that keep their first value without hydration and view transitions. */
const CONSTANTS = new Set([
  'hydrationErrors',
  'hydrationParentFiber',
  'isHydrating',
  'pendingViewTransition',
  'shouldStartViewTransition',
])

/** Functions that have nothing to do on the page. */
const IDLE = new Set([
  // Events that wait for hydration.
  'clearIfContinuousEvent',
  'getParentHydrationBoundary',
  'popHydrationState',
  'queueIfContinuousEvent',
  'retryIfBlockedOn',
  // Resources, and images that delay a transition.
  'accumulateSuspenseyCommitOnFiber',
  'isHostHoistableType',
  'maySuspendCommit',
  'preconnect',
  'prefetchDNS',
  'preinitModuleScript',
  'preinitScript',
  'preinitStyle',
  'preload',
  'preloadModule',
  // Functions as actions of forms.
  'extractEvents$1',
  // Refs to fragments.
  'commitFragmentInstanceDeletionEffects',
  'commitNewChildToFragmentInstances',
  'isFragmentInstanceParent',
])

/** Methods of refs to fragments, and of roots that hydrate. */
const METHODS = /^(FragmentInstance|ReactDOMHydrationRoot)\.prototype\./

/**
 * Disables the parts of React that the page does not use, and leaves their removal to the minifiers.
 * This saves 22 kB. `nameReact` fails the build when the page imports one of them.
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

/** @throws {Error} when React has no such part, as after an update */
export function assertNames(code: string): void {
  for (const name of [...CONSTANTS, ...IDLE]) {
    if (!code.includes(` ${name}`)) throw new Error(`React DOM has no ${name}.`)
  }
}

/** @param module the name of the file without its ending */
export function slimModule(code: string, module: string): string {
  const edits: { start: number; end: number; text: string }[] = []
  const edit = (start: number, end: number, text: string) => edits.push({ start, end, text })
  const textOf = ({ start, end }: ESTree.Span) => code.slice(start, end)
  const isTag = (node: ESTree.Node) => /\b(\w+T|t)ag$/.test(textOf(node))
  const exported = EXPORTS[module]?.split(', ') ?? []
  const isUnset = (target: string) => {
    const name = /^exports\.(?!.*INTERNALS)(.+)/.exec(target)?.[1]
    if (name !== undefined) return !exported.includes(name)
    return CONSTANTS.has(target) || METHODS.test(target)
  }

  new Visitor({
    AssignmentExpression({ left, right, start, end }) {
      if (!isUnset(textOf(left))) return
      edit(start, right.start, '(0,')
      edit(end, end, ')')
    },
    BinaryExpression({ left, right, operator, start, end }) {
      if (isTag(right) ? isUnusedTag(left) : isUnusedType(left)) {
        edit(start, end, String(operator.startsWith('!')))
      }
    },
    FunctionDeclaration({ id, body }) {
      if (id && body && IDLE.has(id.name)) edit(body.start, body.end, '{return null}')
    },
    MemberExpression({ property, start, end }) {
      if (textOf(property) === 'isDehydrated') edit(start, end, 'false')
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
        if (!init || !CONSTANTS.has(textOf(id))) continue
        // Minifiers do not replace a variable that functions could read before its first value.
        edit(0, 0, `const ${textOf(id)} = ${textOf(init)};`)
        edit(id.start, id.end, `initial_${textOf(id)}`)
      }
    },
    SwitchStatement({ discriminant, cases }) {
      const isUnused = isTag(discriminant) ? isUnusedTag : isUnusedType
      let isReached = false
      for (const { test, consequent, end } of cases) {
        if (!isReached && isUnused(test)) {
          const [first] = consequent
          if (!first) continue
          edit(first.start, first.start, 'if(false){')
          edit(end, end, '}')
        } else isReached = !/^(Break|Continue|Return|Throw)/.test(consequent.at(-1)?.type ?? '')
      }
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

const isUnusedTag = (node: ESTree.Node | null): boolean =>
  node?.type === 'Literal' && TAGS.has(node.value)

const isUnusedType = (node: ESTree.Node | null): boolean =>
  node?.type === 'Identifier' && TYPES.test(node.name)

const HOOKS = REACT_NAMES.react.split(', ')

const isUnusedHook = (name: string): boolean => /^use([A-Z]|$)/.test(name) && !HOOKS.includes(name)
