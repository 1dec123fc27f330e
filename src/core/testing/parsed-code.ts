import {
  isArrayLiteralExpression,
  isAwaitExpression,
  isCallExpression,
  isIdentifier,
  isNumericLiteral,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
  isVariableStatement,
  type Node,
  type SourceFile,
  type StringLiteral,
} from 'typescript/unstable/ast'
import { API } from 'typescript/unstable/sync'

/** Code that was parsed by TypeScript. */
export interface ParsedCode {
  /** Syntax errors, and type errors when types are checked. */
  faults: string[]
  /** The declared constants in order, each with its value. */
  constants: [name: string, value: unknown][]
  /** Whether the code has only constants and no exports. */
  isConstantsOnly: boolean
}

/** A name, or the code of an expression that is not a literal. */
interface Named {
  is: string
}

interface Called {
  call: string
  with: unknown[]
}

/**
 * Parses all sources together, because starting the compiler is slow.
 *
 * @param types also checks types, with those of Node available
 */
export function parseCode(
  extension: 'ts' | 'tsx',
  sources: readonly string[],
  types?: 'types',
): ParsedCode[] {
  const folder = '/code-to-parse'
  const options = {
    strict: true,
    noEmit: true,
    target: 'es2023',
    module: 'nodenext',
    moduleDetection: 'force',
    jsx: 'preserve',
    noLib: types === undefined,
    types: types === undefined ? [] : ['node'],
    typeRoots: [`${import.meta.dirname}/../../../node_modules/@types`],
  }
  const files = new Map<string, string>(
    sources.map((source, index) => [`${folder}/${index}.${extension}`, source]),
  )
  const config = `${folder}/tsconfig.json`
  const names = [...files.keys()]
  files.set(config, JSON.stringify({ compilerOptions: options, files: names }))
  files.set(`${folder}/package.json`, '{"type":"module"}')
  const api = new API({
    cwd: folder,
    fs: {
      readFile: (name) => files.get(name),
      fileExists: (name) => files.has(name) || undefined,
      directoryExists: (name) => name === folder || undefined,
    },
  })
  try {
    const program = api.updateSnapshot({ openProjects: [config] }).getProject(config)?.program
    return names.map((name) => {
      const file = program?.getSourceFile(name)
      if (!program || !file) throw new Error(`${name} was not parsed`)
      const faults = [
        ...program.getSyntacticDiagnostics(name),
        ...(types ? program.getSemanticDiagnostics(name) : []),
      ]
      return { faults: faults.map(({ text }) => text), ...readConstants(file) }
    })
  } finally {
    api.close()
  }
}

function readConstants({ statements }: SourceFile): Omit<ParsedCode, 'faults'> {
  const constants = statements.flatMap((statement) => {
    if (!isVariableStatement(statement) || statement.modifiers) return []
    return statement.declarationList.declarations.map(({ name, initializer }) => {
      if (!isIdentifier(name) || !initializer) throw new Error('a constant without its value')
      return [name.text, readValue(initializer)] as [string, unknown]
    })
  })
  return { constants, isConstantsOnly: constants.length === statements.length }
}

function readValue(node: Node): unknown {
  if (isStringLiteral(node)) return textOf(node)
  if (isNumericLiteral(node)) return Number(node.text)
  if (/^(?:true|false|null|-[\d.e+-]+)$/.test(node.getText())) return JSON.parse(node.getText())
  if (isArrayLiteralExpression(node)) return node.elements.map(readValue)
  if (isAwaitExpression(node)) return readValue(node.expression)
  if (isObjectLiteralExpression(node)) return Object.fromEntries(node.properties.map(memberOf))
  if (isCallExpression(node)) {
    return { call: pathOf(node.expression), with: node.arguments.map(readValue) } satisfies Called
  }
  return { is: pathOf(node) } satisfies Named
}

/**
 * Reads the literal as JSON, because the compiler's API loses byte order marks. Throws when the
 * compiler's value differs in anything else.
 */
function textOf(node: StringLiteral): string {
  const text: string = JSON.parse(node.getText())
  if (node.text.replaceAll('\ufeff', '') === text.replaceAll('\ufeff', '')) return text
  throw new Error(`${node.getText()} is ${JSON.stringify(node.text)} to the compiler`)
}

function memberOf(node: Node): [string, unknown] {
  if (!isPropertyAssignment(node)) throw new Error('a member without its value')
  if (!isIdentifier(node.name) && !isStringLiteral(node.name)) throw new Error('a computed name')
  const name = isIdentifier(node.name) ? node.name.text : textOf(node.name)
  return [name, readValue(node.initializer)]
}

function pathOf(node: Node): string {
  if (isIdentifier(node)) return node.text
  if (!isPropertyAccessExpression(node)) return node.getText()
  return `${pathOf(node.expression)}.${node.name.text}`
}
