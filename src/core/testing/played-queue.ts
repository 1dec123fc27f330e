import { type Content, contentKey, type KnownContent } from '../api/content.ts'
import type { ContentHash, UploadedFile } from '../api/contract.ts'
import type { Pace } from '../api/pacing.ts'
import { ProblemError } from '../api/problem.ts'
import { createQueue, type Queue } from '../queue/queue.ts'
import type { Stage } from '../uploads/stage.ts'
import type { NewUpload, Upload, UploadId } from '../uploads/upload.ts'
import { createUploadsStore, type UploadsStore } from '../uploads/uploads-store.ts'

/** A hash, an ask or a send in flight, which the test ends. */
export interface Work {
  id: UploadId
  gateway: string
  content: string
  signal: AbortSignal
  progress: (bytes: number) => void
  finish: (pace?: Pace) => void
  fail: (reason: unknown, pace?: Pace) => void
}

export const SIZE = 10

/** What tabs share and what outlives a page. */
export function createWorld() {
  return {
    /** Known results by content. */
    known: new Map<string, KnownContent>(),
    /** Contents that the gateways have. */
    stored: new Set<string>(),
    /** Contents that a tab is sending, with the callbacks that wait for them. */
    locks: new Map<string, (() => void)[]>(),
    suspected: [] as string[],
    /** Number of asks so far. */
    asks: 0,
  }
}

export type World = ReturnType<typeof createWorld>

const NO_PROGRESS = () => {}

/** Paths with the same text after their last `=` have the same content. */
export function hashFor(path: string): ContentHash {
  const content = path.split('=').at(-1) ?? ''
  const hex = Array.from(content, (letter) => letter.charCodeAt(0).toString(16)).join('')
  return `sha256:${hex.padStart(64, '0')}`
}

export function resultFor(path: string, change: Partial<UploadedFile> = {}): UploadedFile {
  const hash = hashFor(path)
  return {
    fileId: `f-${path}`,
    url: `https://s3.example/${hash.slice(7)}`,
    hash,
    size: SIZE,
    mediaType: 'image/png',
    deduplicated: false,
    ...change,
  }
}

export function fileNamed(path: string, gateway: NewUpload['gateway'] = 'varg'): NewUpload {
  return {
    file: new File(['x'.repeat(SIZE)], path),
    path,
    size: SIZE,
    mediaType: 'image/png',
    gateway,
  }
}

export function refusal(status: number, message = 'No.'): ProblemError {
  return new ProblemError({ kind: 'refused', status, code: 'SomeError', message })
}

export interface Play {
  store: UploadsStore
  queue: Queue
  hashes: Work[]
  asks: Work[]
  sends: Work[]
  /** Results by path that replace the default ones. */
  results: Map<string, UploadedFile>
  world: World
  /** Whether work ignores an abort, like work that ends at the same moment. */
  ignoresAborts: boolean
  /** The jitter, as a share of the maximum wait. */
  random: number
  /** Whether gateways can be asked for contents. */
  mayAsk: boolean
  /** Delays known results until it resolves. */
  recalling: Promise<void> | undefined
  stages(): string[]
  stageOf(path: string): Stage | undefined
  /** Paths of the sends in flight. */
  sent(): (string | undefined)[]
  /** Paths of the asks in flight. */
  asked(): (string | undefined)[]
}

/** A queue whose ports the test controls. Both gateways are open for the account "me". */
export function playQueue(world: World = createWorld(), sending = 2): Play {
  const store = createUploadsStore()
  const hashes: Work[] = []
  const asks: Work[] = []
  const sends: Work[] = []
  const results = new Map<string, UploadedFile>()
  const play: Play = {
    store,
    hashes,
    asks,
    sends,
    results,
    world,
    ignoresAborts: false,
    random: 0.5,
    mayAsk: false,
    recalling: undefined,
    queue: createQueue({
      store,
      ports: {
        noteHashed: () => {},
        hash: (upload, signal, progress) =>
          startWork(hashes, upload, '', signal, progress, () => hashFor(upload.file?.name ?? '')),
        send: (upload, content, signal, onProgress) =>
          startWork(sends, upload, contentKey(content), signal, onProgress, (pace) => {
            world.stored.add(contentKey(content))
            const { path, size } = upload
            return { result: results.get(path) ?? resultFor(path, { size }), pace }
          }),
        mayAsk: () => play.mayAsk,
        ask: (upload, content, signal) => {
          world.asks += 1
          return startWork(asks, upload, contentKey(content), signal, NO_PROGRESS, (pace) => {
            const { path, size } = upload
            const exists = world.stored.has(contentKey(content))
            const result = exists ? resultFor(path, { size, deduplicated: true }) : undefined
            return { result, pace }
          })
        },
        async recall(content) {
          await play.recalling
          return world.known.get(contentKey(content))
        },
        remember: ({ path }, content, result) => {
          world.known.set(contentKey(content), { result, path })
        },
        exclusively: (content, work) => exclusively(world, content, work),
        whenFree: (content, signal) =>
          new Promise((resolve, reject) => {
            world.locks.get(contentKey(content))?.push(resolve)
            signal.addEventListener('abort', () => reject(signal.reason))
          }),
        suspect: (gateway) => world.suspected.push(gateway),
        arrived: () => {},
      },
      limits: { hashing: 4, sending },
      random: () => play.random,
    }),
    stages: () => store.ids.get().map((id) => store.get(id)?.stage.name ?? 'gone'),
    stageOf: (path) => Array.from(store.all()).find((upload) => upload.path === path)?.stage,
    sent: () => sends.map(({ id }) => store.get(id)?.path),
    asked: () => asks.map(({ id }) => store.get(id)?.path),
  }

  /** Adds to `works` until the work has ended. Aborts as a real port does. */
  function startWork<T>(
    works: Work[],
    upload: Upload,
    content: string,
    signal: AbortSignal,
    progress: (bytes: number) => void,
    value: (pace: Pace) => T,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = () => works.splice(works.indexOf(work), 1)
      const work: Work = {
        id: upload.id,
        gateway: upload.gateway,
        content,
        signal,
        progress,
        finish: (pace = {}) => {
          end()
          resolve(value(pace))
        },
        fail: (reason, pace) => {
          end()
          const isProblem = reason instanceof ProblemError
          reject(isProblem ? new ProblemError(reason.problem, pace) : reason)
        },
      }
      works.push(work)
      signal.addEventListener('abort', () => {
        if (play.ignoresAborts || !works.includes(work)) return
        end()
        reject(signal.reason)
      })
    })
  }

  play.queue.open('varg', 'me')
  play.queue.open('sandbox', 'me')
  return play
}

async function exclusively<T>(
  { locks }: World,
  content: Content,
  work: () => Promise<T>,
): Promise<T | 'busy'> {
  const key = contentKey(content)
  if (locks.has(key)) return 'busy'
  locks.set(key, [])
  try {
    return await work()
  } finally {
    const waiting = locks.get(key) ?? []
    locks.delete(key)
    for (const wake of waiting) wake()
  }
}

/** Runs all pending tasks that wait for no timer. */
export function flushTasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

export async function finishAll(works: readonly Work[]): Promise<void> {
  await flushTasks()
  for (const work of [...works]) work.finish()
  await flushTasks()
}
