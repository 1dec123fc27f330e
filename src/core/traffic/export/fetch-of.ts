import { redact } from '../../api/key.ts'
import { encodeUnseen, quoteText } from '../../text/literals.ts'
import { writeCall, writeMembers } from '../../text/value-code.ts'
import type { Exchange } from '../exchange.ts'
import { redactExchange } from './redact-exchange.ts'
import { KEY_VARIABLE, type RepeatedCall, repeatCall } from './repeated-call.ts'

const FILES_MODULE = 'node:fs/promises'
const READ_FILE = 'await readFile'

/**
 * Writes a Node module that repeats a call and prints the response status and body. It runs in the
 * folder of the file. The key comes from the environment. Headers that `fetch` sets itself, or
 * forbids, are omitted: see {@link repeatCall}.
 */
export function fetchOf(exchange: Exchange): string {
  const call = repeatCall(redactExchange(exchange))
  const body = writeBody(call)
  const options = writeMembers({
    method: quoteText(call.method),
    headers: writeHeaders(call),
    body,
  })
  const lines = [
    body?.startsWith(READ_FILE) && `import { readFile } from ${quoteText(FILES_MODULE)};\n`,
    `const response = await ${writeCall('fetch', quoteText(encodeUnseen(call.url)), options)};`,
    'console.log(response.status, await response.text());',
  ]
  return redact(lines.filter((line) => typeof line === 'string').join('\n'))
}

function writeHeaders({ headers, needsKey }: RepeatedCall): string | undefined {
  const members: Record<string, string> = {}
  if (needsKey) members.Authorization = `\`Bearer \${process.env.${KEY_VARIABLE}}\``
  for (const [name, value] of headers) {
    // `__proto__` would set the prototype. Node's `fetch` cannot send it in any notation.
    if (name !== '__proto__') members[quoteText(name)] = quoteText(toLatin(value))
  }
  return Object.keys(members).length === 0 ? undefined : writeMembers(members)
}

/** Replaces characters outside Latin-1, for which `fetch` throws in headers. */
function toLatin(value: string): string {
  return value.replace(/[^\0-\u00ff]/gu, '?')
}

function writeBody({ method, body }: RepeatedCall): string | undefined {
  const mayHaveBody = method !== 'GET' && method !== 'HEAD'
  // For an omitted body, `fetch` sends a length of 0.
  if (!mayHaveBody || body === undefined || body === 'empty') return undefined
  if ('text' in body) return quoteText(body.text)
  return writeCall(READ_FILE, quoteText(body.fileName))
}
