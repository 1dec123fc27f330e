import type { RequestListener, ServerResponse } from 'node:http'
import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { dataTransferOf, linkTransferOf, sample } from '../support/files.ts'
import { test as base, expect } from '../support/fixtures.ts'
import { PUBLIC, startImportSite } from '../support/import-site.ts'
import { announcement } from '../support/pages/drop-zone.ts'
import { expectListed, expectStage, fileList, fileRow } from '../support/pages/file-list.ts'
import { keyPanel, openSandbox } from '../support/pages/key-panel.ts'
import { composerOf } from '../support/pages/request.ts'
import type { Site } from '../support/server.ts'

const HOST = 'http://media.example'

const NAMES = {
  'media.example': [[PUBLIC]],
  'inside.example': [['10.0.0.1']],
  's3.varg.ai': [[PUBLIC]],
}

interface Fixtures {
  /** Options of the command line of `importSite`. */
  options: string[]
  /** Responses that wait until the story ends them. */
  held: ServerResponse[]
  importSite: Site
}

const test = base.extend<Fixtures>({
  options: [[], { option: true }],

  held: ({ options: _ }, use) => use([]),

  importSite: async ({ keySweep, options, held }, use) => {
    const serveMedia: RequestListener = ({ url = '' }, response) => {
      const { buffer } = sample(url.endsWith('.mp3') ? 'mp3' : 'jpg')
      if (url.startsWith('/held')) held.push(response)
      else if (url === '/away.jpg') {
        response.writeHead(302, { Location: 'http://192.168.0.1/a.jpg' }).end()
      } else if (url === '/huge.jpg') {
        response.writeHead(200, { 'Content-Length': 300_000_000 }).end(buffer)
      } else if (url === '/article') response.end('<!doctype html><title>A</title>')
      else response.end(buffer)
    }
    const site = await startImportSite(NAMES, serveMedia, options)
    keySweep.watchServer(site)
    await use(site)
    await site.stop()
  },
})

/** Pending and failed imports, above the list. */
const imports = (page: Page) => page.getByRole('list', { name: 'Imports' })
const lineOf = (page: Page, name: string) =>
  imports(page).getByRole('listitem', { name, exact: true })

/** Drags a link or a picture of another page onto the list, with a file if the browser adds one. */
async function dropFromTab(page: Page, url: string, file?: ReturnType<typeof sample>) {
  const dataTransfer = file
    ? await dataTransferOf(page, [file])
    : await linkTransferOf(page, { 'text/uri-list': url, 'text/html': `<img src="${url}">` })
  if (file) await dataTransfer.evaluate((data, text) => data.setData('text/uri-list', text), url)
  const at = { dataTransfer, clientX: 40, clientY: 300 }
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', type, at)
}

async function paste(page: Page, text: string): Promise<void> {
  const clipboardData = await linkTransferOf(page, { 'text/plain': text })
  await clipboardData.evaluate((data) => {
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
}

/** The import requests in the server's log. */
const callsOf = ({ printed }: Site) => printed().match(/POST \/api\/import/g) ?? []

test('a picture of another tab is imported, and its URL replaces the foreign one', async ({
  page,
  importSite,
  held,
}) => {
  await openSandbox(page, importSite)
  const request = composerOf(page)
  await dropFromTab(page, `${HOST}/held/moon.jpg`)
  await expect(lineOf(page, 'moon.jpg')).toContainText('Importing from media.example')
  await expect(lineOf(page, 'moon.jpg').getByRole('progressbar')).toBeVisible()
  await request.expectReferences([{ tag: '@image1', name: 'moon.jpg' }])
  await expect(request.note).toContainText('1 reference added by its URL. It is being imported.')
  await expect(request.code).toContainText(`${HOST}/held/moon.jpg`)
  await expectAccessible(page)

  await expect.poll(() => held.length).toBe(1)
  held[0]?.end(sample('jpg').buffer)
  await expectStage(page, 'moon.jpg', 'Uploaded')
  await expect(imports(page)).toHaveCount(0)
  const row = fileRow(page, 'moon.jpg')
  const url = await row.link.innerText()
  await expect(row.word('New')).toBeVisible()
  await expect(row.picture).toBeVisible()
  await expect(row.button('@image1, remove from request')).toBeVisible()
  await request.expectReferences([{ tag: '@image1', name: 'moon.jpg' }])
  await expect(request.code).toContainText(url)
  await expect(request.code).not.toContainText(HOST)
  expect(callsOf(importSite)).toHaveLength(1)

  // Its stable URL is known, so it is not imported again.
  await paste(page, url)
  await expect(request.note).toContainText('Nothing added.')
  await expect(imports(page)).toHaveCount(0)
})

test('URLs pasted on the empty page are imported, each once, and wait for a key', async ({
  page,
  importSite,
}) => {
  await page.goto(importSite.url)
  await expect(keyPanel(page).field).toBeVisible()
  await paste(page, `${HOST}/a.jpg\n${HOST}/b.mp3\n${HOST}/a.jpg`)
  await expectListed(page, ['b.mp3', 'a.jpg'])
  await expectStage(page, 'a.jpg', 'Waiting')
  await composerOf(page).expectReferences([{ tag: '@image1' }, { tag: '@audio1' }])
  expect(callsOf(importSite)).toHaveLength(2)
  await keyPanel(page).tryWithoutKey.first().click()
  await expectStage(page, 'a.jpg', 'Uploaded')
  await expectStage(page, 'b.mp3', 'Uploaded')
  await expect(composerOf(page).code).not.toContainText(HOST)
})

test('a URL that cannot be imported stays a reference, and its line says why', async ({
  page,
  importSite,
}) => {
  await openSandbox(page, importSite)
  const reasons: [name: string, url: string, reason: string][] = [
    ['a.png', 'http://inside.example/a.png', 'inside.example is in a private network.'],
    ['b.png', 'http://127.0.0.1:80/b.png', '127.0.0.1 is in a private network.'],
    ['away.jpg', `${HOST}/away.jpg`, 'media.example redirects to 192.168.0.1, in a private'],
    ['huge.jpg', `${HOST}/huge.jpg`, 'it is over the 50 MB limit.'],
    ['article', `${HOST}/article`, "the URL leads to a web page. Copy the file's own URL."],
    ['c.png', 'http://nowhere.example/c.png', "nowhere.example can't be found by name."],
  ]
  await paste(page, reasons.map(([, url]) => url).join('\n'))
  for (const [name, , reason] of reasons) await expect(lineOf(page, name)).toContainText(reason)
  await expect(announcement(page, 'assertive')).toContainText('was not imported.')
  await composerOf(page).expectReferences(reasons.map(([name]) => ({ name })))
  await expect(fileList(page).rows).toHaveCount(0)
  await expectAccessible(page)

  const before = callsOf(importSite).length
  const line = lineOf(page, 'huge.jpg')
  await line.getByRole('button', { name: 'Retry' }).click()
  await expect.poll(() => callsOf(importSite).length).toBe(before + 1)
  await expect(line).toContainText('limit')
  await line.getByRole('button', { name: 'Dismiss' }).click()
  await expect(imports(page).getByRole('listitem')).toHaveCount(reasons.length - 1)
  await composerOf(page).expectReferences(reasons.map(([name]) => ({ name })))
})

test('an import ends when it is canceled, or when its reference is undone', async ({
  page,
  importSite,
  held,
}) => {
  await openSandbox(page, importSite)
  const request = composerOf(page)
  await paste(page, `${HOST}/held/a.jpg ${HOST}/held/b.jpg`)
  await expect.poll(() => held.length).toBe(2)
  await lineOf(page, 'a.jpg').getByRole('button', { name: 'Cancel' }).click()
  await expect(imports(page).getByRole('listitem')).toHaveCount(1)
  await request.note.getByRole('button', { name: 'Undo' }).click()
  await expect(imports(page)).toHaveCount(0)
  await expect(request.list).toHaveCount(0)
  await expect.poll(() => held.every(({ destroyed }) => destroyed)).toBe(true)
  await expect(fileList(page).rows).toHaveCount(0)
})

test('a drag with the file of its picture uploads the file, and varg URLs are not copied', async ({
  page,
  importSite,
}) => {
  await openSandbox(page, importSite)
  await dropFromTab(page, `${HOST}/sample.jpg`, sample('jpg'))
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await expect(composerOf(page).list).toHaveCount(0)

  await dropFromTab(page, 'https://s3.varg.ai/o/job_1.png')
  await composerOf(page).expectReferences([{ name: 'job_1.png' }])
  await expect(composerOf(page).note).toContainText('It is not uploaded.')
  await expectListed(page, ['sample.jpg'])
  expect(callsOf(importSite)).toEqual([])
})

test('Import in the menu of a reference imports a URL of pasted code', async ({
  page,
  importSite,
}) => {
  await openSandbox(page, importSite)
  const request = composerOf(page)
  const files = [{ url: `${HOST}/frame` }, { url: 'https://s3.varg.ai/o/job_1.png' }]
  await paste(page, JSON.stringify({ model: 'kling-v3', prompt: 'A walk', files }))
  await request.expectReferences([{ tag: '@image1', name: 'frame' }, { tag: '@image2' }])
  await expect(imports(page)).toHaveCount(0)

  const press = (tag: string) =>
    request.list.getByRole('button', { name: `More actions for ${tag}` }).click()
  await press('@image2')
  await expect(page.getByRole('menuitem', { name: 'Import' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await press('@image1')
  await page.getByRole('menuitem', { name: 'Import' }).click()
  await expectStage(page, 'frame.jpg', 'Uploaded')
  await request.expectReferences([{ tag: '@image1', name: 'frame' }, { tag: '@image2' }])
  await expect(request.code).not.toContainText(HOST)
})

test('a URL pasted into the request is imported, too', async ({ page, importSite }) => {
  await openSandbox(page, importSite)
  await dropFromTab(page, `${HOST}/first.jpg`)
  await expectStage(page, 'first.jpg', 'Uploaded')
  const request = composerOf(page)
  await request.copyButton.focus()
  await request.paste(`${HOST}/pane.mp3`)
  await expectStage(page, 'pane.mp3', 'Uploaded')
  await request.expectReferences([{ tag: '@audio1', name: 'pane.mp3' }])
  await expect(request.code).not.toContainText(HOST)
})

test('in version 2, the gateway imports, and our server only when it is asked', async ({
  page,
  importSite,
}) => {
  await openSandbox(page, importSite)
  await keyPanel(page).chooseVersion('2')
  const request = composerOf(page)
  await paste(page, `${HOST}/moon.jpg`)
  await expectStage(page, 'moon.jpg', 'Uploaded')
  const row = fileRow(page, 'moon.jpg')
  const url = await row.link.innerText()
  await expect(row.word('Listed by the gateway')).toBeAttached()
  await request.expectReferences([{ tag: '@image1', name: 'moon.jpg' }])
  await expect(request.code).toContainText(url)
  await expect(row.button('@image1, remove from request')).toBeVisible()
  await expect(announcement(page, 'polite')).toHaveText('moon.jpg imported.')
  await row.press('Check URL')
  await expect(row.word('URL checked')).toBeVisible()
  expect(importSite.printed()).toContain('POST /sandbox/v2/files/import')
  expect(callsOf(importSite)).toEqual([])

  // The gateway knows the content, and the list has it once.
  await paste(page, `${HOST}/twin.jpg`)
  await expect.poll(() => importSite.printed().match(/POST .*files\/import/g)).toHaveLength(2)
  await expect(imports(page)).toHaveCount(0)
  await expectListed(page, ['moon.jpg'])

  await paste(page, `http://inside.example/a.jpg ${HOST}/article`)
  const line = lineOf(page, 'a.jpg')
  await expect(line).toContainText('Not imported')
  await expect(line).toContainText('The gateway says:')
  await expect(line.getByRole('code')).toBeVisible()
  await expect(lineOf(page, 'article')).toContainText('Not imported')
  await expectAccessible(page)
  await line.getByRole('button', { name: 'Fetch with Refdrop' }).click()
  await expect(line).toContainText('inside.example is in a private network.')
  await expect(line.getByRole('button', { name: 'Fetch with Refdrop' })).toHaveCount(0)
  expect(callsOf(importSite)).toHaveLength(1)

  await page.reload()
  await expectStage(page, 'moon.jpg', 'Uploaded')
  await expect(fileRow(page, 'moon.jpg').link).toHaveText(url)
})

test.describe('a server beyond this machine', () => {
  test.use({ options: ['--behind-proxy'] })

  test('says how imports are switched on', async ({ page, importSite }) => {
    await openSandbox(page, importSite)
    await paste(page, `${HOST}/a.jpg`)
    await expect(lineOf(page, 'a.jpg')).toContainText(
      'imports are off. Restart Refdrop with --allow-import.',
    )
    await composerOf(page).expectReferences([{ tag: '@image1', name: 'a.jpg' }])
  })
})
