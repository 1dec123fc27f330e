import { API_VERSIONS, type ApiVersion } from '../../core/api/api-version.ts'
import type { GatewayResponse, UploadedFile } from '../../core/api/contract.ts'
import type { HeaderList } from '../../core/api/credential.ts'
import type { Call } from '../../core/api/gateway-call.ts'
import { pathTo, type Route } from '../../core/api/route.ts'
import { SENDS } from '../../core/api/sends.ts'
import { hashOf, makeFolder, newKey, serveSandbox } from './sandbox-server.ts'

/**
 * The contract suites run over HTTP against a sandbox. With `REFDROP_CONTRACT_URL` and
 * `VARG_API_KEY` they run against a real gateway, which then stores some small files. With
 * `REFDROP_CONTRACT_VERSION` they run for one version only.
 */
const real = process.env.REFDROP_CONTRACT_URL?.replace(/\/+$/, '')
const realKey = process.env.VARG_API_KEY
const only = process.env.REFDROP_CONTRACT_VERSION

/** Whether the gateway is a real one, which may reject less and costs money. */
export const isReal = real !== undefined

/** The versions to test. */
export const TESTED_VERSIONS = API_VERSIONS.filter(
  (version) => only === undefined || only === String(version),
)

/** Error codes of each version. */
export const CODES = {
  1: {
    invalid: 'ValidationError',
    key: 'AuthError',
    size: 'PayloadTooLargeError',
    encoding: 'UnsupportedMediaTypeError',
  },
  2: {
    invalid: 'invalid_request',
    key: 'unauthorized',
    size: 'file_too_large',
    encoding: 'unsupported_media_type',
  },
} as const satisfies Record<ApiVersion, Record<string, string>>

/** An account of a gateway. */
export interface TestedGateway {
  base: string
  key: string
}

export async function reachGateway(): Promise<TestedGateway> {
  if (real === undefined) return { base: await serveSandbox(await makeFolder()), key: newKey() }
  if (!realKey) throw new Error('REFDROP_CONTRACT_URL needs VARG_API_KEY beside it.')
  return { base: real, key: realKey }
}

/** A response with its headers. */
export type TestedResponse = GatewayResponse & { headers: Headers }

/** @param key undefined for a request without one */
export async function request(
  url: string,
  key: string | undefined,
  init: RequestInit = {},
): Promise<TestedResponse> {
  const given = new Headers(init.headers)
  if (key !== undefined) given.set('Authorization', `Bearer ${key}`)
  const response = await fetch(url, { ...init, headers: given })
  const { status, headers } = response
  const mediaType = headers.get('content-type') ?? ''
  return { status, headers, mediaType, body: await response.text() }
}

/** Sends one of the page's calls as it describes them, and reads the response as the page does. */
export async function call<Given, Result>(
  { base, key }: TestedGateway,
  { route, parts, read }: Call<Given, Result>,
  given: Given,
): Promise<Result> {
  const { json, ...rest } = parts(given)
  const body = json === undefined ? null : JSON.stringify(json)
  return read(await request(base + pathTo(route, rest), key, { method: route.method, body }))
}

/** Posts JSON, or a text as it is. */
export function postJson(
  { base, key }: TestedGateway,
  { path }: Route,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<TestedResponse> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return request(base + path, key, { method: 'POST', body: text, headers })
}

/** Posts a file with any headers, and no others. */
export function postFile(
  { base, key }: TestedGateway,
  version: ApiVersion,
  body: Uint8Array,
  headers: HeaderList = [],
): Promise<TestedResponse> {
  // A blob without a type, because fetch adds no Content-Type for it.
  const init = { method: 'POST', body: new Blob([Buffer.from(body)]) }
  return request(base + SENDS[version].route.path, key, {
    ...init,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
  })
}

interface SentOptions {
  mediaType?: string
  path?: string
  /** Without the header of the hash. */
  isUnannounced?: boolean
}

/** Uploads a file as the page does. */
export async function upload(
  gateway: TestedGateway,
  version: ApiVersion,
  body: Uint8Array,
  { mediaType = 'image/gif', path, isUnannounced = false }: SentOptions = {},
): Promise<UploadedFile> {
  const file = { hash: hashOf(body), size: body.byteLength, mediaType, path }
  const headers = SENDS[version]
    .headers(file)
    .filter(([name]) => !isUnannounced || name !== 'X-Content-Hash')
  return SENDS[version].read(await postFile(gateway, version, body, headers), file)
}
