import { refuseField } from '../../core/api/field-problem.ts'
import { parseJson } from '../../core/text/parse-json.ts'
import { readBody } from './read-body.ts'
import type { SandboxRequest } from './sandbox-request.ts'
import { errorResponse, type SandboxResponse } from './sandbox-response.ts'

/** Maximum size of a request, in bytes. */
const REQUEST_LIMIT = 1_048_576

/** Maximum levels of nested lists and objects. Node cannot serialize 5,000 of them. */
const MAX_LEVELS = 500

/**
 * Reads a body as JSON. Bytes after the limit are not read.
 *
 * @throws {BodyAborted}
 */
export async function readJson(
  sandboxRequest: SandboxRequest,
): Promise<{ text: string; data: unknown } | { refusal: SandboxResponse }> {
  const text = await readText(sandboxRequest)
  if (text === undefined) {
    const message = `A request may have at most ${REQUEST_LIMIT} bytes.`
    return { refusal: errorResponse(413, { error: 'PayloadTooLargeError', message }) }
  }
  const data = parseJson(text)
  const isDeep = hasMoreLevels(data, MAX_LEVELS)
  if (data !== undefined && !isDeep) return { text, data }
  const refusal = refuseField(isDeep ? 'The body has too many levels.' : 'The body is not JSON.')
  if (sandboxRequest.version === 2) refusal.error = 'invalid_json'
  return { refusal: errorResponse(400, refusal) }
}

/** Undefined when the body is too large. */
async function readText(sandboxRequest: SandboxRequest): Promise<string | undefined> {
  const { headers } = sandboxRequest.request
  if (Number(headers['content-length'] ?? 0) > REQUEST_LIMIT) return undefined
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of readBody(sandboxRequest)) {
    size += chunk.byteLength
    if (size > REQUEST_LIMIT) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function hasMoreLevels(data: unknown, most: number): boolean {
  let level: unknown[] = [data]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
  }
  return false
}
