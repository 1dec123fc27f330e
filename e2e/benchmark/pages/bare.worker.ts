import { createSHA256 } from 'hash-wasm'

// A dedicated worker's scope has the same messaging members as `Worker`.
declare const self: Worker

const hasher = createSHA256()

self.onmessage = async ({ data: file }: MessageEvent<File>) => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  self.postMessage((await hasher).init().update(bytes).digest('hex'))
}
