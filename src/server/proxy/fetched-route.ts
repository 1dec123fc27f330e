import type { IncomingMessage, ServerResponse } from 'node:http'
import { GATEWAYS } from '../../core/gateways.ts'
import { FETCHED_PATH } from '../../core/machine.ts'
import { answerError } from '../answer.ts'
import { signalOfGoing } from '../going.ts'
import type { Handler } from '../middleware.ts'
import { noteFailure } from '../request-watch.ts'
import { callerOf } from '../same-page.ts'
import type { Upstream } from '../upstream.ts'
import { ProxyFailure } from './failure.ts'
import { passFileOn } from './fetched-file.ts'
import type { Patience } from './patience.ts'
import { isPrivateAddress, isPrivateHost, PrivateAddress } from './private-address.ts'
import type { ReturnedUrls } from './returned-urls.ts'

/** Where it is below the proxy's own place. */
export const FETCHED = FETCHED_PATH.slice(GATEWAYS.varg.base.length)

export function asksToFetch({ method, url = '' }: IncomingMessage): boolean {
  return method === 'GET' && url.split('?', 1)[0] === FETCHED
}

/**
 * Gives the page the bytes at a URL that the upstream returned, so that it can compare them
 * with the file: its own policy and the other server's keep it from asking there itself.
 *
 * A door to anywhere else it must not be. An upstream out in the world, or who speaks for it,
 * cannot use it to look around on this machine and its network.
 */
export function fetchedRoute(upstream: Upstream, urls: ReturnedUrls, patience: Patience): Handler {
  return async (request, response) => {
    if (callerOf(request) !== 'this-page') {
      return refuse(response, 'Only the page of this server may fetch files back.')
    }
    const url = wantedUrl(request, urls)
    if (url === undefined) {
      const which = 'http and https URLs that the gateway returned since this server was started'
      return refuse(response, `Only ${which} are fetched back.`)
    }
    const signal = signalOfGoing(response)
    try {
      const allowsPrivate = await isPrivateHost(upstream.hostname)
      if (!allowsPrivate && isPrivateAddress(bareHost(url))) throw new PrivateAddress()
      const { 'user-agent': userAgent, range } = request.headers
      await passFileOn(url, response, { userAgent, range, allowsPrivate, patience, signal })
    } catch (caught) {
      if (response.headersSent) response.destroy()
      if (response.destroyed) return
      if (caught instanceof PrivateAddress) {
        const where = `an address of this machine or its network, which ${upstream.host} is not on`
        return refuse(response, `${url.host} is ${where}.`)
      }
      if (!(caught instanceof ProxyFailure)) throw caught
      const { status, message } = caught
      noteFailure(response, message)
      answerError(response, status, { error: 'FetchedBackError', message })
    }
  }
}

function refuse(response: ServerResponse, message: string): void {
  answerError(response, 403, { error: 'ForbiddenError', message })
}

/** The URL that is asked for, if it may be. */
function wantedUrl({ url = '' }: IncomingMessage, urls: ReturnedUrls): URL | undefined {
  const wanted = new URLSearchParams(url.slice(FETCHED.length)).get('url')
  if (wanted === null || !urls.has(wanted) || !URL.canParse(wanted)) return undefined
  const parsed = new URL(wanted)
  const isOpen = parsed.username === '' && parsed.password === ''
  return isOpen && /^https?:$/.test(parsed.protocol) ? parsed : undefined
}

/** Name or address without brackets. */
function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}
