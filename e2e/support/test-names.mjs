// @ts-check
import { Visitor } from 'vite'

/** @typedef {import('vite').ESTree.Program} Program */
/** @typedef {import('vite').ESTree.Node} Node */
/** @typedef {import('vite').ESTree.StringLiteral | import('vite').ESTree.TemplateElement} Text */
/** @typedef {{ start: number, end: number }} Range */

/**
 * @typedef {object} TestName
 * @property {Range[]} parts The texts of an expression, in the order of the source.
 * @property {boolean} isCell Whether it comes from a row of a table.
 */

/**
 * @param {Program} program
 * @returns {TestName[]} Titles of tests, groups and steps, and the strings of tables in them.
 */
export function findTestNames(program) {
  const constants = findConstants(program)
  /** @type {TestName[]} */
  const names = []
  new Visitor({
    CallExpression({ callee, arguments: [title] }) {
      if (!title || !TESTS.has(rootOf(callee))) return
      const texts = textsOf(title)
      if (texts.length === 0) return
      names.push({ parts: texts.map(insideQuotes), isCell: false })
      for (const cell of cellsInTitle(callee, texts, constants)) {
        names.push({ parts: [insideQuotes(cell)], isCell: true })
      }
    },
  }).visit(program)
  return names
}

const TESTS = new Set(['it', 'test', 'describe'])

/**
 * `test` of `test.describe`, `test.step`, `test.each(rows)`.
 *
 * @param {Node} callee
 * @returns {string}
 */
function rootOf(callee) {
  switch (callee.type) {
    case 'Identifier':
      return callee.name
    case 'MemberExpression':
      return rootOf(callee.object)
    case 'CallExpression':
      return rootOf(callee.callee)
    case 'TaggedTemplateExpression':
      return rootOf(callee.tag)
    default:
      return ''
  }
}

/**
 * @param {Node} node
 * @returns {Text[]} In the order of the source.
 */
export function textsOf(node) {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node] : []
    case 'TemplateLiteral':
      return node.quasis
    case 'BinaryExpression':
      return [...textsOf(node.left), ...textsOf(node.right)]
    case 'ConditionalExpression':
      return [...textsOf(node.consequent), ...textsOf(node.alternate)]
    default:
      return []
  }
}

/** @param {Text} text */
function textOf(text) {
  return text.type === 'TemplateElement' ? text.value.raw : text.value
}

/**
 * @param {Text} text
 * @returns {Range}
 */
export function insideQuotes(text) {
  if (text.type !== 'TemplateElement') return { start: text.start + 1, end: text.end - 1 }
  // In TypeScript, the range of a template part includes its delimiters. In JavaScript it does not.
  const { raw } = text.value
  const start = text.end - text.start > raw.length ? text.start + 1 : text.start
  return { start, end: start + raw.length }
}

/**
 * @param {Program} program
 * @returns {Map<string, Node>}
 */
function findConstants(program) {
  const constants = new Map()
  for (const statement of program.body) {
    if (statement.type !== 'VariableDeclaration') continue
    for (const { id, init } of statement.declarations) {
      if (id.type === 'Identifier' && init) constants.set(id.name, init)
    }
  }
  return constants
}

/**
 * The strings that `each` puts into a title, for `%s`, `$0` and `$name`.
 *
 * @param {Node} callee
 * @param {Text[]} title
 * @param {Map<string, Node>} constants
 */
function cellsInTitle(callee, title, constants) {
  if (callee.type !== 'CallExpression') return []
  const text = title.map(textOf).join('')
  const columns = [...text.matchAll(/%[a-z]/g)].map((_, index) => String(index))
  const keys = new Set([...columns, ...[...text.matchAll(/\$(\w+)/g)].map(([, key]) => key)])
  return elementsOf(callee.arguments[0], constants)
    .flatMap(cellsOf)
    .flatMap(([key, cell]) => (keys.has(key) ? textsOf(cell) : []))
    .filter((cell) => textOf(cell).includes(' '))
}

/**
 * @param {Node | undefined} node
 * @param {Map<string, Node>} constants
 * @returns {Node[]}
 */
function elementsOf(node, constants) {
  switch (node?.type) {
    case 'Identifier':
      return elementsOf(constants.get(node.name), new Map())
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return elementsOf(node.expression, constants)
    case 'ArrayExpression':
      return node.elements.filter((element) => element !== null)
    default:
      return []
  }
}

/**
 * @param {Node} row
 * @returns {[key: string, cell: Node][]}
 */
function cellsOf(row) {
  switch (row.type) {
    case 'ArrayExpression':
      return row.elements.flatMap((cell, index) => (cell ? [[String(index), cell]] : []))
    case 'ObjectExpression':
      return row.properties.flatMap((property) =>
        property.type === 'Property' && property.key.type === 'Identifier'
          ? [[property.key.name, property.value]]
          : [],
      )
    default:
      return [['0', row]]
  }
}
