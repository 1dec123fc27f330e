import { readShare } from '../core/intake/read-share.ts'
import {
  SHARE_ACTION,
  SHARE_LIMITS,
  SHARED,
  type Share,
  type ShareOutcome,
} from '../core/intake/share.ts'
import type { ShareInbox } from '../storage/share-inbox.ts'

/** Maximum bytes of a form: its files, and names and texts around them. */
const MAX_BYTES = SHARE_LIMITS.bytes + 10_000_000

/**
 * Whether a request is a share. It must navigate a tab or window, because a frame in a foreign page
 * could share without being seen.
 */
export function isShare(request: Request, scope: string): boolean {
  const { origin, pathname } = new URL(request.url)
  const isHere = origin + pathname === new URL(SHARE_ACTION, scope).href
  return isHere && request.method === 'POST' && request.destination === 'document'
}

/**
 * Puts a shared form into the inbox, where it waits for a person. Any page can post one.
 *
 * @returns a redirect to the page with the outcome of the share. Never rejects
 */
export async function takeShare(
  request: Request,
  scope: string,
  inbox: Pick<ShareInbox, 'add'>,
  maxBytes = MAX_BYTES,
): Promise<Response> {
  const page = new URL('./', scope)
  page.searchParams.set(SHARED, await keepShare(request, inbox, maxBytes).catch(() => 'lost'))
  return Response.redirect(page.href, 303)
}

async function keepShare(
  request: Request,
  inbox: Pick<ShareInbox, 'add'>,
  maxBytes: number,
): Promise<ShareOutcome> {
  const share = await readForm(request, maxBytes)
  if (!share) return 'full'
  if (share.files.length + share.urls.length === 0) return share.hasOtherText ? 'text' : 'empty'
  try {
    return (await inbox.add(share)) ? '' : 'full'
  } catch (caught) {
    if (caught instanceof DOMException && caught.name === 'QuotaExceededError') return 'full'
    throw caught
  }
}

/**
 * Reads a form of limited size.
 *
 * @returns undefined when it is larger
 * @throws when the body is no form, or breaks off
 */
async function readForm(request: Request, maxBytes: number): Promise<Share | undefined> {
  const body = await openBody(request)
  if (!body) return readShare([])
  let [left, isTooLarge] = [maxBytes, false]
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      left -= chunk.byteLength
      isTooLarge ||= left < 0
      if (isTooLarge) controller.terminate()
      else controller.enqueue(chunk)
    },
  })
  const type = request.headers.get('Content-Type') ?? ''
  const limited = new Response(body.pipeThrough(limit), { headers: { 'Content-Type': type } })
  try {
    return readShare(await limited.formData())
  } catch (caught) {
    if (isTooLarge) return undefined
    throw caught
  }
}

/** @returns null for an empty body */
async function openBody(request: Request): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | null> {
  if ((request.body as unknown) !== undefined) return request.body
  // Firefox has no `body`. It keeps a large blob on disk instead of in memory.
  const blob = await request.blob()
  return blob.size > 0 ? blob.stream() : null
}
