import type { Page } from '@playwright/test'

export interface Sending {
  url: string
  /** Uploads at a time. */
  parallel: number
}

/** Status of the response and `error` of its body, or `network error`. */
export type Received = string

/**
 * Opens a page that can send the given files by XMLHttpRequest. A context with `bypassCSP` allows
 * other origins. The same code then sends through the proxy or directly to a gateway.
 */
export async function openSender(page: Page, app: string, paths: string[]): Promise<void> {
  const answer = await page.goto(`${app}/bench/bare.html`)
  if (!answer?.ok()) throw new Error('dist/bench/ has no pages: `npm run bench` builds them')
  await page.locator('input').setInputFiles(paths)
}

/**
 * Sends each chosen file once.
 *
 * @returns The total time in milliseconds.
 * @throws {Error} if a response is not 200.
 */
export async function sendAll(page: Page, sending: Sending): Promise<number> {
  const { took, received } = await page.evaluate(sendChosen, sending)
  const failed = received.find((response) => response !== '200')
  if (failed !== undefined) throw new Error(`A file was answered with ${failed}`)
  return took
}

/** Sends each chosen file once. @returns The responses in the order of the files. */
export async function tryAll(page: Page, sending: Sending): Promise<Received[]> {
  const { received } = await page.evaluate(sendChosen, sending)
  return received
}

/** Runs in the page. */
async function sendChosen({ url, parallel }: Sending) {
  const files = [...(document.querySelector('input')?.files ?? [])]
  const received: Received[] = []
  const send = (file: File) =>
    new Promise<Received>((resolve) => {
      const request = new XMLHttpRequest()
      request.open('POST', url)
      request.setRequestHeader('Content-Type', 'application/octet-stream')
      request.setRequestHeader('X-Content-Hash', `sha256:${'0'.repeat(64)}`)
      request.responseType = 'json'
      request.upload.onprogress = ({ loaded }) => {
        document.body.dataset.loaded = String(loaded)
      }
      request.onload = () => {
        resolve([request.status, request.response?.error].filter(Boolean).join(' '))
      }
      request.onerror = () => resolve('network error')
      request.send(file)
    })
  const waiting = files.entries()
  const sendNext = async () => {
    for (const [index, file] of waiting) received[index] = await send(file)
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: parallel }, sendNext))
  return { took: performance.now() - began, received }
}
