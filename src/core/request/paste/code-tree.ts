import { type CodeToken, readCodeTokens } from './code-tokens.ts'

/** A value in code. A number is a text. A name stands for a constant. */
export type CodeValue = string | CodeName | CodeNode

interface CodeName {
  name: string
}

/** An object, an array, the arguments of a call, or the attributes of an element. */
export interface CodeNode {
  open: string
  /** Name of the nearest call or element, such as `Video`. */
  call: string
  members: CodeMember[]
}

export interface CodeMember {
  /** Undefined for an item of an array and for a positional argument. */
  key: string | undefined
  value: CodeValue
  /** Whether it is a variable rather than a member. */
  isConstant?: boolean
  /** Whether the text is written as a number. */
  isNumber?: boolean
}

export interface CodeTree {
  root: CodeNode
  /** The latest value of each constant. */
  constants: Map<string, CodeValue>
  comments: string[]
}

/** Deeper brackets are ignored, so that calls cannot nest too deep. */
const DEEPEST = 200

const CLOSING: Record<string, string | undefined> = { '{': '}', '[': ']', '(': ')', '<': '>' }

/** Marks before a string that is a value. In a sentence, other characters precede a quote. */
const BEFORE_VALUES = /^[=:[,({?|&+]?$/

const DECLARATIONS = /^(?:const|let|var)$/

/** Nothing, before the first and after the last token. */
const EDGE: CodeToken = { type: 'mark', text: '' }

/**
 * Reads the objects, arrays and calls in JavaScript, TypeScript, TSX, Python or JSON. The text may
 * be partial code, have errors, or be no code. Runs nothing. Never throws, and takes linear time.
 */
export function readCodeTree(text: string): CodeTree {
  const root: CodeNode = { open: '{', call: '', members: [] }
  const tree: CodeTree = { root, constants: new Map(), comments: [] }
  let frame: Frame = { node: root }
  const outer: Frame[] = []
  let [before, token] = [EDGE, EDGE]

  function name(key?: string, isConstant = false): void {
    frame = { node: frame.node, key, isConstant }
  }

  function put(value: CodeValue, shorthand?: string): void {
    const { node, isConstant = false, key = shorthand } = frame
    const isNumber = typeof value === 'string' && token.type === 'number'
    node.members.push({ key, value, isConstant, isNumber })
    if (isConstant && key !== undefined) tree.constants.set(key, value)
  }

  /** Reads the token between {@link before} and the next one. */
  function step(next: CodeToken): void {
    if (token.type === 'string' || token.type === 'number') readText(token.text, markOf(next))
    else if (token.type === 'name') readName(token.text, markOf(next))
    else readMark(token.text, next)
    ;[before, token] = [token, next]
  }

  function readText(text: string, next?: string): void {
    const mark = markOf(before)
    const last = frame.node.members.at(-1)
    const isJoined = before.type === 'string' || mark === '+'
    if (next === ':' && mark !== '?') name(text)
    else if (isJoined && typeof last?.value === 'string' && last.key === frame.key) {
      frame.node.members.pop()
      put(last.value + text)
    } else if (mark !== undefined && BEFORE_VALUES.test(mark)) put(text)
  }

  function readName(text: string, next?: string): void {
    const mark = markOf(before)
    if (mark === '<') return
    if (mark === undefined) name()
    if (next === ':' && mark !== '?') name(text, DECLARATIONS.test(before.text))
    // The name is a type: `const A: string = …`.
    else if (next === '=' && mark === ':' && frame.key) name(frame.key, true)
    // Attributes of elements and arguments of Python are members.
    else if (next === '=') name(text, frame.node.open === '{')
    else if (next !== '(') put({ name: text }, frame.node.open === '{' ? text : undefined)
  }

  function readMark(text: string, next: CodeToken): void {
    if (text === ',' || text === ';') name()
    else if (CLOSING[text] && outer.length < DEEPEST) {
      const called = text === '<' ? next : before
      const call = called.type === 'name' ? called.text : frame.node.call
      const node: CodeNode = { open: text, call, members: [] }
      put(node)
      outer.push(frame)
      frame = { node }
    } else if (CLOSING[frame.node.open] === text && markOf(before) !== '=') {
      frame = outer.pop() ?? frame
    }
  }

  for (const next of readCodeTokens(text)) {
    if (next.type === 'comment') tree.comments.push(next.text)
    else step(next)
  }
  step(EDGE)
  return tree
}

/** Undefined for a value. */
function markOf({ type, text }: CodeToken): string | undefined {
  return type === 'mark' ? text : undefined
}

/** A node that is not closed yet, and the key of its next value. */
interface Frame extends Partial<Pick<CodeMember, 'key' | 'isConstant'>> {
  node: CodeNode
}
