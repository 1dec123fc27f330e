// @ts-check
import { parseSync } from 'vite'
import { findCatalogueTexts, findElementTexts, isCatalogue } from './people-words.mjs'
import { findTestNames } from './test-names.mjs'

/**
 * Text for people in a source file. Each character keeps its position.
 * Quotes, comment marks and the code between two parts are blank. Code inside the text is `CODE`.
 *
 * @typedef {object} Prose
 * @property {'comment' | 'test name' | 'text' | 'words'} kind
 * @property {number} start Where the text starts in the file.
 * @property {string} text
 */

/** @typedef {import('./test-names.mjs').Range} Range */

/** Stands for a character of code, so that no phrase is found across it. */
const CODE = '\u00a7'

const MARKDOWN = /\.md$/
const STYLES = /\.css$/

/**
 * @param {string} path
 * @param {string} source
 * @returns {Prose[]}
 */
export function findProse(path, source) {
  if (MARKDOWN.test(path)) return [{ kind: 'text', start: 0, text: maskMarkdown(source) }]
  if (STYLES.test(path)) return findStyleComments(source).map((range) => toComment(source, range))
  const { program, comments, errors } = parseSync(path, source)
  if (errors[0]) throw new SyntaxError(`${path}: ${errors[0].message}`)
  return [
    ...joinLines(source, comments).map((range) => toComment(source, range)),
    ...findTestNames(program).map((name) => toTestName(source, name)),
    ...findPeopleTexts(path, program).map(({ parts }) => toWords(source, parts)),
  ]
}

/** @param {string} text */
const blank = (text) => text.replace(/[^\n]/g, ' ')

/** @param {string} text */
const asCode = (text) => text.replace(/[^\n]/g, CODE)

/** @param {string} source */
function findStyleComments(source) {
  const tokens = source.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\*[\s\S]*?\*\//g)
  return [...tokens]
    .filter(([token]) => token.startsWith('/*'))
    .map(({ index, 0: token }) => ({ start: index, end: index + token.length }))
}

/**
 * @param {string} source
 * @param {(Range & { type: 'Line' | 'Block' })[]} comments
 * @returns {Range[]} Line comments below each other are one range.
 */
function joinLines(source, comments) {
  /** @type {typeof comments} */
  const joined = []
  for (const { type, start, end } of comments) {
    const last = joined.at(-1)
    const isNextLine =
      type === 'Line' &&
      last?.type === 'Line' &&
      /^\r?\n[ \t]*$/.test(source.slice(last.end, start))
    if (isNextLine) last.end = end
    else joined.push({ type, start, end })
  }
  return joined
}

/**
 * @param {string} source
 * @param {Range} range
 * @returns {Prose}
 */
function toComment(source, { start, end }) {
  const text = source
    .slice(start, end)
    .replace(/^\/\*+|\*+\/$|^[ \t]*(?:\/\/+|\*)/gm, blank)
    .replace(/@example\b[\s\S]*?(?=\n\s*@|$)/g, asCode)
    // The type of a parameter or property.
    .replace(/@\w+\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, asCode)
  return { kind: 'comment', start, text: maskCode(text) }
}

/**
 * @param {string} source
 * @param {import('./test-names.mjs').TestName} name
 * @returns {Prose}
 */
function toTestName(source, { parts, isCell }) {
  const { start, text } = joinParts(source, parts)
  // A cell may be data, such as `a; b`.
  return { kind: 'test name', start, text: maskCode(isCell ? text.replaceAll(';', ' ') : text) }
}

/**
 * @param {string} path
 * @param {import('./test-names.mjs').Program} program
 */
function findPeopleTexts(path, program) {
  if (isCatalogue(path)) return findCatalogueTexts(program)
  return path.endsWith('.tsx') ? findElementTexts(program) : []
}

/**
 * @param {string} source
 * @param {Range[]} parts
 * @returns {Prose}
 */
function toWords(source, parts) {
  const { start, text } = joinParts(source, parts)
  return { kind: 'words', start, text: maskCode(text) }
}

/**
 * @param {string} source
 * @param {Range[]} parts
 */
function joinParts(source, parts) {
  const start = parts[0]?.start ?? 0
  let text = ''
  for (const part of parts) {
    text += blank(source.slice(start + text.length, part.start))
    text += source.slice(part.start, part.end).replace(/\\./g, '  ')
  }
  return { start, text }
}

/** @param {string} source */
function maskMarkdown(source) {
  return maskCode(
    source
      .replace(/^[ \t]*(?:>[ \t]?)+/gm, blank)
      .replace(/<\/?[a-z][^>]*>/gi, asCode)
      .replace(/(?<=\])(?:\([^)\s]*\)|: \S+)/g, asCode),
  )
}

/**
 * Masks fenced code, code spans, links to names, and URLs.
 *
 * @param {string} text
 */
function maskCode(text) {
  return text
    .replace(/^[ \t]*(```+|~~~+)[^\n]*\n[\s\S]*?(?:^[ \t]*\1|$(?![\s\S]))/gm, asCode)
    .replace(/(?<!`)(`+)(?!`)(?:(?!\n\s*\n)[\s\S])*?(?<!`)\1(?!`)/g, asCode)
    .replace(/\{@link[^}]*\}/g, asCode)
    .replace(/\b[a-z]+:\/\/[^\s)>]+/gi, asCode)
}
