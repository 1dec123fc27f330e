/** Milliseconds without a response after which the stored page opens. */
const RESPONSE_TIMEOUT = 10_000

/** Maximum characters of a page that are searched for its mark, which is in the head. */
const MAX_SEARCHED = 16_384

/**
 * The response to a navigation, from the network or else the stored page.
 *
 * @param stored the page of this build, unless the browser removed it
 * @throws the failure of the network, if no page is stored
 */
export async function choosePage(
  network: Promise<Response>,
  stored: () => Promise<Response | undefined>,
): Promise<Response> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, RESPONSE_TIMEOUT))
  const response = await Promise.race([network, late]).catch(() => undefined)
  // Firefox resolves a preload that failed with a response of this type.
  const isFailed = response === undefined || response.type === 'error'
  if (!isFailed && !isServerDown(response)) return response
  return (await stored()) ?? network
}

/** Whether a proxy reports that our server is down. Statuses above 519 are Cloudflare's. */
export function isServerDown({ status }: Pick<Response, 'status'>): boolean {
  return (status > 501 && status < 505) || status > 519
}

/**
 * Whether a response is a page of Refdrop. Undefined if that is unclear, as for a redirect, a login
 * or a failure. A web server may respond with 404 while a build is replaced. Reads a copy, so call
 * it before the response is used.
 *
 * @param mark a text in the head of each page of Refdrop, and of no other page
 */
export async function isRefdrop(response: Response, mark: string): Promise<boolean | undefined> {
  if (!response.ok) return undefined
  const isHtml = /^text\/html\b/i.test(response.headers.get('Content-Type') ?? '')
  const reader = isHtml && response.clone().body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) return false
  let text = ''
  try {
    while (!text.includes(mark) && text.length < MAX_SEARCHED) {
      const { done, value } = await reader.read()
      if (done) return false
      text += value
    }
  } catch {
    return undefined
  }
  // A page of another server may have no end.
  void reader.cancel()
  return text.includes(mark)
}
