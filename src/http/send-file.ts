import {
  type GatewayResponse,
  PATHS,
  readUploaded,
  type UploadedFile,
} from '../core/api/contract.ts'
import { UPSTREAM_HEADER } from '../core/api/credential.ts'
import { withoutSecret } from '../core/api/key.ts'
import { readPace } from '../core/api/pacing.ts'
import { asProblem, type Problem, ProblemError } from '../core/api/problem.ts'
import { type HeaderList, redactAll } from '../core/traffic/exchange.ts'
import { UPLOAD_HEADER } from '../core/traffic/refdrop-headers.ts'
import type { Following } from './follow-uploads.ts'
import { type CallObserver, observeCall } from './observe-call.ts'
import { findOther } from './other-upstream.ts'
import { loadPart } from './parts.ts'
import type { SendOptions, Timeouts } from './send-options.ts'

const TIMEOUTS: Timeouts = { stall: 30, answer: 120 }

/** So many bytes go out at once: nobody sees their progress. */
const ONE_GO = 64 * 1024

/** The bar is at most so many bytes ahead of what our server told, of a small file fewer. */
const leadOf = (size: number) => (size < 5_242_880 ? 262_144 : 1_048_576)

/** Milliseconds after which our server is asked how far a send is. */
const FOLLOW_AFTER = 1_000

/**
 * Sends one file to the gateway and returns where it now lives.
 *
 * By XMLHttpRequest, because fetch tells no progress. Never retries and never waits for
 * a rate limit: the queue owns both.
 *
 * @throws {ProblemError} for every refusal the gateway can give, and where nothing moves any more
 * @throws {DOMException} named `AbortError` when `signal` fires
 */
export async function sendFile(file: File, options: SendOptions): Promise<UploadedFile> {
  options.signal.throwIfAborted()
  const watch = observeCall(options)
  try {
    const answer = await post(file, options, watch)
    if (!answer) {
      const kind = (await isReadable(file)) ? 'no-connection' : 'changed-on-disk'
      throw new ProblemError({ kind })
    }
    const uploaded = readUploaded(answer)
    watch.end()
    return uploaded
  } catch (caught) {
    if (options.signal.aborted) {
      watch.end('aborted')
      throw caught
    }
    // A gateway may say the key that it was sent.
    const hide = (text: string) => withoutSecret(text, options.key ?? '')
    const problem = redactAll(asProblem(caught), hide)
    // A refusal is an answer, and a good one.
    watch.end(problem.kind === 'refused' ? undefined : problem)
    throw new ProblemError(problem)
  }
}

/** Resolves with undefined where the connection broke: the browser never says why. */
function post(file: File, options: SendOptions, watch: CallObserver) {
  const { base, size, signal, onProgress, onAnswer, timeouts = TIMEOUTS } = options
  return new Promise<GatewayResponse | undefined>((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    const header = (name: string) => request.getResponseHeader(name)
    const fail = (problem: Problem) => {
      reject(new ProblemError(problem))
      request.abort()
    }
    const began = performance.now()
    const id = crypto.getRandomValues(new Uint32Array(4)).join('-')
    const lead = leadOf(size)
    let following: Following | undefined
    let loaded = 0
    const onLoaded = (bytes: number) => {
      loaded = bytes
      if (following) following.noteLoaded(bytes)
      // The connection takes all of a tiny one, so that is as good as out.
      else onProgress(size > ONE_GO ? Math.min(bytes, lead, size - 1) : size)
    }
    let isOver = false
    const begin = ({ followUpload }: typeof import('./follow-uploads.ts')) => {
      const more = { id, loaded, lead, timeouts, began, onSent: watch.noteSent, onGiveUp: fail }
      if (!isOver) following = followUpload({ ...options, ...more })
    }
    const timer = setTimeout(() => {
      void loadPart(() => import('./follow-uploads.ts')).then(begin)
    }, FOLLOW_AFTER)
    if (size > ONE_GO) request.upload.onprogress = (event) => onLoaded(event.loaded)
    request.upload.onload = () => {
      watch.noteLoaded()
      onLoaded(size)
    }
    request.onprogress = () => watch.noteHead()
    request.onload = () => {
      const { status, responseText: body } = request
      watch.noteAnswer({ status, headers: readHeaders(request.getAllResponseHeaders()), body })
      const other = findOther(header(UPSTREAM_HEADER))
      if (other) {
        // Our server's refusal is an answer that says why by itself.
        watch.end()
        return fail(other)
      }
      onAnswer(status >= 200 && status < 300, readPace(header, Date.now()))
      resolve({ status, mediaType: header('Content-Type') ?? '', body })
    }
    request.onerror = () => resolve(undefined)
    // The browser itself breaks off when a person stops the page from loading.
    request.onabort = () => (signal.aborted ? reject(signal.reason) : resolve(undefined))
    request.onloadend = () => {
      isOver = true
      clearTimeout(timer)
      following?.stop()
      signal.removeEventListener('abort', abort)
    }
    signal.addEventListener('abort', abort)
    request.open('POST', base + PATHS.files)
    for (const [name, value] of watch.headers) request.setRequestHeader(name, value)
    request.setRequestHeader(UPLOAD_HEADER, id)
    request.send(file)
  })
}

/** As the browser lists them: a line each. */
function readHeaders(lines: string): HeaderList {
  return Array.from(lines.matchAll(/(.+?): (.*)/g), ([, name = '', value = '']) => [name, value])
}

/** A file that changed on disk breaks its request off just as a network does. */
async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return true
  } catch {
    return false
  }
}
