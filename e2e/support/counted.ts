import type { Page } from '@playwright/test'

/** Counts of what a page and its workers have opened and still hold. */
export interface Counted {
  hashingWorkers: number
  /** Running workers of any kind. */
  workersAlive: number
  /** WebAssembly instances. */
  hashers: number
  urlsAlive: number
  mostUrls: number
  /** An upper bound of open blobs: the sum of the maxima of the page and of each worker. */
  mostBlobs: number
}

/** Counts of one scope, which is the page or a worker. */
interface Tally {
  hashers: number
  urls: number
  mostUrls: number
  mostBlobs: number
}

interface Counters {
  tallies: Map<number, Tally>
  hashingWorkers: number
  workers: Set<Worker>
}

interface CountedWindow extends Window {
  counters: Counters
}

/** The channel on which each scope sends its tally. */
const CHANNEL = 'tallies'

/**
 * Counts in the page and its workers. Call before the navigation.
 * The context of the page needs `bypassCSP`, because each worker starts from a blob URL.
 *
 * A blob is open while it is read (whole, or by a reader), sent or decoded, or has an object URL.
 * Blobs that the browser itself opens are not counted, for example for a copy in IndexedDB.
 */
export async function countOpenings(page: Page): Promise<() => Promise<Counted>> {
  await page.addInitScript(countWorkers, {
    channel: CHANNEL,
    prelude: `(${countInScope})('${CHANNEL}')`,
  })
  await page.addInitScript(countInScope, CHANNEL)
  return () => page.evaluate(readCounters)
}

function readCounters(): Counted {
  const { tallies, hashingWorkers, workers } = (window as unknown as CountedWindow).counters
  const sum = (name: keyof Tally) =>
    [...tallies.values()].reduce((total, tally) => total + tally[name], 0)
  return {
    hashingWorkers,
    workersAlive: workers.size,
    hashers: sum('hashers'),
    urlsAlive: sum('urls'),
    mostUrls: sum('mostUrls'),
    mostBlobs: sum('mostBlobs'),
  }
}

/** Runs in the page, before {@link countInScope}. */
function countWorkers({ channel, prelude }: { channel: string; prelude: string }): void {
  const counters: Counters = { tallies: new Map(), hashingWorkers: 0, workers: new Set() }
  ;(window as unknown as CountedWindow).counters = counters
  new BroadcastChannel(channel).onmessage = ({ data: [scope, tally] }) =>
    counters.tallies.set(scope, tally)

  const createObjectURL = URL.createObjectURL.bind(URL)
  const moduleOf = (code: string) => createObjectURL(new Blob([code], { type: 'text/javascript' }))
  const first = moduleOf(prelude)
  window.Worker = class extends Worker {
    constructor(script: string | URL, options?: WorkerOptions) {
      const { href } = new URL(script, location.href)
      // A worker receives no message before its imports are loaded.
      super(moduleOf(`import '${first}'\nimport '${href}'`), options)
      counters.workers.add(this)
      if (/\/(hash|detect)\.worker/.test(href)) counters.hashingWorkers += 1
    }
    override terminate(): void {
      counters.workers.delete(this)
      super.terminate()
    }
  }
}

/** Runs in the page and in each worker, so it uses nothing from this module. */
function countInScope(channelName: string): void {
  const channel = new BroadcastChannel(channelName)
  const scope = Math.random()
  const tally: Tally = { hashers: 0, urls: 0, mostUrls: 0, mostBlobs: 0 }
  const blobStreams = new WeakSet<object>()
  const blobReaders = new WeakSet<object>()
  let blobs = 0

  const tell = () => channel.postMessage([scope, tally])
  const open = () => {
    blobs += 1
    if (blobs <= tally.mostBlobs) return
    tally.mostBlobs = blobs
    tell()
  }
  const close = () => {
    blobs -= 1
  }
  const openDuring = (call: () => unknown) => {
    open()
    const work = Promise.resolve(call())
    work.then(close, close)
    return work
  }
  const countUrl = (by: 1 | -1) => {
    if (by === 1) open()
    else close()
    tally.urls += by
    tally.mostUrls = Math.max(tally.mostUrls, tally.urls)
    tell()
  }

  /** Replaces a function by `instead`, which gets the original call, its object and arguments. */
  const replace = (
    owner: object,
    name: string,
    instead: (call: () => unknown, self: object, args: unknown[]) => unknown,
  ) => {
    const original: unknown = Reflect.get(owner, name)
    if (typeof original !== 'function') return
    Reflect.set(owner, name, function (this: object, ...args: unknown[]) {
      return instead(() => Reflect.apply(original, this, args), this, args)
    })
  }

  for (const name of ['arrayBuffer', 'bytes', 'text']) replace(Blob.prototype, name, openDuring)
  replace(Blob.prototype, 'stream', (call) => {
    const stream = call()
    blobStreams.add(stream as ReadableStream)
    return stream
  })
  replace(ReadableStream.prototype, 'getReader', (call, stream) => {
    const reader = call()
    if (blobStreams.has(stream)) {
      blobReaders.add(reader as ReadableStreamDefaultReader)
      open()
    }
    return reader
  })
  for (const { prototype } of [ReadableStreamDefaultReader, ReadableStreamBYOBReader]) {
    for (const name of ['cancel', 'releaseLock']) {
      replace(prototype, name, (call, reader) => {
        if (blobReaders.delete(reader)) close()
        return call()
      })
    }
  }
  replace(XMLHttpRequest.prototype, 'send', (call, request, [body]) => {
    if (body instanceof Blob) {
      open()
      ;(request as XMLHttpRequest).addEventListener('loadend', close, { once: true })
    }
    return call()
  })
  replace(globalThis, 'createImageBitmap', (call, _, [source]) =>
    source instanceof Blob ? openDuring(call) : call(),
  )
  replace(URL, 'createObjectURL', (call) => {
    countUrl(1)
    return call()
  })
  replace(URL, 'revokeObjectURL', (call) => {
    countUrl(-1)
    return call()
  })
  replace(WebAssembly, 'instantiate', (call) => {
    tally.hashers += 1
    tell()
    return call()
  })
}
