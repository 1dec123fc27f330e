import { GATEWAYS } from '../../core/api/gateways.ts'
import { readKey } from '../../core/api/read-key.ts'
import type { ServerCause } from '../../core/api/server-cause.ts'
import { IMPORT_PATH, SERVER_INFO_PATH } from '../../core/api/server-info.ts'
import { languageSuffix } from '../../core/text/languages.ts'
import { REQUEST_ID_HEADER } from '../../core/traffic/refdrop-headers.ts'
import type { Caller } from '../http/caller.ts'
import { IMMUTABLE, isImmutable, pageHeadersOf } from '../http/page-headers.ts'
import { languageFor } from '../http/page-language.ts'
import { newRequestId } from '../http/request-id.ts'
import { BAD_TARGET, hasPlainNames, isPlainTarget } from '../http/request-target.ts'
import { describeCrash } from '../http/server-failure.ts'
import { SEE_OTHER, SHARE_PATH, shareRedirect } from '../http/share-redirect.ts'
import {
  type CallRefusal,
  FOREIGN_REFUSAL,
  isGatewayTarget,
  NO_SANDBOX,
  PROGRAM_REFUSAL,
} from '../proxy/call-rules.ts'
import { parseUpstream } from '../proxy/upstream.ts'
import { StartError } from '../start-error.ts'
import { createCallHandler } from './call-handler.ts'
import { respondWithError, respondWithText } from './data-response.ts'
import { EDGE_TIMEOUTS, type EdgeTimeouts } from './edge-timeouts.ts'
import { dropRest, readPieces } from './piece-reader.ts'
import { callerOfRequest } from './request-caller.ts'
import { createServerInfo } from './server-facts.ts'

export interface EdgeOptions {
  /** As `VARG_GATEWAY_URL`. The gateway of varg.ai when omitted. */
  gatewayUrl?: string | undefined
  /**
   * A key from the platform's secrets. Everyone who can open the page can spend with it. Needs
   * {@link hosts}.
   */
  key?: string | undefined
  /** Names of this server, without a port. Other names get a 403. Every name when omitted. */
  hosts?: readonly string[] | undefined
  /**
   * Serves the files of the build by their names. Gets all GET and HEAD requests that no route
   * handles. A request for the page has the path of `index.html` in its language.
   */
  assets?: ((request: Request) => Response | Promise<Response>) | undefined
  timeouts?: EdgeTimeouts
}

type FetchHandler = (request: Request) => Promise<Response>

const IMPORT = IMPORT_PATH.slice(GATEWAYS.varg.base.length)

/**
 * Creates the server as a standard `fetch` handler, for platforms without `node:http`. It never
 * rejects. [README.md](README.md) lists what it cannot do.
 *
 * @throws {StartError} if an option is malformed
 */
export function createHandler(options: EdgeOptions = {}): FetchHandler {
  const { assets, timeouts = EDGE_TIMEOUTS } = options
  const upstream = parseUpstream(options.gatewayUrl)
  const serverKey = parseKey(options)
  const isOwnHost = parseHosts(options.hosts)
  const handleCall = createCallHandler({ upstream, serverKey }, timeouts)
  const describe = createServerInfo({ upstream, serverKey }, timeouts)
  const serveFile = createFileServer(assets, pageHeadersOf(upstream))

  async function route(request: Request): Promise<Response> {
    const { hostname, pathname, search } = new URL(request.url)
    if (!isOwnHost(hostname)) return refuse(foreignHost(hostname))
    if (!isPlainTarget(pathname + search)) return respondWithError(400, BAD_TARGET)
    if (pathname === SHARE_PATH) {
      return respondWithText(SEE_OTHER, { ...shareRedirect(request.method) }, '')
    }
    const caller = callerOfRequest(request)
    const below = (base: string) =>
      pathname === base || pathname.startsWith(`${base}/`)
        ? pathname.slice(base.length) + search
        : undefined
    const target = below(GATEWAYS.varg.base)
    if (target !== undefined) return handleApi(request, target, caller)
    const question = below(SERVER_INFO_PATH)
    if (question !== undefined) return describe(request.method, question, caller)
    if (below(GATEWAYS.sandbox.base) !== undefined) return refuse(NO_SANDBOX)
    return serveFile(request, pathname)
  }

  async function handleApi(request: Request, target: string, caller: Caller): Promise<Response> {
    const response = await answerApi(request, target, caller)
    response.headers.set(REQUEST_ID_HEADER, newRequestId())
    return response
  }

  function answerApi(request: Request, target: string, caller: Caller) {
    if (target === IMPORT) return refuse(caller === 'this-page' ? NO_IMPORT : FOREIGN_REFUSAL)
    if (caller === 'no-page' && isGatewayTarget(target)) return refuse(PROGRAM_REFUSAL)
    return handleCall(request, target, caller)
  }

  return async (request) => {
    const response = await route(request).catch((caught) =>
      respondWithError(500, describeCrash(caught)),
    )
    const { body } = request
    if (body && !body.locked) {
      const dropped = dropRest(readPieces(body), timeouts.bodyIdle)
      // A browser reads no response before it has sent its body. A 403 does not wait for that.
      if (response.status !== 403) await dropped
    }
    return response
  }
}

function parseKey({ key, hosts }: EdgeOptions): string | null {
  if (!key) return null
  const read = readKey(key)
  if ('found' in read) {
    throw new StartError(`The key is not used: found ${read.found}. It should start with varg_.`)
  }
  if (!hosts) {
    throw new StartError('A key needs the names of this server in hosts, so that no other uses it.')
  }
  return read.key
}

function parseHosts(hosts: readonly string[] | undefined): (name: string) => boolean {
  if (!hosts) return () => true
  const names = hosts.map((name) => {
    const url = URL.canParse(`http://${name}`) ? new URL(`http://${name}`) : undefined
    if (url && url.href === `http://${url.hostname}/`) return url.hostname
    throw new StartError(`hosts takes host names or addresses without a port, but not “${name}”.`)
  })
  return (name) => names.includes(name)
}

function foreignHost(host: string): CallRefusal {
  const message = `“${host}” is not a name of this server.`
  const cause: ServerCause = { reason: 'foreign-host', facts: { host } }
  return { status: 403, error: { error: 'ForbiddenError', message, ...cause } }
}

const NO_IMPORT: CallRefusal = {
  status: 403,
  error: {
    error: 'ImportError',
    message: 'This server imports no URLs, because it cannot check their addresses.',
    reason: 'import-off',
    facts: {},
  },
}

function refuse({ status, error }: CallRefusal): Response {
  return respondWithError(status, error)
}

/** Chooses the language of the page, and adds the headers that `npm start` adds to its files. */
function createFileServer(
  assets: EdgeOptions['assets'],
  headersOf: ReturnType<typeof pageHeadersOf>,
): (request: Request, path: string) => Promise<Response> {
  return async (request, path) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const message = 'The page can only be read.'
      return respondWithError(
        405,
        { error: 'MethodNotAllowedError', message },
        { Allow: 'GET, HEAD' },
      )
    }
    const language = path === '/' ? languageFor(Object.fromEntries(request.headers)) : undefined
    const name = language === undefined ? path : `/index${languageSuffix(language)}.html`
    const file = hasPlainNames(path)
      ? await assets?.(new Request(new URL(name, request.url), request))
      : undefined
    if (!file) {
      return respondWithError(404, { error: 'NotFoundError', message: 'There is no such file.' })
    }
    const served = new Response(file.body, file)
    for (const [name, value] of Object.entries(headersOf(path))) served.headers.set(name, value)
    const lasts = isImmutable(path) && (file.ok || file.status === 304)
    served.headers.set('Cache-Control', lasts ? IMMUTABLE : 'no-cache')
    if (language !== undefined) {
      served.headers.set('Content-Language', language)
      served.headers.append('Vary', 'Accept-Language, Cookie')
    }
    return served
  }
}
