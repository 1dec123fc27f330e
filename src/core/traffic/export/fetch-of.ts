import { redact } from '../../api/key.ts'
import { encodeUnseen, quoteText } from '../../text/literals.ts'
import { writeCall, writeMembers } from '../../text/value-code.ts'
import type { Exchange } from '../exchange.ts'
import { redactExchange } from './redact-exchange.ts'
import { KEY_VARIABLE, type RepeatedCall, repeatCall } from './repeated-call.ts'

const FILES_MODULE = 'node:fs/promises'

/**
 * A module for Node, run where the file is, that makes the same call and prints its status and
 * the answer's body. The key is taken from the environment. What fetch sets by itself, or
 * refuses to be told, is left out: see {@link repeatCall}.
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
    body !== undefined && `import { readFile } from ${quoteText(FILES_MODULE)};\n`,
    `const response = await ${writeCall('fetch', quoteText(encodeUnseen(call.url)), options)};`,
    'console.log(response.status, await response.text());',
  ]
  return redact(lines.filter((line) => typeof line === 'string').join('\n'))
}

function writeHeaders({ headers, needsKey }: RepeatedCall): string | undefined {
  const members: Record<string, string> = {}
  if (needsKey) members.Authorization = `\`Bearer \${process.env.${KEY_VARIABLE}}\``
  for (const [name, value] of headers) {
    // It would set the prototype, and no way of writing it gets it through Node's fetch.
    if (name !== '__proto__') members[quoteText(name)] = quoteText(toLatin(value))
  }
  return Object.keys(members).length === 0 ? undefined : writeMembers(members)
}

/** `fetch` throws at other characters in a header. */
function toLatin(value: string): string {
  return value.replace(/[^\0-\u00ff]/gu, '?')
}

function writeBody({ method, body }: RepeatedCall): string | undefined {
  const mayHaveBody = method !== 'GET' && method !== 'HEAD'
  // Without one, fetch says that its length is 0.
  if (!mayHaveBody || body === undefined || body === 'empty') return undefined
  return `await ${writeCall('readFile', quoteText(body.fileName))}`
}
