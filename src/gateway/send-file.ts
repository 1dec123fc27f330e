import {
  type Answer,
  type ContentHash,
  PATHS,
  readUploaded,
  type UploadedFile,
} from '../core/contract.ts'
import { ProblemError } from '../core/problem.ts'

export interface SendOptions {
  /** Where the gateway's `/v1` begins on our own origin. */
  base: string
  /** Undefined where the proxy adds the machine's own key. */
  key: string | undefined
  hash: ContentHash
  signal: AbortSignal
  /** Bytes sent so far, at last all of them. */
  onProgress: (sent: number) => void
}

/**
 * Sends one file to the gateway and returns where it now lives.
 *
 * By XMLHttpRequest, because fetch tells no progress. Never retries and never waits for
 * a rate limit: the queue owns both.
 *
 * @throws {ProblemError} for every refusal the gateway can give
 * @throws {DOMException} named `AbortError` when `signal` fires
 */
export async function sendFile(file: File, options: SendOptions): Promise<UploadedFile> {
  options.signal.throwIfAborted()
  const answer = await post(file, options)
  if (answer) return readUploaded(answer)
  throw new ProblemError({ kind: (await isReadable(file)) ? 'no-connection' : 'changed-on-disk' })
}

/** Resolves with undefined where the connection broke: the browser never says why. */
function post(file: File, { base, key, hash, signal, onProgress }: SendOptions) {
  return new Promise<Answer | undefined>((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    request.upload.onprogress = ({ loaded }) => onProgress(loaded)
    request.upload.onload = ({ loaded }) => onProgress(loaded)
    request.onload = () =>
      resolve({
        status: request.status,
        mediaType: request.getResponseHeader('Content-Type') ?? '',
        body: request.responseText,
      })
    request.onerror = () => resolve(undefined)
    request.onabort = () => reject(signal.reason)
    request.onloadend = () => signal.removeEventListener('abort', abort)
    signal.addEventListener('abort', abort)
    request.open('POST', base + PATHS.files)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('X-Content-Hash', hash)
    if (key !== undefined) request.setRequestHeader('Authorization', `Bearer ${key}`)
    request.send(file)
  })
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
