import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { type FilePayload, made, madeSparse, sample } from '../support/files.ts'
import { test as base, expect } from '../support/fixtures.ts'
import { announcement, dropZone } from '../support/pages/drop-zone.ts'
import { expectStage, expectStages, fileList } from '../support/pages/file-list.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { settings } from '../support/pages/settings.ts'
import type { Site } from '../support/server.ts'

interface Shared {
  files?: readonly FilePayload[] | string
  text?: string
  encoding?: string
}

const test = base.extend<{ share: (site: Site, shared: Shared) => Promise<void> }>({
  /** Posts a form from a page of another origin, as the system does for a share. */
  share: async ({ page, startUpstream }, use) => {
    const foreign = await startUpstream(
      () => {},
      () => {},
      (_, response) => {
        response
          .setHeader('Content-Type', 'text/html; charset=utf-8')
          .end('<!doctype html><title>Other</title>')
      },
    )
    await use(async (site, { files = [], text = '', encoding = 'multipart/form-data' }) => {
      await page.goto(foreign.url)
      await page.evaluate(
        ([action, encoding, text]) => {
          document.body.innerHTML =
            '<form method="post"><input type="file" name="files" multiple><input name="text"></form>'
          const form = document.forms[0] as HTMLFormElement
          Object.assign(form, { action, enctype: encoding })
          Object.assign(form.elements.namedItem('text') as HTMLInputElement, { value: text })
        },
        [`${site.url}/share`, encoding, text] as const,
      )
      await page.locator('input[type=file]').setInputFiles(files as string)
      await page.evaluate(() => document.forms[0]?.submit())
      await page.waitForURL(`${site.url}/`)
    })
  },
})

test.use({ serviceWorkers: 'allow' })

const panelOf = (page: Page) => page.getByRole('group', { name: /^(Shared|Opened) with Refdrop/ })
const notices = (page: Page) => page.getByRole('region', { name: 'Notices' })

/** Opens the sandbox and waits for the service worker. */
async function openInstalled(page: Page, site: Site): Promise<void> {
  await openSandbox(page, site)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

/** Counts the shares in the inbox. The panel shows them later. */
const countWaiting = (page: Page) =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases()
    const name = databases.find(({ name }) => name?.startsWith('refdrop-shares '))?.name
    if (name === undefined) return 0
    const opening = indexedDB.open(name)
    await new Promise((resolve) => opening.addEventListener('success', resolve))
    const counting = opening.result.transaction('shares').objectStore('shares').count()
    await new Promise((resolve) => counting.addEventListener('success', resolve))
    opening.result.close()
    return counting.result
  })

const postsOf = (site: Site) => site.printed().match(/POST .*files/g) ?? []

test('files of a foreign page wait for a press over a reload and add up', async ({
  page,
  site,
  share,
}) => {
  await openInstalled(page, site)
  const before = postsOf(site).length
  const hostile = { ...made('x', 3000), name: 'a\u202Egpj.exe<img src=x>.png' }
  await share(site, {
    files: [{ ...sample('jpg'), name: 'one.jpg' }, hostile, made('b.png', 2000)],
  })
  const panel = panelOf(page)
  await expect(panel).toContainText('Shared with Refdrop: 3 files.')
  await expect(announcement(page, 'polite')).toHaveText('Shared with Refdrop: 3 files.')
  await expect(panel).toContainText('a\\u202egpj.exe<img src=x>.png2.9 KB')
  expect(await page.evaluate(() => location.search)).toBe('')
  await expectAccessible(page)

  await page.reload()
  await expect(panel).toContainText('3 files')
  await share(site, { files: [made('c.png', 1000)] })
  await expect(panel).toContainText('4 files')
  expect(await fileList(page).rows.count()).toBe(0)
  expect(postsOf(site)).toHaveLength(before)

  await panel.getByRole('button', { name: 'Upload' }).press('Enter')
  await expect(panel).toHaveCount(0)
  await expectStages(page, 'Uploaded', 4)
  await page.reload()
  await expectStages(page, 'Uploaded', 4)
  await expect(panel).toHaveCount(0)
})

test('Discard forgets what was shared', async ({ page, site, share }) => {
  await openInstalled(page, site)
  await share(site, { files: [made('a.png', 1000)], text: 'a note' })
  await expect(panelOf(page)).toContainText('The shared text has no link and is left out.')
  await panelOf(page).getByRole('button', { name: 'Discard' }).click()
  await expect(panelOf(page)).toHaveCount(0)
  await page.reload()
  await expect(dropZone(page).heading).toBeVisible()
  expect(await countWaiting(page)).toBe(0)
})

test('a shared link is imported after a press', async ({ page, site, share }) => {
  await openInstalled(page, site)
  await share(site, { text: 'Look: http://192.168.0.1/a.jpg.' })
  await expect(panelOf(page)).toContainText('Shared with Refdrop: 1 link.')
  await expect(panelOf(page).getByRole('listitem')).toHaveText(
    'http://192.168.0.1/a.jpgWeb address',
  )
  await panelOf(page).getByRole('button', { name: 'Upload' }).click()
  const line = page.getByRole('list', { name: 'Imports' }).getByRole('listitem', { name: 'a.jpg' })
  await expect(line).toContainText('Not imported')
})

const refused: [what: string, shared: Shared, sentence: RegExp][] = [
  ['an empty form', {}, /^Nothing was shared\.$/],
  ['text', { text: 'a note' }, /^Only text was shared\./],
  ['a body that is no form', { text: 'a note', encoding: 'text/plain' }, /^Refdrop was not ready/],
]
for (const [what, shared, sentence] of refused) {
  test(`the page says why nothing waits when ${what} is shared`, async ({ page, site, share }) => {
    await openInstalled(page, site)
    await share(site, shared)
    await expect(announcement(page, 'assertive')).toHaveText(sentence)
    expect(await countWaiting(page)).toBe(0)
    expect(page.url()).toBe(`${site.url}/`)
    await notices(page).getByRole('button', { name: 'Dismiss' }).click()
    await expect(notices(page)).toHaveCount(0)
  })
}

test('2,000 shared files do not wait, and the page says how many can', async ({
  page,
  site,
  share,
}) => {
  await openInstalled(page, site)
  const files = Array.from({ length: 2000 }, (_, at) => made(`${at}.png`, 20))
  await share(site, { files })
  await expect(announcement(page, 'assertive')).toHaveText(
    /^Too much at once: nothing of it was kept\. At most 1,000 files/,
  )
  expect(await countWaiting(page)).toBe(0)
})

test('a shared file of 60 MB waits, and is skipped after a press', async ({
  page,
  site,
  share,
}, testInfo) => {
  await openInstalled(page, site)
  await share(site, { files: await madeSparse(testInfo.outputPath('large.png'), 60_000_000) })
  await expect(panelOf(page)).toContainText('large.pngOver 50 MB57.2 MB')
  await panelOf(page).getByRole('button', { name: 'Upload' }).click()
  await expect(dropZone(page).skippedCount('1 file skipped')).toBeVisible()
})

test.describe('in a frame', () => {
  test.use({ watchesConsole: false })

  test('a frame of a foreign page cannot share', async ({ page, site, share }) => {
    await openInstalled(page, site)
    await share(site, {})
    await page.goBack()
    const blocked = page.waitForEvent('console', (one) => one.text().includes('frame-ancestors'))
    await page.evaluate((action) => {
      document.body.innerHTML = `<iframe name="a"></iframe><form method="post" target="a" enctype="multipart/form-data" action="${action}"><input name="text" value="https://a.example/b.png"></form>`
      document.forms[0]?.submit()
    }, `${site.url}/share`)
    await blocked
    await page.goto(site.url)
    await expect(dropZone(page).heading).toBeVisible()
    expect(await countWaiting(page)).toBe(0)
  })
})

test.describe('without a service worker', () => {
  test.use({ serviceWorkers: 'block' })

  test('a share leads to the page, which says that nothing arrived', async ({
    page,
    site,
    share,
  }) => {
    await share(site, { files: [made('a.png', 1000)] })
    await expect(announcement(page, 'assertive')).toHaveText(/so nothing arrived\. Share again\.$/)
    expect(page.url()).toBe(`${site.url}/`)
  })
})

test('files opened with the page wait for a press', async ({ page, site }) => {
  await page.addInitScript(() => {
    const gone = async () => {
      throw new DOMException('gone', 'NotFoundError')
    }
    const getFile = async () => new File(['GIF89a-opened'], 'opened.gif', { lastModified: 1 })
    const setConsumer = (consumer: (launch: object) => void) =>
      consumer({ files: [{ getFile }, { getFile: gone }] })
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer } })
  })
  await openSandbox(page, site)
  await expect(panelOf(page)).toContainText('Opened with Refdrop: 1 file.')
  await expect(notices(page)).toContainText('1 file could not be opened.')
  await page.reload()
  await expect(panelOf(page)).toContainText('Opened with Refdrop: 1 file.')
  await panelOf(page).getByRole('button', { name: 'Upload' }).click()
  await expectStage(page, 'opened.gif', 'Uploaded')
  await page.reload()
  await expectStage(page, 'opened.gif', 'Uploaded')
  await expect(panelOf(page)).toHaveCount(0)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('the cameras add to the list without another press', async ({ page, site }) => {
    await openSandbox(page, site)
    const choose = async (name: string, file: FilePayload) => {
      await page.getByRole('button', { name: 'More ways to add' }).click()
      const chooser = page.waitForEvent('filechooser')
      await page.getByRole('menuitem', { name }).click()
      const { element, setFiles } = await chooser.then((one) => ({
        element: one.element(),
        setFiles: one.setFiles.bind(one),
      }))
      const facts = await element.evaluate((input: HTMLInputElement) => [
        input.accept,
        input.getAttribute('capture'),
      ])
      await setFiles(file)
      return facts
    }
    const photo = { ...sample('jpg'), name: 'image.jpg' }
    expect(await choose('Take a photo', photo)).toEqual(['image/*', 'environment'])
    await expectStages(page, 'Uploaded', 1)
    await expect(fileList(page).rows.first()).toHaveAccessibleName(/^pasted-.*\.jpg$/)
    expect(await choose('Record a video', sample('mp4'))).toEqual(['video/*', 'environment'])
    await expectStages(page, 'Uploaded', 2)
    await expect(page.locator('input[capture]')).toHaveCount(0)
  })

  test('Paste says what to do when the clipboard is blocked or missing', async ({ page, site }) => {
    await openSandbox(page, site)
    const paste = async () => {
      await page.getByRole('button', { name: 'More ways to add' }).click()
      await page.getByRole('menuitem', { name: 'Paste' }).click()
    }
    await page.evaluate(() => {
      navigator.clipboard.read = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
    })
    await paste()
    await expect(announcement(page, 'assertive')).toHaveText(/^The clipboard is blocked\./)
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: {} }))
    await paste()
    await expect(announcement(page, 'assertive')).toHaveText(/gives pages no clipboard/)
    await page.evaluate(() => Object.defineProperty(window, 'isSecureContext', { value: false }))
    await paste()
    await expect(announcement(page, 'assertive')).toHaveText(/^Pasting needs https\./)
  })
})

test('the badge of the installed page counts files and keeps a mark until the page is seen', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => {
    const badges: unknown[] = []
    Object.assign(window, { badges })
    Object.assign(navigator, {
      setAppBadge: async (count?: number) => void badges.push(count ?? 'mark'),
      clearAppBadge: async () => void badges.push('none'),
    })
  })
  const badges = () => page.evaluate(() => (window as unknown as { badges: unknown[] }).badges)
  await openSandbox(page, site)
  await dropZone(page).files.setInputFiles([made('a.png', 3000), made('b.png', 3000)])
  await expectStages(page, 'Uploaded', 2)
  await expect.poll(async () => (await badges()).at(-1)).toBe('none')
  expect(await badges()).toContain(2)
  await setVisible(page, false)
  await dropZone(page).files.setInputFiles([made('c.png', 3000)])
  await expect.poll(async () => (await badges()).at(-1)).toBe('mark')
  await setVisible(page, true)
  await expect.poll(async () => (await badges()).at(-1)).toBe('none')
})

async function setVisible(page: Page, isVisible: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    },
    isVisible ? 'visible' : 'hidden',
  )
}

/** Allows notifications, which the headless browser denies, and records them in the worker. */
async function allowNotifications(page: Page) {
  await page.evaluate(() => {
    Object.defineProperty(Notification, 'permission', { value: 'granted' })
  })
  const [worker] = page.context().serviceWorkers()
  if (!worker) throw new Error('There is no service worker')
  await worker.evaluate(() => {
    const shown: unknown[] = []
    const { registration } = self as unknown as { registration: object }
    Object.assign(self, { shown })
    Object.assign(registration, {
      showNotification: async (title: string, options: object) => void shown.push([title, options]),
    })
  })
  return {
    shown: () => worker.evaluate(() => (self as unknown as { shown: [string, object][] }).shown),
    /** Presses the newest notification, or its button. */
    press: (action: string) =>
      worker.evaluate(async (action) => {
        const { shown } = self as unknown as { shown: [string, { data: unknown }][] }
        let work: Promise<unknown> | undefined
        const notification = { data: shown.at(-1)?.[1].data, close: () => {} }
        const waitUntil = (next: Promise<unknown>) => {
          work = next
        }
        const click = Object.assign(new Event('notificationclick'), {
          ...{ action, notification, waitUntil },
        })
        self.dispatchEvent(click)
        await work
      }, action),
  }
}

/** Turns on notifications, and uploads two files while another tab is in front. */
async function uploadHidden(page: Page): Promise<void> {
  await settings(page).open()
  await settings(page).dialog.getByRole('switch', { name: 'Notify when uploads end' }).click()
  await settings(page).close()
  await setVisible(page, false)
  await dropZone(page).files.setInputFiles([made('a.png', 3000), made('b.png', 3000)])
  await expectStages(page, 'Uploaded', 2)
}

test('the notification of a finished batch copies all URLs of the page', async ({ page, site }) => {
  await openInstalled(page, site)
  const { shown, press } = await allowNotifications(page)
  await uploadHidden(page)
  await expect
    .poll(shown)
    .toEqual([
      [
        'Refdrop',
        {
          body: '2 of 2 uploaded',
          tag: 'Refdrop',
          renotify: true,
          data: expect.any(String),
          actions: [{ action: 'copy-all', title: 'Copy all URLs' }],
        },
      ],
    ])
  await page.evaluate(() => navigator.clipboard.writeText('before'))
  await press('')
  await setVisible(page, true)
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('before')
  await press('copy-all')
  await expect(page.getByRole('button', { name: '2 URLs copied' })).toBeVisible()
  await expect(announcement(page, 'polite')).toHaveText('2 URLs copied')
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.split('\n')).toHaveLength(2)
  expect(copied).toContain(`${site.url}/sandbox/`)
})

test('the notification shows the URLs to copy by hand when the clipboard is refused', async ({
  page,
  site,
}) => {
  await openInstalled(page, site)
  const { shown, press } = await allowNotifications(page)
  await uploadHidden(page)
  await expect.poll(async () => (await shown()).length).toBe(1)
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))
  })
  await press('copy-all')
  await expect(page.getByRole('dialog', { name: 'Copy all URLs' })).toContainText('/sandbox/')
})

test('the manifest is read by the browser and names the ways in', async ({ page, site }) => {
  await openInstalled(page, site)
  const client = await page.context().newCDPSession(page)
  const { errors, data = '{}' } = await client.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { share_target: target, file_handlers: handlers } = JSON.parse(data)
  expect([target.action, target.method]).toEqual(['./share', 'POST'])
  expect(handlers[0].action).toBe('./')
})
