import { drop, sample } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { fileList, fileRow } from '../support/pages/file-list.ts'
import { logOf, openInspector } from '../support/pages/inspector.ts'
import { expectKeyWorks, openSandbox, saveKey } from '../support/pages/key-panel.ts'
import { expectControlled } from '../support/pages/offline.ts'
import { addToRequest, composerOf } from '../support/pages/request.ts'
import type { startSite } from '../support/server.ts'

const BASE = '/refdrop'

/** Starts a server below the sub-path. The URL of the site is that of its page. */
async function startBelow(start: typeof startSite, environment: Record<string, string> = {}) {
  const site = await start(environment, undefined, ['--base', `${BASE}/`])
  return { ...site, url: `${site.url}${BASE}/` }
}

test('the page uploads, remembers and writes URLs below a sub-path', async ({
  page,
  startSite,
}) => {
  const site = await startBelow(startSite)
  const foreign: string[] = []
  page.on('request', (request) => {
    const { pathname, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && !pathname.startsWith(`${BASE}/`)) foreign.push(pathname)
  })
  await openSandbox(page, site)
  await drop(page, [sample('jpg'), sample('mp3')])
  await expect(fileRow(page, 'sample.jpg').word('Verified')).toBeVisible()
  await expect(fileRow(page, 'sample.mp3').word('Verified')).toBeVisible()
  const url = await fileRow(page, 'sample.jpg').link.getAttribute('href')
  expect(url).toMatch(`${site.url}sandbox/u/`)
  const fetched = await fetch(String(url))
  expect(Buffer.from(await fetched.arrayBuffer())).toEqual(sample('jpg').buffer)
  await expect(fileRow(page, 'sample.jpg').picture).toBeVisible()

  await addToRequest(page, ['sample.jpg'])
  await expect(composerOf(page).code).toContainText(String(url))
  const inspector = await openInspector(page, 'Log')
  const log = logOf(inspector)
  await log.rows.filter({ hasText: 'POST' }).first().click()
  await expect(log.chosenCall.getByText(`POST ${site.url}sandbox/v1/files`)).toBeVisible()

  await page.reload()
  await expect(fileList(page).rows).toHaveCount(2)
  await expect(fileRow(page, 'sample.jpg').word('Uploaded')).toBeVisible()
  await expect(composerOf(page).code).toContainText(String(url))
  expect(foreign).toEqual([])
})

test('what the page stores has the sub-path in its name', async ({ page, startSite }) => {
  const site = await startBelow(startSite)
  await openSandbox(page, site)
  await drop(page, [sample('jpg')])
  await expect(fileRow(page, 'sample.jpg').word('Verified')).toBeVisible()
  const names = await page.evaluate(async () => ({
    texts: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
    databases: (await indexedDB.databases()).map(({ name }) => name),
    locks: ((await navigator.locks.query()).held ?? []).map(({ name }) => name),
  }))
  const all = Object.values(names).flat()
  expect(names.databases).toHaveLength(2)
  expect(names.texts.length * names.locks.length).toBeGreaterThan(0)
  // The service worker shares a database with the page, whose name contains the worker's scope.
  const own = [`${BASE}:refdrop`, `refdrop-shares ${site.url}`]
  expect(all.filter((name) => !own.some((start) => name?.startsWith(start)))).toEqual([])
})

test('a key goes to the gateway of the page below a sub-path', async ({
  page,
  gateway,
  startSite,
}) => {
  const site = await startBelow(startSite, { VARG_GATEWAY_URL: `${gateway.url}/sandbox` })
  await page.goto(site.url)
  await saveKey(page, KEY)
  await expectKeyWorks(page)
  await drop(page, [sample('webp')])
  await expect(fileRow(page, 'sample.webp').word('Uploaded')).toBeVisible()
  expect(site.printed()).toContain('POST /api/v2/files 200')
})

test.describe('with its service worker', () => {
  // The browser logs each failed fetch.
  test.use({ serviceWorkers: 'allow', watchesConsole: false })

  test('the page opens offline below a sub-path', async ({ page, startSite }) => {
    const site = await startBelow(startSite)
    await openSandbox(page, site)
    await drop(page, [sample('jpg')])
    await expect(fileRow(page, 'sample.jpg').word('Verified')).toBeVisible()
    await expectControlled(page)
    const scopes = await page.evaluate(async () =>
      (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
    )
    expect(scopes).toEqual([site.url])
    await page.context().setOffline(true)
    await page.reload()
    await expect(fileRow(page, 'sample.jpg').word('Uploaded')).toBeVisible()
    await page.context().setOffline(false)
  })
})
