import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from '../support/server.ts'
import { expressionOf, resultOf, type SmokeBrowser } from './smoke-browser.ts'
import { createInput } from './webdriver-input.ts'

/** Timeout for the start of the driver, in milliseconds. */
const START_TIMEOUT = 10_000

/** Renders on the CPU into shared memory. Without a graphics card, OpenGL takes 60% more CPU time. */
const SOFTWARE = { WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1', WEBKIT_DISABLE_DMABUF_RENDERER: '1' }

/** Milliseconds in which the page paints for a screenshot. */
const PAINTING = 3000

/** Timeout of a script in milliseconds. A search for an element takes up to 15 s. */
const SCRIPT_TIMEOUT = 30_000

/** Launches WebKitGTK with WebDriver on a virtual screen. Its storage is ephemeral. */
export async function openWebKit(downloads: string): Promise<SmokeBrowser> {
  const port = await freePort()
  const screen = ['-a', '-s', '-screen 0 1280x900x24']
  const child = spawn('xvfb-run', [...screen, 'WebKitWebDriver', `--port=${port}`], {
    stdio: 'ignore',
    // Without a folder for downloads, it saves them in the home folder.
    env: { ...process.env, ...SOFTWARE, HOME: downloads, LANGUAGE: 'en' },
    // Starts a process group, so that one signal ends the driver and the screen.
    detached: true,
  })

  async function ask<R>(method: string, path: string, body?: object): Promise<R> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    })
    const reply: { value: R } = await response.json()
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(reply.value)}`)
    return reply.value
  }

  async function stop(): Promise<void> {
    const ended = once(child, 'exit')
    if (child.pid === undefined || child.exitCode !== null) return
    process.kill(-child.pid)
    await ended
  }

  const until = Date.now() + START_TIMEOUT
  while (!(await ask('GET', '/status').catch(() => undefined))) {
    if (Date.now() > until) {
      await stop()
      throw new Error('WebKitWebDriver does not answer')
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const { sessionId } = await ask<{ sessionId: string }>('POST', '/session', { capabilities: {} })
  const session = `/session/${sessionId}`
  const act = async (path: string, body: object) => void (await ask('POST', session + path, body))
  await act('/timeouts', { script: SCRIPT_TIMEOUT })
  const resize = (width: number) => act('/window/rect', { width, height: 838 })
  await resize(1280)

  const evaluate: SmokeBrowser['evaluate'] = async (work, argument) => {
    const script = `${expressionOf(work, argument)}.then(arguments[0])`
    return resultOf(await ask('POST', `${session}/execute/async`, { script, args: [] }))
  }

  return {
    open: (url) => act('/url', { url }),
    reload: () => act('/refresh', {}),
    evaluate,
    ...createInput((actions) => act('/actions', { actions })),
    async chooseFiles(selector, paths) {
      const query = { using: 'css selector', value: selector }
      const found = await ask<Record<string, string>>('POST', `${session}/element`, query)
      await act(`/element/${Object.values(found)[0]}/value`, { text: paths.join('\n') })
    },
    setOffline: async () => false,
    resize,
    async screenshot() {
      // After a resize, WebKit takes the picture when the page paints next.
      await evaluate((duration) => {
        document.documentElement.animate({ opacity: [0.999, 1] }, duration)
      }, PAINTING)
      return Buffer.from(await ask<string>('GET', `${session}/screenshot`), 'base64')
    },
    async close() {
      await ask('DELETE', session).catch(() => {})
      await stop()
    },
  }
}
