import { redact } from '../../api/key.ts'
import { encodeUnseen, quoteShell, UNSEEN } from '../../text/literals.ts'
import type { Exchange } from '../exchange.ts'
import { redactExchange } from './redact-exchange.ts'
import { KEY_VARIABLE, type RepeatedCall, repeatCall } from './repeated-call.ts'

/**
 * Writes a curl command that repeats a call. It runs in any POSIX shell, in the folder of the file.
 *
 * The key comes from the environment. Only the response body is printed, so that it can be piped to
 * `jq`. Headers that curl sets itself are omitted, such as `Expect` for large bodies: see
 * {@link repeatCall}. There is no final line break, so that pasting alone does not run the command.
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
    // Otherwise curl expands `[1-9]` and `{a,b}` into several URLs.
    /[[\]{}]/.test(url) && '--globoff',
    method === 'HEAD' && '--head',
    method !== 'HEAD' && method !== implied && `-X ${quoteShell(method)}`,
  ]
    .filter((option) => typeof option === 'string')
    .join(' ')
}

/** Ends an empty header with a semicolon, because curl drops a header that ends with a colon. */
function writeHeader(name: string, value: string): string {
  return quoteVisibly(value === '' ? `${name};` : `${name}: ${value}`)
}

/** Removes the form type, which curl sets by default when there is a body. */
function dropDefaults({ headers, body }: RepeatedCall): string[] {
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type')
  return body === undefined || hasType ? [] : [`-H ${quoteShell('Content-Type:')}`]
}

/**
 * Adds `./` to names that start with a hyphen, because curl reads `@-` from standard input. Text is
 * sent raw, because it may start with `@`.
 */
function writeBody({ body }: RepeatedCall): string | undefined {
  if (body === undefined) return undefined
  if (body === 'empty') return `--data-binary ${quoteShell('')}`
  if ('text' in body) return `--data-raw ${quoteVisibly(body.text)}`
  const { fileName } = body
  return `--data-binary @${quoteVisibly(fileName.startsWith('-') ? `./${fileName}` : fileName)}`
}

/**
 * Quotes a word like {@link quoteShell}. Invisible characters become `printf` escapes, because a
 * terminal may interpret them on paste. Line breaks are kept, because `$(…)` would strip them.
 */
function quoteVisibly(word: string): string {
  return quoteShell(word)
    .replace(UNSEEN, (character) =>
      character === '\n' ? character : `'"$(printf '${octal(character)}')"'`,
    )
    .replace(/^''(?=")|(?<=")''$/g, '')
}

/** The UTF-8 bytes of a character as octal escapes for `printf`. */
function octal(character: string): string {
  const bytes = new TextEncoder().encode(character)
  return Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}
