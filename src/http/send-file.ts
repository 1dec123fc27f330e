import type { GatewayResponse } from '../core/api/contract.ts'
import { type HeaderList, UPSTREAM_HEADER } from '../core/api/credential.ts'
import { redactAll, withoutSecret } from '../core/api/key.ts'
import { type Pace, readPace } from '../core/api/pacing.ts'
import { asProblem, type Problem, ProblemError } from '../core/api/problem.ts'
import { SENDS } from '../core/api/sends.ts'
import { UPLOAD_HEADER } from '../core/api/upload-report.ts'
import type { Sent } from '../core/queue/sender.ts'
import type { Following } from './follow-uploads.ts'
import { type CallObserver, observeCall } from './observe-call.ts'
import { findOther } from './other-upstream.ts'
import { loadPart } from './parts.ts'
import type { SendOptions, Timeouts } from './send-options.ts'
import { onSite } from './site.ts'

const TIMEOUTS: Timeouts = { stall: 30, answer: 120 }

/** Bytes up to which a body leaves at once, so that its progress is not reported. */
const ONE_GO = 64 * 1024

/** Bytes by which the bar may be ahead of our server's report. */
const leadOf = (size: number) => (size < 5_242_880 ? 262_144 : 1_048_576)

/** Milliseconds until a file that cannot be read is tried again. */
const SECOND_LOOK = 1_000

/** Milliseconds after which our server is polled for the progress of a send. */
const FOLLOW_AFTER = 1_000

/**
 * Uploads one file to the gateway. The queue owns retries and rate limits.
 *
 * It uses XMLHttpRequest, because fetch reports no upload progress.
 *
 * @throws {ProblemError} when the gateway rejects the file or no byte moves for too long
 * @throws {DOMException} named `AbortError` when `signal` fires
 */
export async function sendFile(file: File, options: SendOptions): Promise<Sent> {
  options.signal.throwIfAborted()
  const watch = observeCall(options)
  let pace: Pace | undefined
  try {
    const response = await post(file, options, watch)
    pace = response?.pace
    if (!response) {
      const kind = (await isReadable(file)) ? 'no-connection' : 'changed-on-disk'
      throw new ProblemError({ kind })
    }
    const result = SENDS[options.version].read(response, options.sent)
    watch.end()
    return { result, pace: response.pace }
  } catch (caught) {
    if (options.signal.aborted) {
      watch.end('aborted')
      throw caught
    }
    // A response may repeat the key.
    const hide = (text: string) => withoutSecret(text, options.key ?? '')
    const problem = redactAll(asProblem(caught), hide)
    // A rejection is a complete response, so the call did not fail.
    watch.end(problem.kind === 'refused' ? undefined : problem)
    throw new ProblemError(problem, pace)
  }
}

/** Resolves with undefined when the connection broke. The browser gives no reason. */
function post(file: File, options: SendOptions, watch: CallObserver) {
  const { base, version, signal, onProgress, timeouts = TIMEOUTS } = options
  const { size } = options.sent
  return new Promise<(GatewayResponse & { pace: Pace }) | undefined>((resolve, reject) => {
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
      // The connection takes a small body at once, so it counts as sent.
      else onProgress(size > ONE_GO ? Math.min(bytes, lead, size - 1) : size)
    }
    let isOver = false
    const begin = ({ followUpload }: typeof import('./follow-uploads.ts')) => {
      const more = {
        id,
        size,
        loaded,
        lead,
        timeouts,
        began,
        onSent: watch.noteSent,
        onGiveUp: fail,
      }
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
        // Our server's rejection is a complete response.
        watch.end()
        return fail(other)
      }
      const pace = readPace(header, Date.now())
      resolve({ status, mediaType: header('Content-Type') ?? '', body, pace })
    }
    request.onerror = () => resolve(undefined)
    // The browser aborts the request when a person stops the page from loading.
    request.onabort = () => (signal.aborted ? reject(signal.reason) : resolve(undefined))
    request.onloadend = () => {
      isOver = true
      clearTimeout(timer)
      following?.stop()
      signal.removeEventListener('abort', abort)
    }
    signal.addEventListener('abort', abort)
    request.open('POST', onSite(base + SENDS[version].route.path))
    for (const [name, value] of watch.headers) request.setRequestHeader(name, value)
    request.setRequestHeader(UPLOAD_HEADER, id)
    // Without the header, the browser would send the type of the file. A slice has none.
    const isTyped = watch.headers.some(([name]) => name === 'Content-Type')
    request.send(isTyped ? file : file.slice())
  })
}

/** @param lines one header a line, as the browser lists them */
function readHeaders(lines: string): HeaderList {
  return Array.from(lines.matchAll(/(.+?): (.*)/g), ([, name = '', value = '']) => [name, value])
}

/**
 * Whether a file can be read. A file changed on disk breaks its request like a lost connection.
 *
 * WebKit ends requests and reads shortly before it unloads a page. The second attempt then never
 * runs, so no file is stored as changed.
 */
async function isReadable(file: File): Promise<boolean> {
  if (await canRead(file)) return true
  await new Promise((resolve) => setTimeout(resolve, SECOND_LOOK))
  return canRead(file)
}

async function canRead(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return true
  } catch {
    return false
  }
}
