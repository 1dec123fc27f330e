// @ts-check
import { Visitor } from 'vite'
import { insideQuotes, textsOf } from './test-names.mjs'

/** @typedef {import('vite').ESTree.Program} Program */
/** @typedef {import('vite').ESTree.Node} Node */
/** @typedef {import('./test-names.mjs').Range} Range */

/**
 * @typedef {object} PeopleText
 * @property {Range[]} parts The texts of an expression, in the order of the source.
 * @property {string} [attribute] The attribute of an element that has it.
 */

/** Attributes that people read. */
const ATTRIBUTES = new Set(['label', 'title', 'aria-label', 'placeholder', 'alt'])

/** A catalogue of words, such as `words.ts` or `field-words.ts`. */
const CATALOGUE = /(?:^|[/-])words\.ts$/

/** @param {string} path */
export function isCatalogue(path) {
  return CATALOGUE.test(path)
}

/**
 * @param {Program} program
 * @returns {PeopleText[]} All strings of a catalogue, except of its imports and names.
 */
export function findCatalogueTexts(program) {
  /** @type {PeopleText[]} */
  const found = []
  /** @type {Set<Node>} */
  const names = new Set()
  new Visitor({
    ImportDeclaration: ({ source }) => void names.add(source),
    Property: ({ key, computed }) => void (computed || names.add(key)),
    MemberExpression: ({ property }) => void names.add(property),
    TSLiteralType: ({ literal }) => void names.add(literal),
    TemplateLiteral: (node) => void found.push({ parts: textsOf(node).map(insideQuotes) }),
    Literal(node) {
      if (typeof node.value === 'string' && !names.has(node)) {
        found.push({ parts: [insideQuotes(node)] })
      }
    },
  }).visit(program)
  return found
}

/**
 * @param {Program} program
 * @returns {PeopleText[]} Text between tags, and strings of the attributes that people read.
 */
export function findElementTexts(program) {
  /** @type {PeopleText[]} */
  const found = []
  new Visitor({
    JSXText: ({ start, end }) => void found.push({ parts: [{ start, end }] }),
    JSXExpressionContainer: ({ expression }) => {
      const parts = textsOf(expression).map(insideQuotes)
      if (parts.length > 0) found.push({ parts })
    },
    JSXAttribute({ name, value }) {
      const attribute = name.type === 'JSXIdentifier' ? name.name : name.name.name
      if (!value) return
      const texts = value.type === 'JSXExpressionContainer' ? value.expression : value
      const parts = textsOf(texts).map(insideQuotes)
      if (parts.length > 0) found.push({ parts, attribute })
    },
  }).visit(program)
  // The visitor also reports the expression of an attribute without its name.
  const named = new Set(found.flatMap(({ attribute, parts }) => (attribute ? starts(parts) : [])))
  return found.filter(({ attribute, parts }) =>
    attribute ? ATTRIBUTES.has(attribute) : !starts(parts).some((start) => named.has(start)),
  )
}

/** @param {Range[]} parts */
const starts = (parts) => parts.map(({ start }) => start)
