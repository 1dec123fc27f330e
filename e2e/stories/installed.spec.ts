import { rm } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import type { Page, Response } from '@playwright/test'
import { buildAgain, type Deployed, deployBuild } from '../support/deployed.ts'
import { drop, made } from '../support/files.ts'
import { test as base, expect } from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'
import { expectStage, fileRow } from '../support/pages/file-list.ts'
import { closeAccount, keyPanel, openAccount, openSandbox } from '../support/pages/key-panel.ts'
import {
  expectControlled,
  expectOtherBuild,
  isInstalled,
  lookForNewer,
  newerBuild,
  openInstalled,
  readCaches,
} from '../support/pages/offline.ts'
import { addToRequest, composerOf, readClipboard } from '../support/pages/request.ts'
import { settings } from '../support/pages/settings.ts'
import { countStored } from '../support/remembered.ts'

const test = base.extend<{ deployed: Deployed }>({
  deployed: async ({ keySweep }, use) => {
    const deployed = await deployBuild()
    keySweep.watchServer(deployed.site())
    await use(deployed)
    await deployed.end()
  },
})

// Each story has its own profile, so no service worker remains. Browsers log each failed fetch.
test.use({ serviceWorkers: 'allow', watchesConsole: false })

const hold = (page: Page) => page.getByRole('status', { name: 'Hold' })
const pageName = (page: Page) => page.getByRole('heading', { level: 1 })

test('the page opens offline with its list, history and request, and sends what is dropped when it is back', async ({
  page,
  openVarg,
}) => {
  await openVarg()
  await drop(page, [made('sent.png', 3000)])
  await addToRequest(page, ['sent.png'])
  const { prompt, expectReferences, copy } = composerOf(page)
  await prompt.fill('@image1 at dusk')
  await expectControlled(page)
  await page.context().setOffline(true)
  await page.reload()

  await expectReferences([{ name: 'sent.png' }])
  await expect(prompt).toHaveText('@image1 at dusk')
  expect(await copy()).toContain('at dusk')
  await fileRow(page, 'sent.png').press('Copy URL')
  await expect
    .poll(() => readClipboard(page))
    .toBe(await fileRow(page, 'sent.png').link.innerText())
  await settings(page).open()
  await expect(settings(page).dialog).toBeVisible()
  await settings(page).close()

  // The detector hashes the small file. A hash worker hashes the large one.
  await drop(page, [made('small.png', 3000), made('large.png', 300_000)])
  await expectStage(page, 'small.png', 'Waiting')
  await expectStage(page, 'large.png', 'Waiting')
  await expect(hold(page)).toContainText('You’re offline.')
  await expect(keyPanel(page).pill).toContainText('Offline')
  await openAccount(page)
  await expect(keyPanel(page).popover).toContainText(
    'Saved keys show when Refdrop’s server answers.',
  )
  await closeAccount(page)

  // Waiting files survive another reload.
  await expect.poll(() => countStored(page, 'bytes')).toBe(2)
  await page.reload()
  await expectStage(page, 'small.png', 'Waiting')
  await page.context().setOffline(false)
  await expectStage(page, 'small.png', 'Uploaded')
  await expectStage(page, 'large.png', 'Uploaded')
})

test('the page opens when its server is down or a web server responds with 502', async ({
  page,
  deployed,
}) => {
  await openSandbox(page, deployed)
  await drop(page, [made('sent.png', 3000)])
  await expectStage(page, 'sent.png', 'Uploaded')
  await expectControlled(page)
  await deployed.stop()
  await page.reload()
  await expect(fileRow(page, 'sent.png').root).toBeVisible()
  await drop(page, [made('new.png', 3000)])
  await expectStage(page, 'new.png', 'Waiting')
  await expect(hold(page)).toContainText('Refdrop isn’t running.')
  await expect(keyPanel(page).pill).toContainText('Unreachable')

  await deployed.replaceWith((_request, response) => {
    response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>Bad gateway</h1>')
  })
  await expect.poll(() => countStored(page, 'bytes')).toBe(1)
  await page.reload()
  await expectStage(page, 'new.png', 'Waiting')
  expect(await isInstalled(page)).toBe(true)

  await deployed.start()
  await hold(page).getByRole('button', { name: 'Try now' }).click()
  await expectStage(page, 'new.png', 'Uploaded')
})

test('the worker passes calls of the API, and answers for the files of the page', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  await expectControlled(page)
  // The page still fetches parts that it requested before it had a service worker.
  await page.waitForLoadState('networkidle')
  /** Whether the service worker responded, by the first folder of the path. */
  const answers: Record<string, Set<boolean>> = {}
  page.on('response', (response) => {
    const [, folder = ''] = new URL(response.url()).pathname.split('/')
    // Skips the page's own check for a newer build, which is not a navigation.
    if (folder === '' && !response.request().isNavigationRequest()) return
    answers[folder] = (answers[folder] ?? new Set()).add(response.fromServiceWorker())
  })
  await page.reload()
  await drop(page, [made('sent.png', 3000)])
  await expectStage(page, 'sent.png', 'Uploaded')
  await expect.poll(() => Object.keys(answers)).toEqual(expect.arrayContaining(['machine']))
  expect(answers).toMatchObject({
    '': new Set([true]),
    assets: new Set([true]),
    sandbox: new Set([false]),
    machine: new Set([false]),
  })
})

/** Fetches a lazy part again, as the page does when it has no memory of the part. */
async function fetchPart(page: Page): Promise<Response> {
  const fetching = page.waitForResponse(/SettingsDialog-[^/]*\.js$/)
  await page.evaluate(async () => {
    const list = document.querySelector<HTMLMetaElement>('meta[name=later]')
    const path = list?.content.split(' ').find((one) => one.includes('SettingsDialog'))
    if (path) await fetch(path)
  })
  return fetching
}

test('the page offers a newer build, keeps its own parts until then, and opens the newer one offline', async ({
  page,
  context,
  deployed,
}) => {
  test.setTimeout(300_000)
  const building = buildAgain('Refdrop 2')
  await openSandbox(page, deployed)
  await expectControlled(page)
  const former = await readCaches(page)
  expect(former).toHaveLength(1)
  const folder = await building
  await deployed.deploy(folder)

  await lookForNewer(page)
  await expect(newerBuild(page).message).toBeVisible()

  await test.step('a new tab has the newer build, and the old page keeps its parts', async () => {
    // The worker asks the other pages for their build once it has recognized the new page.
    const asked = page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          navigator.serviceWorker.addEventListener('message', ({ data }) => {
            if (data === 'which-build') resolve()
          })
        }),
    )
    const second = await context.newPage()
    await second.goto(deployed.url)
    await expect(pageName(second)).toHaveText('Refdrop 2')
    await asked
    await expect(newerBuild(second).message).toHaveCount(0)
    await settings(page).open()
    await expect(settings(page).dialog).toBeVisible()
    const response = await fetchPart(page)
    expect(response.fromServiceWorker()).toBe(true)
    const gone = await fetch(response.url())
    expect(gone.status).toBe(404)
    await settings(page).close()
    expect(await readCaches(page)).toEqual(expect.arrayContaining(former))
    await second.close()
  })

  await test.step('a reload asks first while a file is sent', async () => {
    const faults = faultsOf(deployed)
    await faults.make({ latency: 30_000 })
    await drop(page, [made('sent.png', 3000)])
    await expectStage(page, 'sent.png', 'Confirming')
    await expect.poll(() => countStored(page, 'bytes')).toBe(1)
    const asked = page.waitForEvent('dialog')
    const pressing = newerBuild(page).reload.click()
    await (await asked).dismiss()
    await pressing
    await expectStage(page, 'sent.png', 'Confirming')
    await expect(pageName(page)).toHaveText('Refdrop')
    await faults.make({})
    page.once('dialog', (dialog) => dialog.accept())
    await newerBuild(page).reload.click()
    await expect(pageName(page)).toHaveText('Refdrop 2')
    await expectStage(page, 'sent.png', 'Uploaded')
  })

  await test.step('the newer build opens offline', async () => {
    await expectOtherBuild(page, former)
    await expect(newerBuild(page).message).toHaveCount(0)
    await deployed.stop()
    await page.reload()
    await expect(pageName(page)).toHaveText('Refdrop 2')
    await expectStage(page, 'sent.png', 'Uploaded')
  })
  await rm(folder, { recursive: true, force: true })
})

const another: RequestListener = (_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Another page</h1>')
}

async function expectAnotherPage(page: Page): Promise<void> {
  await expect(page.getByRole('heading')).toHaveText('Another page')
  await expect.poll(() => isInstalled(page)).toBe(false)
}

test('the worker removes itself and its files when another page is at its address', async ({
  page,
  deployed,
}) => {
  await openInstalled(page, deployed.url)
  expect(await readCaches(page)).toHaveLength(1)
  await deployed.stop()

  const login: RequestListener = ({ url }, response) => {
    if (url === '/') response.writeHead(302, { Location: '/login' }).end()
    else response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Sign in</h1>')
  }
  await deployed.replaceWith(login)
  await page.goto(deployed.url)
  await expect(page.getByRole('heading')).toHaveText('Sign in')
  expect(await isInstalled(page)).toBe(true)
  expect(await readCaches(page)).toHaveLength(1)

  await deployed.replaceWith(another)
  await page.goto(deployed.url)
  await expectAnotherPage(page)
  await expect.poll(() => readCaches(page)).toEqual([])

  await test.step('in the tab of Refdrop itself', async () => {
    await deployed.start()
    await openInstalled(page, deployed.url)
    expect(await readCaches(page)).toHaveLength(1)
    await deployed.stop()
    await deployed.replaceWith(another)
    await page.reload()
    await expectAnotherPage(page)
    await expect.poll(() => readCaches(page)).toEqual([])
  })
})

test('an open page keeps its parts when another page is at its address', async ({
  page,
  context,
  deployed,
}) => {
  await openInstalled(page, deployed.url)
  await deployed.stop()
  await deployed.replaceWith(another)
  const second = await context.newPage()
  await second.goto(deployed.url)
  await expectAnotherPage(second)

  await settings(page).open()
  await expect(settings(page).dialog).toBeVisible()
  expect((await fetchPart(page)).fromServiceWorker()).toBe(true)
  expect(await readCaches(page)).toHaveLength(1)
})

test('the browser accepts the manifest', async ({ page, context, site }) => {
  await openInstalled(page, site.url)
  const client = await context.newCDPSession(page)
  const { errors, data, url } = await client.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { icons, start_url, scope, id } = JSON.parse(data ?? '{}')
  for (const path of [start_url, scope, id]) expect(new URL(path, url).href).toBe(`${site.url}/`)
  for (const { src, type } of icons) {
    const icon = await page.request.get(new URL(src, url).href)
    expect(icon.headers()['content-type']).toBe(type)
  }
  const { installabilityErrors } = await client.send('Page.getInstallabilityErrors')
  expect(installabilityErrors).toEqual([])
})
