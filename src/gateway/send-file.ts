import {
  type Answer,
  type ContentHash,
  PATHS,
  readUploaded,
  type UploadedFile,
} from '../core/contract.ts'
import { type Pace, readPace } from '../core/pacing.ts'
import { type Problem, ProblemError } from '../core/problem.ts'

/** How long a send may stand still, in seconds. */
interface Patience {
  /** Without a byte going out, while there are some left. */
  stall: number
  /** For the answer, once every byte is out. */
  answer: number
}

const PATIENCE: Patience = { stall: 30, answer: 120 }

export interface SendOptions {
  /** Where the gateway's `/v1` begins on our own origin. */
  base: string
  /** Undefined where the proxy adds the machine's own key. */
  key: string | undefined
  hash: ContentHash
  signal: AbortSignal
  /** Bytes sent so far, at last all of them. */
  onProgress: (sent: number) => void
  /** Called with every answer, before it is read. */
  onAnswer: (accepted: boolean, pace: Pace) => void
  patience?: Patience
}

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
  const answer = await post(file, options)
  if (answer) return readUploaded(answer)
  throw new ProblemError({ kind: (await isReadable(file)) ? 'no-connection' : 'changed-on-disk' })
}

/** Resolves with undefined where the connection broke: the browser never says why. */
function post(file: File, options: SendOptions) {
  const { base, key, hash, signal, onProgress, onAnswer, patience = PATIENCE } = options
  return new Promise<Answer | undefined>((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    const fail = (problem: Problem) => {
      reject(new ProblemError(problem))
      request.abort()
    }
    let timer: ReturnType<typeof setTimeout>
    const expectProgress = () => {
      clearTimeout(timer)
      const seconds = patience.stall
      timer = setTimeout(() => fail({ kind: 'stalled', seconds }), seconds * 1000)
    }
    const expectAnswer = () => {
      clearTimeout(timer)
      const seconds = patience.answer
      timer = setTimeout(() => fail({ kind: 'no-answer', seconds }), seconds * 1000)
    }
    request.upload.onprogress = ({ loaded }) => {
      expectProgress()
      onProgress(loaded)
    }
    request.upload.onload = ({ loaded }) => {
      expectAnswer()
      onProgress(loaded)
    }
    request.onload = () => {
      const { status } = request
      const pace = readPace((name) => request.getResponseHeader(name), Date.now())
      onAnswer(status >= 200 && status < 300, pace)
      const mediaType = request.getResponseHeader('Content-Type') ?? ''
      resolve({ status, mediaType, body: request.responseText })
    }
    request.onerror = () => resolve(undefined)
    // The browser itself breaks off when a person stops the page from loading.
    request.onabort = () => (signal.aborted ? reject(signal.reason) : resolve(undefined))
    request.onloadend = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }
    signal.addEventListener('abort', abort)
    request.open('POST', base + PATHS.files)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('X-Content-Hash', hash)
    if (key !== undefined) request.setRequestHeader('Authorization', `Bearer ${key}`)
    request.send(file)
    expectProgress()
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
