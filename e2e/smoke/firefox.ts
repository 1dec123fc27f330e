import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import WebSocket from 'ws'
import { findFirefox } from './engines.ts'
import { expressionOf, resultOf, type SmokeBrowser } from './smoke-browser.ts'
import { createInput } from './webdriver-input.ts'

interface Reply {
  id?: number
  type: 'success' | 'error' | 'event'
  result?: unknown
  message?: string
}

const CLOSED: Reply = { type: 'error', message: 'Firefox closed the connection' }

const PREFERENCES = {
  // Without it, a page reads the clipboard only after a click on Firefox's own menu.
  'dom.events.testing.asyncClipboard': true,
  'intl.accept_languages': 'en-US',
}

/** On a blank page, the address bar has the focus, so Enter would press no button of the page. */
const START_PAGE = 'about:license'

/** Timeout of the start, in milliseconds. */
const START_TIMEOUT = 30_000

/** Launches a headless Firefox with WebDriver BiDi. */
export async function openFirefox(downloads: string): Promise<SmokeBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'refdrop-firefox-'))
  await writeFile(
    join(profile, 'user.js'),
    Object.entries(PREFERENCES)
      .map(([name, value]) => `user_pref('${name}', ${JSON.stringify(value)});\n`)
      .join(''),
  )
  const program = findFirefox() ?? 'firefox'
  const options = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0']
  const child = spawn(program, [...options, START_PAGE], { stdio: ['ignore', 'ignore', 'pipe'] })
  const giveUp = setTimeout(() => child.kill(), START_TIMEOUT)
  const socket = new WebSocket(`${await addressOf(child.stderr)}/session`)
  clearTimeout(giveUp)
  await once(socket, 'open')
  const pending = new Map<number, (reply: Reply) => void>()
  // A crashed Firefox answers nothing.
  let isClosed = false
  socket.on('close', () => {
    isClosed = true
    for (const resolve of pending.values()) resolve(CLOSED)
  })
  let lastId = 0
  socket.on('message', (data) => {
    const reply: Reply = JSON.parse(String(data))
    if (reply.id !== undefined) pending.get(reply.id)?.(reply)
  })

  async function send(method: string, params: object): Promise<unknown> {
    lastId += 1
    const id = lastId
    const { type, result, message } = await new Promise<Reply>((resolve) => {
      if (isClosed) return resolve(CLOSED)
      pending.set(id, resolve)
      socket.send(JSON.stringify({ id, method, params }))
    })
    pending.delete(id)
    if (type === 'error') throw new Error(`${method}: ${message}`)
    return result
  }

  await send('session.new', { capabilities: {} })
  await send('browser.setDownloadBehavior', {
    downloadBehavior: { type: 'allowed', destinationFolder: downloads },
  })
  const tree = await send('browsingContext.getTree', {})
  const { contexts } = tree as { contexts: [{ context: string }] }
  const { context } = contexts[0]
  // The clipboard needs a focused window.
  await send('browsingContext.activate', { context })
  const evaluate = async <R>(expression: string) => {
    const options = { expression, target: { context }, awaitPromise: true }
    return ((await send('script.evaluate', options)) as { result: R }).result
  }
  const resize = async (width: number) =>
    void (await send('browsingContext.setViewport', { context, viewport: { width, height: 800 } }))
  await resize(1280)

  return {
    open: async (url) =>
      void (await send('browsingContext.navigate', { context, url, wait: 'complete' })),
    reload: async () => void (await send('browsingContext.reload', { context, wait: 'complete' })),
    evaluate: async (work, argument) =>
      resultOf((await evaluate<{ value: string }>(expressionOf(work, argument))).value),
    ...createInput(
      async (actions) => void (await send('input.performActions', { context, actions })),
    ),
    async chooseFiles(selector, files) {
      const query = `document.querySelector(${JSON.stringify(selector)})`
      const { sharedId } = await evaluate<{ sharedId: string }>(query)
      await send('input.setFiles', { context, element: { sharedId }, files })
    },
    async setOffline(isOffline) {
      const networkConditions = isOffline ? { type: 'offline' } : null
      await send('emulation.setNetworkConditions', { networkConditions, contexts: [context] })
      return true
    },
    resize,
    async screenshot() {
      const reply = await send('browsingContext.captureScreenshot', { context })
      return Buffer.from((reply as { data: string }).data, 'base64')
    },
    async close() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit')
        // Closing it takes 4 s, for a profile that is removed.
        child.kill()
        await ended
      }
      await rm(profile, { recursive: true, force: true })
    },
  }
}

/** Reads the WebSocket URL that Firefox prints. @throws {Error} if Firefox ends first. */
async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? []
    if (address === undefined) continue
    output.resume()
    return address
  }
  throw new Error('Firefox ended before it listened')
}
