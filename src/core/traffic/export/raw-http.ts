import type { HeaderList } from '../../api/credential.ts'
import { redact } from '../../api/key.ts'
import { encodeUnseen } from '../../text/literals.ts'
import { showInLines, showOnOneLine } from '../../text/visible-text.ts'
import type { Exchange } from '../exchange.ts'
import { describeBody, describeFailure } from './describe-call.ts'
import { reasonPhraseOf } from './reason-phrase.ts'
import { redactExchange } from './redact-exchange.ts'
import { words } from './words.ts'

/**
 * Writes request and response as on the wire, with `\n` as line breaks. Lines in angle brackets are
 * notes about a body that is not shown, or about a missing response. Each header stays on one line.
 */
export function rawHttpOf(exchange: Exchange): string {
  const redacted = redactExchange(exchange)
  return redact(`${writeRequest(redacted)}\n\n${writeResponse(redacted)}\n`)
}

function writeRequest(exchange: Exchange): string {
  const { method, url, headers, body } = exchange.request
  const target = splitUrl(encodeUnseen(url))
  const hasHost = headers.some(([name]) => name.toLowerCase() === 'host')
  const lines = [
    `${showOnOneLine(method)} ${target.path} HTTP/1.1`,
    ...(hasHost || target.host === '' ? [] : [`Host: ${target.host}`]),
    ...writeHeaders(headers),
  ]
  if (body?.text) lines.push('', showInLines(body.text))
  else if (body) lines.push('', `<${showOnOneLine(describeBody(exchange))}>`)
  return lines.join('\n')
}

function writeResponse(exchange: Exchange): string {
  const { response } = exchange
  const failure = describeFailure(exchange)
  if (!response) return `<${words.noAnswerNote(failure && showOnOneLine(failure))}>`
  const { status, headers, body, length, from } = response
  const lines = [`HTTP/1.1 ${status} ${reasonPhraseOf(status)}`.trimEnd(), ...writeHeaders(headers)]
  if (from === 'server') lines.unshift(`<${words.byServerNote}>`)
  if (body !== '') lines.push('', showInLines(body))
  if (length > body.length) lines.push(`<${words.firstCharacters(body.length, length)}>`)
  if (failure !== undefined) lines.push('', `<${showOnOneLine(failure)}>`)
  return lines.join('\n')
}

function writeHeaders(headers: HeaderList): string[] {
  return headers.map(([name, value]) => `${showOnOneLine(name)}: ${showOnOneLine(value)}`)
}

/** An invalid URL is all path. */
function splitUrl(url: string): { host: string; path: string } {
  if (!URL.canParse(url)) return { host: '', path: url }
  const { host, pathname, search } = new URL(url)
  return { host, path: pathname + search }
}
