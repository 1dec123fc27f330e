import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { expect, it } from 'vitest'

const SOURCE = fileURLToPath(new URL('.', import.meta.url))

/** Props that hold something to draw, never a bare text. */
const DRAWN = new Set(
  'account aside button children found pills rows sandboxStorage skipped thumbnail underWay'.split(
    ' ',
  ),
)

/** The fields of a syntax tree node that this test reads. */
interface AstNode {
  type: string
  start: number
  [field: string]: unknown
}

const isNode = (value: unknown): value is AstNode =>
  typeof value === 'object' && value !== null && 'type' in value

function isElement(value: unknown): boolean {
  if (!isNode(value)) return false
  return value.type === 'ParenthesizedExpression'
    ? isElement(value.expression)
    : value.type === 'JSXElement'
}

/** What a child of a JSX element may put into the document. */
type Part = 'text' | 'text that changes' | 'element' | 'element that comes and goes'

/**
 * Bare texts that share their element with something that may be inserted or removed. Page
 * translators replace text nodes. React then throws when it removes such a node, or inserts
 * something before it. A text that is the only child is safe.
 */
function findBareTexts(path: string, source: string): string[] {
  const { program } = parseSync(path, source, { lang: 'tsx' })
  const icons = new Set<string>()
  /** Constants of the file that are elements. */
  const elements = new Set<string>()
  const found: string[] = []
  visit(program as unknown as AstNode)
  return found

  function visit(node: AstNode): void {
    if (node.type === 'ImportDeclaration' && (node.source as AstNode).value === 'lucide-react') {
      for (const { local } of node.specifiers as { local: { name: string } }[])
        icons.add(local.name)
    }
    if (node.type === 'VariableDeclarator' && isElement(node.init)) {
      elements.add(String((node.id as AstNode).name))
    }
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      const parts = (node.children as AstNode[]).flatMap(partsOf)
      const hasText = parts.some((part) => part.startsWith('text'))
      const changes = parts.some((part) => part === 'text that changes' || part.endsWith('goes'))
      if (parts.length > 1 && hasText && changes) {
        const line = source.slice(0, node.start).split('\n').length
        found.push(`${path}:${line} ${parts.join(', ')}`)
      }
    }
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child)
    }
  }

  function partsOf(child: AstNode): Part[] {
    switch (child.type) {
      case 'JSXText':
        return /^\s*$/.test(String(child.value)) && /\n/.test(String(child.value)) ? [] : ['text']
      case 'JSXElement':
        return [isSteady(child) ? 'element' : 'element that comes and goes']
      case 'JSXExpressionContainer':
        return partsOfExpression(child.expression as AstNode)
      default:
        return ['element that comes and goes']
    }
  }

  /** Whether an element always renders: HTML elements and icons do, our components may not. */
  function isSteady(element: AstNode): boolean {
    const { name } = (element.openingElement as AstNode).name as { name?: string }
    return name !== undefined && (/^[a-z]/.test(name) || icons.has(name))
  }

  function partsOfExpression(expression: AstNode): Part[] {
    switch (expression.type) {
      case 'JSXEmptyExpression':
        return []
      case 'Literal':
        return ['text']
      case 'JSXElement':
        return partsOf(expression)
      case 'ParenthesizedExpression':
        return partsOfExpression(expression.expression as AstNode)
      case 'ConditionalExpression':
      case 'LogicalExpression':
        return mayBeText(expression) ? ['text that changes'] : ['element that comes and goes']
      default:
        return mayBeText(expression) ? ['text'] : ['element that comes and goes']
    }
  }

  /** Decides by names, because the syntax tree has no types. */
  function mayBeText(expression: AstNode): boolean {
    switch (expression.type) {
      case 'JSXElement':
      case 'JSXFragment':
        return false
      case 'ConditionalExpression':
        return (
          mayBeText(expression.consequent as AstNode) || mayBeText(expression.alternate as AstNode)
        )
      case 'LogicalExpression':
        return mayBeText(expression.right as AstNode)
      case 'ParenthesizedExpression':
        return mayBeText(expression.expression as AstNode)
      case 'Identifier':
        return !DRAWN.has(String(expression.name)) && !elements.has(String(expression.name))
      case 'MemberExpression':
        return !DRAWN.has(String((expression.property as AstNode).name))
      case 'Literal':
        return expression.value !== null
      case 'CallExpression': {
        const callee = expression.callee as AstNode
        const called = (callee.property as AstNode | undefined)?.name ?? callee.name
        return !/^(map|flatMap|render[A-Z]\w*)$/.test(String(called))
      }
      default:
        return true
    }
  }
}

const paths = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.tsx'),
)

it.each([
  '<p>{isNew && <b />} text</p>',
  '<p>text {isNew ? <b /> : null}</p>',
  '<Button>{isOn ? <Play /> : <Pause />} {label}</Button>',
  "<p>{isOn ? 'on' : <b />} text</p>",
  '<p>{count} files{more && words}</p>',
  '<p>{tags.map((tag) => <b key={tag} />)} text</p>',
  '<><Part /> text</>',
  '<p>text <Part /></p>',
  "const bold = isNew ? <b /> : 'text'; <p>{isNew && <b />}{bold}</p>",
])('the check finds a bare text in %s', (source) => {
  expect(findBareTexts('a.tsx', source)).toHaveLength(1)
})

it.each([
  '<p>text</p>',
  '<p>{isNew ? <b /> : text}</p>',
  '<p>{count} of {total}</p>',
  '<p><b>a</b> text</p>',
  '<p>{isNew && <b />}<span>text</span></p>',
  'const bold = (<b />); <p>{isNew && <b />}{bold}</p>',
])('the check finds nothing in %s', (source) => {
  expect(findBareTexts('a.tsx', source)).toEqual([])
})

it('no text stands beside something that comes and goes', () => {
  const found = paths.flatMap((path) =>
    findBareTexts(path, readFileSync(join(SOURCE, path), 'utf8')),
  )
  expect(found).toEqual([])
})
