import { createSHA256 } from 'hash-wasm'

// Seen from inside a worker is as seen from outside: messages go in and come out.
declare const self: Worker

const hasher = createSHA256()

self.onmessage = async ({ data: file }: MessageEvent<File>) => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  self.postMessage((await hasher).init().update(bytes).digest('hex'))
}
