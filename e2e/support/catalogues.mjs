// @ts-check
import { parseSync, Visitor } from 'vite'

/** @typedef {import('vite').ESTree.Program} Program */
/** @typedef {import('vite').ESTree.Node} Node */
/** @typedef {{ path: string, source: string }} File Its path is relative to the root. */

/**
 * Finds entries of catalogues that no file uses. A catalogue is a file that exports
 * `const words = { … }`. An entry is used as `words.group.name`, or by the use of its whole group.
 *
 * @param {readonly File[]} files Sources and catalogues, without tests.
 * @returns {string[]} `src/core/queue/words.ts: counted.failed`, in the order of the files.
 */
export function findUnusedWords(files) {
  const parsed = files
    .filter(({ source }) => /\bwords\b/.test(source))
    .map(({ path, source }) => ({ path, program: parseSync(path, source).program }))
  /** @type {Map<string, string[]>} The used paths of each catalogue. */
  const uses = new Map()
  for (const { path, program } of parsed) {
    for (const [name, catalogue] of findImports(path, program)) {
      uses.set(catalogue, [...(uses.get(catalogue) ?? []), ...findUses(program, name)])
    }
    uses.set(path, [...(uses.get(path) ?? []), ...findUses(program, 'words')])
  }
  return parsed.flatMap(({ path, program }) => {
    const used = uses.get(path) ?? []
    return findEntries(program)
      .filter((entry) => !used.some((one) => isWithin(entry, one) || isWithin(one, entry)))
      .map((entry) => `${path}: ${entry}`)
  })
}

/**
 * @param {string} path
 * @param {string} whole
 */
const isWithin = (path, whole) => whole === '' || path === whole || path.startsWith(`${whole}.`)

/**
 * @param {Program} program
 * @returns {string[]} The dotted path of each entry.
 */
function findEntries(program) {
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration') continue
    if (statement.declaration?.type !== 'VariableDeclaration') continue
    for (const { id, init } of statement.declaration.declarations) {
      if (id.type === 'Identifier' && id.name === 'words' && init) return pathsIn(init, '')
    }
  }
  return []
}

/**
 * @param {Node} node
 * @param {string} path
 * @returns {string[]}
 */
function pathsIn(node, path) {
  if (node.type === 'TSSatisfiesExpression' || node.type === 'TSAsExpression') {
    return pathsIn(node.expression, path)
  }
  if (node.type !== 'ObjectExpression') return [path]
  return node.properties.flatMap((property) => {
    if (property.type !== 'Property') return []
    const name = nameOf(property.key)
    return pathsIn(property.value, path === '' ? name : `${path}.${name}`)
  })
}

/** @param {Node} key */
function nameOf(key) {
  return key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : ''
}

/**
 * @param {string} path
 * @param {Program} program
 * @returns {[name: string, catalogue: string][]} The local names of imported catalogues.
 */
function findImports(path, program) {
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ImportDeclaration') return []
    const catalogue = new URL(statement.source.value, `file:///${path}`).pathname.slice(1)
    return statement.specifiers.flatMap((specifier) =>
      specifier.type === 'ImportSpecifier' && nameOf(specifier.imported) === 'words'
        ? [/** @type {[string, string]} */ ([specifier.local.name, catalogue])]
        : [],
    )
  })
}

/**
 * @param {Program} program
 * @param {string} name
 * @returns {string[]} Paths after the name. An empty path uses everything.
 */
function findUses(program, name) {
  /** @type {string[]} */
  const uses = []
  /** @type {Set<Node>} Objects inside longer paths, and names that are not uses. */
  const inner = new Set()
  /** @param {Node} node */
  const note = (node) => {
    const path = pathOf(node, name, inner)
    if (path !== undefined) uses.push(path)
  }
  new Visitor({
    ImportSpecifier: ({ local, imported }) => void inner.add(local).add(imported),
    VariableDeclarator({ id, init }) {
      inner.add(id)
      if (init && id.type === 'ObjectPattern') {
        const whole = pathOf(init, name, inner)
        if (whole === undefined) return
        for (const property of id.properties) {
          const key = property.type === 'Property' ? nameOf(property.key) : ''
          uses.push([whole, key].filter((part) => part !== '').join('.'))
        }
      }
    },
    Property: ({ key, computed, shorthand }) => void (computed || shorthand || inner.add(key)),
    MemberExpression(node) {
      if (!node.computed) inner.add(node.property)
      if (!inner.has(node)) note(node)
    },
    Identifier(node) {
      if (!inner.has(node)) note(node)
    },
    // A type uses no entry.
    TSTypeQuery: ({ exprName }) => void inner.add(rootOf(exprName)),
  }).visit(program)
  return uses
}

/**
 * @param {Node} name
 * @returns {Node} The first part of a qualified name.
 */
function rootOf(name) {
  return name.type === 'TSQualifiedName' ? rootOf(name.left) : name
}

/**
 * @param {Node} node
 * @param {string} name
 * @param {Set<Node>} inner Receives the objects of the path.
 * @returns {string | undefined}
 */
function pathOf(node, name, inner) {
  inner.add(node)
  if (node.type === 'Identifier') return node.name === name ? '' : undefined
  if (node.type === 'ChainExpression') return pathOf(node.expression, name, inner)
  if (node.type === 'TSAsExpression') return pathOf(node.expression, name, inner)
  if (node.type !== 'MemberExpression') {
    inner.delete(node)
    return undefined
  }
  const whole = pathOf(node.object, name, inner)
  if (whole === undefined) return undefined
  const isKnown = !node.computed || node.property.type === 'Literal'
  if (!isKnown) return whole
  const part = nameOf(node.property)
  return whole === '' ? part : `${whole}.${part}`
}
