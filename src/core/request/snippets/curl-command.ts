import { quoteShell } from '../../text/literals.ts'
import { writeJson } from '../../text/value-code.ts'
import type { GenerationRequest } from '../generation.ts'
import { lackForKind } from './lack.ts'
import { bodyOf, endpointOf } from './request-body.ts'
import type { Snippet } from './snippet.ts'

export const curlCommand: Snippet = {
  id: 'curl',
  label: 'curl',
  language: 'bash',
  isRequest: true,
  lack: lackForKind,
  write: writeCurl,
}

/**
 * It ends without a line end, so that pasting alone runs nothing, and without
 * `--fail-with-body`, which curl knows since 7.76 only: the answer says what went wrong.
 */
function writeCurl(request: GenerationRequest): string {
  const url = endpointOf(request.api, request.kind)
  // `[1-9]` and `{a,b}` would make curl ask at several URLs.
  const options = /[[\]{}]/.test(url) ? '-sS --globoff' : '-sS'
  return [
    `curl ${options} --url ${quoteShell(url)}`,
    '-H "Authorization: Bearer $VARG_API_KEY"',
    `-H ${quoteShell('Content-Type: application/json')}`,
    `--data-raw ${quoteShell(writeBody(request))}`,
  ].join(' \\\n  ')
}

/** Older shells, asked line by line, take `!` for a former command even within single quotes. */
function writeBody(request: GenerationRequest): string {
  return writeJson(bodyOf(request)).replaceAll('!', '\\u0021')
}
