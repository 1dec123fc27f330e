import type { Page } from '@playwright/test'

/** What a page and its workers have opened so far, and what of it there still is. */
export interface Counted {
  hashingWorkers: number
  /** Workers of any kind that were not ended. */
  workersAlive: number
  /** Instances of WebAssembly. */
  hashers: number
  urlsAlive: number
  mostUrls: number
  /** The most blobs open at a time: of the page and of each worker, added up, so never too few. */
  mostBlobs: number
}

/** What one scope, the page or a worker, has counted. */
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

/** Over which all scopes tell their tallies. */
const CHANNEL = 'tallies'

/**
 * Counts from before the page's first script on, in its workers too. The page must be one of a
 * context with `bypassCSP`: each worker is started through a module of ours.
 *
 * A blob is open while it is read (whole, or by a reader), sent, decoded, or has an object URL.
 * What the browser opens by itself, to copy it into IndexedDB say, nobody can count.
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
      // A worker hears nothing before all that it imports is there.
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

/** Runs in the page and in each worker, so it takes nothing from around it. */
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

  /** Puts `instead` in the place of a function; it is given the call, what it is made on, and with. */
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
