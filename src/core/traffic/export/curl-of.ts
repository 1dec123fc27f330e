import { redact } from '../../api/key.ts'
import { encodeUnseen, quoteShell, UNSEEN } from '../../text/literals.ts'
import type { Exchange } from '../exchange.ts'
import { redactExchange } from './redact-exchange.ts'
import { KEY_VARIABLE, type RepeatedCall, repeatCall } from './repeated-call.ts'

/**
 * A command for any POSIX shell that makes the same call with curl, run where the file is.
 *
 * The key is taken from the environment. The answer's body is all that comes out, as of the
 * commands that browsers copy, so that it can be passed on to `jq`. What curl sets by itself is
 * left out (see {@link repeatCall}): it asks with `Expect` before large bodies on its own. It ends
 * without a line end, so that pasting alone runs nothing.
 */
export function curlOf(exchange: Exchange): string {
  const call = repeatCall(redactExchange(exchange))
  const parts = [
    `curl ${optionsFor(call)} --url ${quoteShell(encodeUnseen(call.url))}`,
    call.needsKey && `-H "Authorization: Bearer $${KEY_VARIABLE}"`,
    ...call.headers.map(([name, value]) => `-H ${writeHeader(name, value)}`),
    ...dropDefaults(call),
    writeBody(call),
  ]
  return redact(parts.filter((part) => typeof part === 'string').join(' \\\n  '))
}

function optionsFor({ method, url, body }: RepeatedCall): string {
  const implied = body === undefined ? 'GET' : 'POST'
  return [
    '-sS',
    // `[1-9]` and `{a,b}` would make curl ask at several URLs.
    /[[\]{}]/.test(url) && '--globoff',
    method === 'HEAD' && '--head',
    method !== 'HEAD' && method !== implied && `-X ${quoteShell(method)}`,
  ]
    .filter((option) => typeof option === 'string')
    .join(' ')
}

/** To curl, a name with a colon and nothing behind it means that the header is not to be sent. */
function writeHeader(name: string, value: string): string {
  return quoteVisibly(value === '' ? `${name};` : `${name}: ${value}`)
}

/** With a body, curl would say that it is a form. */
function dropDefaults({ headers, body }: RepeatedCall): string[] {
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type')
  return body === undefined || hasType ? [] : [`-H ${quoteShell('Content-Type:')}`]
}

/** `@-` would be what is typed, and a name after `./` means nothing else anywhere. */
function writeBody({ body }: RepeatedCall): string | undefined {
  if (body === undefined) return undefined
  if (body === 'empty') return `--data-binary ${quoteShell('')}`
  const { fileName } = body
  return `--data-binary @${quoteVisibly(fileName.startsWith('-') ? `./${fileName}` : fileName)}`
}

/**
 * As {@link quoteShell}, but what is not seen is printed by the shell: terminals obey some of it
 * when it is pasted. Line ends are harmless within quotes, and would not outlive `$(…)`.
 */
function quoteVisibly(word: string): string {
  return quoteShell(word)
    .replace(UNSEEN, (character) =>
      character === '\n' ? character : `'"$(printf '${octal(character)}')"'`,
    )
    .replace(/^''(?=")|(?<=")''$/g, '')
}

/** The bytes of a character in UTF-8, as `printf` reads them. */
function octal(character: string): string {
  const bytes = new TextEncoder().encode(character)
  return Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}
