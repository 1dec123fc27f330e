import { quoteText } from '../../text/literals.ts'
import { writeCall, writeExpression, writeMembers } from '../../text/value-code.ts'
import type { GenerationRequest } from '../generation.ts'
import { filesUnused } from '../roles.ts'
import { FORMATS } from './formats.ts'
import { lackForKind } from './lack.ts'
import { repeatHeader } from './repeat-key.ts'
import { bodyOf, urlOfCall } from './request-body.ts'
import type { Snippet } from './snippet.ts'

export const typescriptFetch: Snippet = {
  id: 'fetch',
  label: FORMATS.fetch,
  language: 'typescript',
  isRequest: true,
  lack: lackForKind,
  leftOut: filesUnused,
  write: writeFetch,
}

function writeFetch(request: GenerationRequest): string {
  const [name = '', key] = repeatHeader(request) ?? []
  const options = writeMembers({
    method: quoteText('POST'),
    headers: writeMembers({
      Authorization: `\`Bearer \${process.env.VARG_API_KEY}\``,
      '"Content-Type"': quoteText('application/json'),
      [quoteText(name)]: key && quoteText(key),
    }),
    body: writeCall('JSON.stringify', writeExpression(bodyOf(request))),
  })
  const url = quoteText(urlOfCall(request))
  return [
    `const response = await ${writeCall('fetch', url, options)};`,
    'if (!response.ok) throw new Error(await response.text());',
    'const job = await response.json();',
  ].join('\n')
}
