import { listLines } from '../../text/list-lines.ts'
import { splitShellWords } from '../../text/shell-words.ts'
import { type CodeMember, type CodeTree, readCodeTree } from './code-tree.ts'
import { looksLikeJson } from './references-in-code.ts'

/** A member of a form: `model=…`, `files[0][url]=…`. */
const FORM = /^([\w.]+(?:\[\w*\])*)=/

/**
 * Reads the bodies and forms in curl commands. Undefined without such a command, and with
 * a here-document (`<<END`), in which quotes have no meaning to the shell.
 */
export function readCurl(text: string): CodeTree | undefined {
  if (!/(?:^|[\r\n;&|(])[ \t]*(?:\$[ \t]+)?curl(?:\.exe)?\s/.test(text)) return undefined
  const words = hasDocument(text) ? undefined : splitShellWords(text)
  if (!words) return undefined
  const members = words.map((word): CodeMember => {
    if (looksLikeJson(word)) return { key: undefined, value: readCodeTree(word).root }
    const path = FORM.exec(word)?.[0] ?? ''
    // The key is the last name: `url` in `files[0][url]=`, and `images` in `images[]=`.
    return { key: path.match(/[A-Za-z_]\w*/g)?.at(-1), value: word.slice(path.length) }
  })
  return { root: { open: '{', call: '', members }, constants: new Map(), comments: [] }
}

/** Whether a line ends a here-document. A prompt may have `<<END` without such a line. */
function hasDocument(text: string): boolean {
  const ends = new Set([...text.matchAll(/<<-?[ \t]*["'\\]?(\w+)/g)].map(([, end]) => end))
  return ends.size > 0 && listLines(text).some((line) => ends.has(line))
}
