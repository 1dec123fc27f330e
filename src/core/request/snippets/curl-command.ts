import { quoteShell } from '../../text/literals.ts'
import { writeJson } from '../../text/value-code.ts'
import type { GenerationRequest } from '../generation.ts'
import { filesUnused } from '../roles.ts'
import { FORMATS } from './formats.ts'
import { lackForKind } from './lack.ts'
import { repeatHeader } from './repeat-key.ts'
import { bodyOf, urlOfCall } from './request-body.ts'
import type { Snippet } from './snippet.ts'

export const curlCommand: Snippet = {
  id: 'curl',
  label: FORMATS.curl,
  language: 'bash',
  isRequest: true,
  lack: lackForKind,
  leftOut: filesUnused,
  write: writeCurl,
}

/**
 * Writes no final line end, so that pasting does not run the command. Omits `--fail-with-body`,
 * which needs curl 7.76: the response already explains an error.
 */
function writeCurl(request: GenerationRequest): string {
  const url = urlOfCall(request)
  const repeats = repeatHeader(request)
  // curl would expand `[1-9]` and `{a,b}` to several URLs.
  const options = /[[\]{}]/.test(url) ? '-sS --globoff' : '-sS'
  return [
    `curl ${options} --url ${quoteShell(url)}`,
    '-H "Authorization: Bearer $VARG_API_KEY"',
    `-H ${quoteShell('Content-Type: application/json')}`,
    ...(repeats ? [`-H ${quoteShell(repeats.join(': '))}`] : []),
    `--data-raw ${quoteShell(writeBody(request))}`,
  ].join(' \\\n  ')
}

/** Escapes `!`. Older interactive shells expand it to an earlier command, even in single quotes. */
function writeBody(request: GenerationRequest): string {
  return writeJson(bodyOf(request)).replaceAll('!', '\\u0021')
}
