/**
 * The lower bound of the comparison. It hashes files in two workers and sends each hashed file by
 * XMLHttpRequest, six at a time. It has no list, no retry and no check of the response.
 */

const SENDS = 6

/** With `?hash` in its address, the page hashes and does not send. */
const isHashOnly = location.search === '?hash'

const hashed: { file: File; hash: string }[] = []
let left = 0
let sending = 0

function take(files: readonly File[]): void {
  left = files.length
  const waiting = files.values()
  for (let worker = 0; worker < 2; worker += 1) hashAll(waiting)
}

function hashAll(files: Iterator<File>): void {
  const worker = new Worker(new URL('./bare.worker.ts', import.meta.url), { type: 'module' })
  let file: File | undefined
  const next = () => {
    file = files.next().value
    if (file) worker.postMessage(file)
    else worker.terminate()
  }
  worker.onmessage = ({ data }: MessageEvent<string>) => {
    if (isHashOnly) count()
    else if (file) {
      hashed.push({ file, hash: data })
      send()
    }
    next()
  }
  next()
}

function count(): void {
  left -= 1
  if (left === 0) performance.mark('all uploaded')
}

function send(): void {
  while (sending < SENDS) {
    const next = hashed.shift()
    if (!next) return
    sending += 1
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/files')
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('X-Content-Hash', `sha256:${next.hash}`)
    request.onload = () => {
      if (request.status !== 200) throw new Error(`answered ${request.status}`)
      JSON.parse(request.responseText)
      sending -= 1
      count()
      send()
    }
    request.send(next.file)
  }
}

document.ondragover = (event) => event.preventDefault()
document.ondrop = (event) => {
  event.preventDefault()
  take([...(event.dataTransfer?.files ?? [])])
}
