import type { Page } from '@playwright/test'

interface HeldSend {
  upload: XMLHttpRequestUpload
  size: number
}

interface PlayedWindow extends Window {
  held: HeldSend[]
}

/** Uploads that stay in flight. */
export interface HeldSends {
  count: () => Promise<number>
  /**
   * Dispatches progress events to the uploads in turn, each in its own task, as browsers do.
   * The last event of each upload reports that every byte is sent, or a share of them.
   */
  tick: (ticks: number, share?: number) => Promise<void>
}

/** Holds back requests with files, so that progress events come only from the story. */
export async function holdSends(page: Page): Promise<HeldSends> {
  await page.addInitScript(holdInPage)
  return {
    count: () => page.evaluate(() => (window as unknown as PlayedWindow).held.length),
    tick: (ticks, share = 1) => page.evaluate(tickInPage, { ticks, share }),
  }
}

function holdInPage(): void {
  const played = window as unknown as PlayedWindow
  played.held = []
  const { send } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.send = function (body) {
    if (body instanceof Blob) played.held.push({ upload: this.upload, size: body.size })
    else send.call(this, body)
  }
}

async function tickInPage({ ticks, share }: { ticks: number; share: number }): Promise<void> {
  const { held } = window as unknown as PlayedWindow
  const { port1, port2 } = new MessageChannel()
  for (let tick = 1; tick <= ticks; tick += 1) {
    const next = new Promise((resolve) => {
      port1.onmessage = resolve
    })
    port2.postMessage('next')
    await next
    const one = held[tick % held.length]
    const total = one?.size ?? 0
    const loaded = Math.floor(total * share * Math.min(1, (tick + held.length) / ticks))
    one?.upload.dispatchEvent(
      new ProgressEvent('progress', { lengthComputable: true, loaded, total }),
    )
  }
  port1.close()
}
