import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

const SCRIPT = '/smoke/watch.js'
const COMPLAINTS = '/smoke/complaints'
const WORKER = '/sw.js'

export interface Relay {
  /** Whether the page gets its service worker, which stores the whole build. It costs time. */
  hasWorker?: boolean
  /** Breaks the connections for all URLs that contain this. */
  lost?: string
}

/** Runs in the page before its own scripts. */
function watch(path: string): void {
  const report = (text: string) => navigator.sendBeacon(path, text)
  const nameOf = (target: EventTarget | null) =>
    target instanceof Element ? target.outerHTML.slice(0, 200) : 'a resource'
  // Leaving a page aborts its loads, which WebKit reports as failed.
  let isLeft = false
  for (const type of ['beforeunload', 'pagehide']) {
    addEventListener(type, () => {
      isLeft = true
    })
  }
  addEventListener(
    'error',
    ({ message, target }) => {
      if (message) report(message)
      else if (!isLeft) report(`failed: ${nameOf(target)}`)
    },
    true,
  )
  addEventListener('unhandledrejection', ({ reason }) => report(`unhandled: ${reason}`))
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    report(`${violatedDirective} blocks ${blockedURI}`),
  )
  for (const level of ['error', 'warn'] as const) {
    const usual = console[level]
    console[level] = (...words: unknown[]) => {
      report(words.join(' '))
      usual.apply(console, words)
    }
  }
}

/**
 * Serves a site at another port with an added script, which posts errors and warnings to this
 * server. WebKit's driver cannot read the console. A reload loses no report.
 */
export async function watchSite(siteUrl: string, { hasWorker, lost }: Relay) {
  const complaints: string[] = []
  let isCut = false
  let isMended = false
  const server = createServer(handle)
  server.on('connection', (socket) => {
    if (isCut) socket.destroy()
  })
  server.on('checkContinue', handle)

  function handle(incoming: IncomingMessage, response: ServerResponse): void {
    const { url = '/', method } = incoming
    if (url === SCRIPT) {
      response.setHeader('Content-Type', 'text/javascript')
      response.end(`(${watch})('${COMPLAINTS}')`)
    } else if (url === WORKER && !hasWorker) {
      response.writeHead(404).end()
    } else if (lost && url.includes(lost) && !isMended) {
      response.destroy()
    } else if (url === COMPLAINTS) {
      let text = ''
      incoming.setEncoding('utf8').on('data', (piece) => {
        text += piece
      })
      incoming.on('end', () => {
        complaints.push(text)
        response.writeHead(204).end()
      })
    } else {
      // The service worker must store the page without the script.
      const isNavigation = incoming.headers.accept?.includes('text/html') === true
      forward(incoming, response, method === 'GET' && url.split('?')[0] === '/' && isNavigation)
    }
  }

  function forward(incoming: IncomingMessage, response: ServerResponse, isPage: boolean): void {
    const { method = 'GET', url = '/', headers } = incoming
    if (headers.expect) response.writeContinue()
    const { expect: _, ...passed } = headers
    if (isPage) delete passed['accept-encoding']
    const outgoing = request(siteUrl + url, { method, headers: passed })
    outgoing.on('response', (upstream) => {
      if (isPage) return void withScript(upstream, response)
      response.writeHead(upstream.statusCode ?? 502, upstream.headers)
      upstream.pipe(response)
    })
    outgoing.on('error', () => response.destroy())
    response.on('close', () => outgoing.destroy())
    incoming.pipe(outgoing)
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port to be had')
  return {
    url: `http://localhost:${address.port}`,
    /** Returns and clears the complaints since the last call. */
    takeComplaints: () => complaints.splice(0),
    /** Breaks all connections and refuses new ones, as a lost network does. */
    cut() {
      isCut = true
      server.closeAllConnections()
    },
    mend() {
      isCut = false
      isMended = true
    },
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function withScript(upstream: IncomingMessage, response: ServerResponse): Promise<void> {
  let html = ''
  for await (const piece of upstream.setEncoding('utf8')) html += piece
  const { 'content-length': _, etag: _etag, ...headers } = upstream.headers
  response.writeHead(upstream.statusCode ?? 502, headers)
  response.end(html.replace('<head>', `<head><script src="${SCRIPT}"></script>`))
}
