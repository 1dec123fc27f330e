import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createServer, type Plugin } from 'vite'
import { drop, sample } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { expectStage, fileRow } from '../support/pages/file-list.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { freePort } from '../support/server.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

const HEADER = `${ROOT}src/app/Header.tsx`
const TOKENS = `${ROOT}src/ui/tokens.css`

/** Serves two files as if someone had edited them. */
function editFiles() {
  let isEdited = false
  const plugin: Plugin = {
    name: 'edit-files',
    async load(id) {
      if (!isEdited || id.split('?', 1)[0] !== HEADER) return undefined
      return (await readFile(HEADER, 'utf8')).replace('<header ', '<header data-edited ')
    },
    // Tailwind compares file times, so this edits its output.
    transform: (code, id) =>
      isEdited && id.split('?', 1)[0] === TOKENS
        ? `${code}\nheader { outline-width: 7px }\n`
        : undefined,
  }
  return {
    plugin,
    edit() {
      isEdited = true
    },
  }
}

// TanStack Query writes errors in development only.
test.use({ watchesConsole: false })

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

test('the page of `npm run dev` keeps to its policy and reloads what is edited', async ({
  page,
}, testInfo) => {
  testInfo.setTimeout(240_000)
  const files = editFiles()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', ({ message }) => complaints.push(message))
  // Vite changes the environment, and other stories of this process build for production.
  const { NODE_ENV, REFDROP_DATA } = process.env
  process.env.REFDROP_DATA = testInfo.outputPath('data')
  const port = await freePort()
  const server = await createServer({
    root: ROOT,
    configFile: `${ROOT}vite.config.ts`,
    logLevel: 'silent',
    cacheDir: testInfo.outputPath('vite'),
    plugins: [files.plugin],
    server: { port },
  })
  try {
    await server.listen()
    const site = { url: `http://localhost:${port}` }
    const response = await page.goto(site.url)
    expect(response?.headers()['content-security-policy']).toContain('trusted-types')
    await expect(page.getByRole('banner')).toBeVisible({ timeout: 120_000 })
    await openSandbox(page, site)
    await drop(page, [sample('jpg')])
    await expectStage(page, 'sample.jpg', 'Uploaded')
    await expect(fileRow(page, 'sample.jpg').picture).toBeVisible()
    expect(await page.evaluate(() => typeof SharedWorker)).toBe('undefined')
    await page.evaluate(() => Object.assign(globalThis, { isKept: true }))
    files.edit()
    for (const path of [HEADER, TOKENS]) server.watcher.emit('change', path)
    const banner = page.getByRole('banner')
    await expect(banner).toHaveAttribute('data-edited')
    await expect(banner).toHaveCSS('outline-width', '7px')
    expect(await page.evaluate(() => 'isKept' in globalThis)).toBe(true)
    await expectStage(page, 'sample.jpg', 'Uploaded')
    expect(complaints.join('\n')).not.toMatch(/policy|violat|trusted/i)
  } finally {
    await server.close()
    restore('NODE_ENV', NODE_ENV)
    restore('REFDROP_DATA', REFDROP_DATA)
  }
})
