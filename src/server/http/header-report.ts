import type { HeaderList } from '../../core/api/credential.ts'
import { withoutSecret } from '../../core/api/key.ts'
import { redactHeaders } from '../../core/traffic/exchange.ts'
import { encodeReportedHeaders, type ReportedHeaders } from '../../core/traffic/refdrop-headers.ts'

/** Maximum characters of the header. Clients accept about 16,000 for all headers together. */
const HEADER_LIMIT = 12_288

/** Maximum characters of a value if the whole list exceeds the limit. */
const MAX_VALUE = 200

/** Headers between the page and this server. */
const INTERNAL = /^x-refdrop-/i

/** The value of the header that reports headers. Masks keys and cookies. */
export function encodeReport(reported: ReportedHeaders): string {
  const credential = credentialIn(reported.sent)
  const sent = hideSecrets(reported.sent, credential)
  const got = reported.got && hideSecrets(reported.got, credential)
  return encodeWithinLimit({ sent, ...(got && { got }) })
}

/** Cuts long values if the whole exceeds the limit. If it still does, drops the last headers. */
function encodeWithinLimit(reported: ReportedHeaders): string {
  const whole = encodeReportedHeaders(reported)
  if (whole.length <= HEADER_LIMIT) return whole
  let sent = cutValues(reported.sent)
  let got = reported.got && cutValues(reported.got)
  for (;;) {
    const brief = encodeReportedHeaders({ sent, ...(got && { got }) })
    if (brief.length <= HEADER_LIMIT) return brief
    if (got !== undefined && got.length > 0) got = got.slice(0, got.length / 2)
    else sent = sent.slice(0, sent.length / 2)
  }
}

function cutValues(headers: HeaderList): HeaderList {
  return headers.map(([name, value]) => {
    return [name, value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value]
  })
}

/** The value of `Authorization` without its scheme, whether it is a key or not. */
export function credentialIn(sent: HeaderList): string {
  const value = sent.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? ''
  return value.replace(/^\S+ +/, '')
}

/**
 * An upstream may repeat the key in any header, even encoded so that it does not start with
 * `varg_`. The secret part of the key is masked too.
 */
function hideSecrets(headers: HeaderList, credential: string): HeaderList {
  const hide = (text: string) => withoutSecret(text, credential)
  return redactHeaders(headers)
    .filter(([name]) => !INTERNAL.test(name))
    .map(([name, value]) => [hide(name), hide(value)])
}
