import { type ESTree, Visitor } from 'vite'

/** A read of a member. The path of `words.a.b` is `a.b`. */
export interface Read {
  path: string[]
  /** How many names of the path an alias replaces: one for `const text = words.a`. */
  prefix: number
  node: ESTree.MemberExpression
}

/** A constant of the module, and the expressions that read its members. */
export interface Constant {
  declarator: ESTree.VariableDeclarator
  reads: Read[]
  /** Whether it has a use of another kind, so that it must stay whole. */
  isWhole: boolean
}

type Name = { name: string } & ESTree.Span

/** The constants of a module that are object literals or member expressions. */
export function constantsOf(program: ESTree.Program): Map<string, Constant> {
  const constants = new Map<string, Constant>()
  for (const statement of program.body) {
    if (statement.type !== 'VariableDeclaration') continue
    for (const declarator of statement.declarations) {
      const { id, init } = declarator
      if (id.type === 'Identifier' && init && /^(Object|Member)Expression$/.test(init.type)) {
        constants.set(id.name, { declarator, reads: [], isWhole: false })
      }
    }
  }
  const { names, reads, locals } = namesOf(program, constants)
  for (const one of names) {
    const constant = constants.get(one.name)
    if (!constant || locals.some((local) => local.name === one.name && isWithin(one, local)))
      continue
    const read = reads.get(one.start)
    if (read) constant.reads.push(read)
    else constant.isWhole = true
  }
  return constants
}

/** `root` is missing when a part of the expression is computed, optional or not a name. */
export function staticPath(node: ESTree.Node): { root?: Name; path: string[] } {
  const path: string[] = []
  let inner = node
  while (inner.type === 'MemberExpression') {
    if (inner.computed || inner.optional || inner.property.type !== 'Identifier') return { path }
    path.unshift(inner.property.name)
    inner = inner.object
  }
  return inner.type === 'Identifier' ? { root: inner, path } : { path }
}

/** The uses of names, the reads by their start position, and the scopes where a name is local. */
function namesOf(program: ESTree.Program, constants: ReadonlyMap<string, Constant>) {
  const names: Name[] = []
  const reads = new Map<number, Read>()
  const locals: Name[] = []
  const scopes: ESTree.Span[] = []
  /** Start positions of member names and declarations, which are not uses. */
  const others = new Set([...constants.values()].map(({ declarator }) => declarator.id.start))
  const written: ESTree.Span[] = []

  const declare = (pattern: ESTree.Node | null, scope: ESTree.Span | undefined) => {
    if (!pattern || !scope) return
    for (const { name, start } of namesIn(pattern)) {
      others.add(start)
      locals.push({ name, start: scope.start, end: scope.end })
    }
  }
  const enter = (node: ESTree.Span) => void scopes.push(node)
  const leave = () => void scopes.pop()
  const enterFunction = (node: ESTree.Function | ESTree.ArrowFunctionExpression) => {
    declare(node.id, node.type === 'FunctionDeclaration' ? scopes.at(-1) : node)
    enter(node)
    for (const parameter of node.params) declare(parameter, node)
  }
  const enterLoop = (node: ESTree.ForInStatement | ESTree.ForOfStatement) => {
    enter(node)
    if (node.left.type !== 'VariableDeclaration') written.push(node.left)
  }

  new Visitor({
    FunctionDeclaration: enterFunction,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enterFunction,
    'FunctionExpression:exit': leave,
    ArrowFunctionExpression: enterFunction,
    'ArrowFunctionExpression:exit': leave,
    BlockStatement: enter,
    'BlockStatement:exit': leave,
    StaticBlock: enter,
    'StaticBlock:exit': leave,
    SwitchStatement: enter,
    'SwitchStatement:exit': leave,
    ForStatement: enter,
    'ForStatement:exit': leave,
    ForInStatement: enterLoop,
    'ForInStatement:exit': leave,
    ForOfStatement: enterLoop,
    'ForOfStatement:exit': leave,
    CatchClause(node) {
      enter(node)
      declare(node.param, node)
    },
    'CatchClause:exit': leave,
    VariableDeclaration({ kind, declarations }) {
      // A `var` has function scope and is rare, so it counts as a use.
      if (kind !== 'var') for (const { id } of declarations) declare(id, scopes.at(-1))
    },
    AssignmentExpression: ({ left }) => void written.push(left),
    UpdateExpression: ({ argument }) => void written.push(argument),
    UnaryExpression({ operator, argument }) {
      if (operator === 'delete') written.push(argument)
    },
    Property({ key, computed, shorthand }) {
      if (!computed && !shorthand) others.add(key.start)
    },
    MemberExpression(node) {
      const { root, path } = staticPath(node)
      const isRead = !written.some((span) => isWithin(node, span))
      if (root && isRead && !reads.has(root.start)) reads.set(root.start, { path, prefix: 0, node })
      if (!node.computed) others.add(node.property.start)
    },
    Identifier({ name, start, end }) {
      if (!others.has(start)) names.push({ name, start, end })
    },
  }).visit(program)
  return { names, reads, locals }
}

const isWithin = (inner: ESTree.Span, outer: ESTree.Span) =>
  outer.start <= inner.start && inner.end <= outer.end

/** The variables that a pattern declares. */
function namesIn(pattern: ESTree.Node): Name[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern]
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'Property' ? property.value : property.argument),
      )
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []))
    case 'AssignmentPattern':
      return namesIn(pattern.left)
    case 'RestElement':
      return namesIn(pattern.argument)
    default:
      return []
  }
}
