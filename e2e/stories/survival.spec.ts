import { rename, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts'
import { drop, made, madeOnDisk } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'
import { dropZone } from '../support/pages/drop-zone.ts'
import {
  chooseAgain,
  expectStage,
  expectStages,
  fileList,
  fileRow,
} from '../support/pages/file-list.ts'
import { keyPanel, openSandbox } from '../support/pages/key-panel.ts'
import { listBar, statusLine } from '../support/pages/list-bar.ts'
import { countStored } from '../support/remembered.ts'

const names = (count: number) =>
  Array.from({ length: count }, (_, index) => `${String(index).padStart(2, '0')}.png`)

/** Writes files to disk and chooses them on the page. @returns their paths */
async function choose(page: Page, folder: string, all: readonly string[], size = 50_000) {
  const paths = await Promise.all(all.map((name) => madeOnDisk(join(folder, name), size)))
  await dropZone(page).files.setInputFiles(paths)
  return paths
}

/**
 * Measures layout shifts from the next load on.
 *
 * @returns the sum of the shifts since the load, each a share of the window from 0 to 1
 */
async function countShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    let shifts = 0
    Reflect.set(globalThis, 'shifts', shifts)
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) shifts += Number(Reflect.get(shift, 'value'))
      Reflect.set(globalThis, 'shifts', shifts)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  return () => page.evaluate(() => Number(Reflect.get(globalThis, 'shifts')))
}

/** Reloads the page as soon as its status starts with a text. The page itself polls the status. */
async function reloadAt(page: Page, status: string): Promise<void> {
  await page.evaluate((wanted) => {
    const look = setInterval(() => {
      const line = document.querySelector('[aria-label="Upload progress"]')
      if (!line?.textContent?.startsWith(wanted)) return
      clearInterval(look)
      // Finished uploads are stored within 20 ms.
      setTimeout(() => location.reload(), 40)
    }, 1)
  }, status)
}

test('the list returns with its URLs after a reload', async ({ page, site }) => {
  const shifts = await countShifts(page)
  await openSandbox(page, site)
  await reloadAt(page, '4 of 4 uploaded')
  const reloaded = page.waitForEvent('load')
  await drop(
    page,
    names(4).map((name) => made(name, 4000)),
  )
  await reloaded
  await expectStages(page, 'Uploaded', 4)
  const url = await fileRow(page, '01.png').link.getAttribute('href')
  await page.reload()
  await expectStages(page, 'Uploaded', 4)
  await expect(fileRow(page, '01.png').link).toHaveAttribute('href', String(url))
  await expect(fileRow(page, '01.png').word('New')).toBeVisible()
  // If the page first rendered as empty, it would shift by a quarter of the window.
  expect(await shifts()).toBeLessThan(0.02)
  // Uploaded files are in the history from now on.
  await expect(listBar(page).button('Clear finished')).toHaveCount(0)
  await page.reload()
  await expect(fileRow(page, '01.png').root).toBeVisible()
  await expect(dropZone(page).heading).toHaveCount(0)
  expect(await shifts()).toBeLessThan(0.02)
})

test('20 files are uploaded when their tab is killed and opened again', async ({ page, site }) => {
  await openSandbox(page, site)
  const faults = faultsOf(site)
  await faults.make({ latency: 400 })
  await choose(page, test.info().outputPath('files'), names(20))
  await expect(page.getByText('Uploaded', { exact: true }).nth(3)).toBeVisible()
  await page.close({ runBeforeUnload: false })
  const again = await page.context().newPage()
  await again.goto(site.url)
  await expectStages(again, 'Uploaded', 20)
  expect(new Set(await fileList(again).readUrls()).size).toBe(20)
  expect((await faults.report()).seen.stored).toBe(20)
  // Earlier uploads are in the history.
  await expect(statusLine(again)).toHaveText(/^(\d+) of \1 uploaded$/)
})

test('waiting files return with their bytes after the browser crashes', async ({
  site,
  keySweep,
}) => {
  const open = async () => {
    const context = await chromium.launchPersistentContext(test.info().outputPath('profile'), {
      executablePath: findChromium() ?? '',
      args: CHROMIUM_ARGS,
    })
    await keySweep.watch(context)
    return context
  }
  const first = await open()
  const page = first.pages()[0] ?? (await first.newPage())
  await page.goto(site.url)
  const paths = await choose(page, test.info().outputPath('files'), names(3))
  await expectStages(page, 'Waiting', 3)
  await expect.poll(() => countStored(page, 'bytes')).toBe(3)
  const crash = await page.context().newCDPSession(page)
  crash.send('Browser.crash').catch(() => {})
  await first.close().catch(() => {})
  // The browser has its own copy of the bytes, so the files can be missing.
  for (const path of paths) await rename(path, `${path}.gone`)
  const second = await open()
  const after = second.pages()[0] ?? (await second.newPage())
  await after.goto(site.url)
  await expectStages(after, 'Waiting', 3)
  await keyPanel(after).choose('Sandbox')
  await listBar(after).press('Send to the sandbox instead')
  await expectStages(after, 'Uploaded', 3)
  await expect.poll(() => countStored(after, 'bytes')).toBe(0)
  await second.close()
})

test('a file resumes in its place when it is chosen again because its bytes were not kept', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function (...what) {
      if (this.name === 'bytes') throw new DOMException('Full.', 'QuotaExceededError')
      return put.apply(this, what)
    }
  })
  await page.goto(site.url)
  const [first, second, third] = names(3).map((name) => made(name, 6000))
  if (!first || !second || !third) return
  await drop(page, [first, second, third])
  await expectStages(page, 'Waiting', 3)
  await expect(page.getByRole('main').getByText(/no space for all waiting files/)).toBeVisible()
  await page.reload()
  await expectStages(page, 'Choose again', 3)
  await expect(statusLine(page)).toHaveText('0 of 3 uploaded, 3 to choose again')
  await drop(page, [{ ...second, name: 'another name.png' }])
  await expectStage(page, '01.png', 'Waiting')
  await chooseAgain(page, '00.png', third)
  await expect(fileRow(page, '00.png').text(/This is a different file/)).toBeVisible()
  await expectStage(page, '02.png', 'Waiting')
  await dropZone(page).files.setInputFiles(first)
  await expectStages(page, 'Waiting', 3)
  await expect(page.getByRole('listitem', { name: /png$/ })).toHaveCount(3)
})

test('two tabs send a shared file once and show each other’s files', async ({ page, site }) => {
  await openSandbox(page, site)
  const faults = faultsOf(site)
  const other = await page.context().newPage()
  await other.goto(site.url)
  // Each tab holds a lock once it has joined the others.
  const countTabs = async () => {
    const { held = [] } = await navigator.locks.query()
    return held.filter(({ name }) => name?.startsWith('refdrop:tab:')).length
  }
  await expect.poll(() => page.evaluate(countTabs)).toBe(2)
  // Both drops must arrive within the latency.
  await faults.make({ latency: 12_000 })
  const shared = made('shared.png', 5000)
  await drop(page, [shared, made('mine.png', 5000)])
  await drop(other, [shared, made('theirs.png', 5000)])
  const waitsForOther = 'for another tab, which sends the same content'
  await expect
    .poll(async () =>
      (await Promise.all([page, other].map((tab) => tab.getByText(waitsForOther).count()))).join(),
    )
    .toMatch(/^(1,0|0,1)$/)
  for (const tab of [page, other]) {
    await expectStages(tab, 'Uploaded', 3)
    await expectStage(tab, 'mine.png', 'Uploaded')
    await expectStage(tab, 'theirs.png', 'Uploaded')
  }
  expect((await faults.report()).seen).toMatchObject({ uploads: 3, stored: 3 })
  await fileRow(page, 'mine.png').press('Remove')
  await expect(fileRow(other, 'mine.png').root).toHaveCount(0)
  await other.close()
})

test('the page uploads and says once that the browser stores nothing', async ({ page, site }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Refused.', 'SecurityError')
    }
  })
  await openSandbox(page, site)
  await drop(page, [made('a.png', 4000)])
  await expectStage(page, 'a.png', 'Uploaded')
  await expect(page.getByRole('main').getByText(/This browser blocks storage/)).toHaveCount(1)
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await drop(page, [made('b.png', 4000)])
  await expectStage(page, 'b.png', 'Uploaded')
  await expect(page.getByRole('main').getByText(/This browser blocks storage/)).toHaveCount(0)
})

test('the queue rejects a file that was edited on disk while it waited', async ({ page, site }) => {
  await page.goto(site.url)
  const paths = await choose(page, test.info().outputPath('files'), names(5))
  await expectStages(page, 'Waiting', 5)
  const edited = paths.at(-1) ?? ''
  await writeFile(edited, made('04.png', 60_000).buffer)
  await utimes(edited, new Date(), new Date(Date.now() + 5000))
  await keyPanel(page).choose('Sandbox')
  await listBar(page).press('Send to the sandbox instead')
  await expectStage(page, '04.png', 'Failed')
  const item = fileRow(page, '04.png')
  await expect(item.text(/changed on disk/)).toBeVisible()
  await expectStages(page, 'Uploaded', 4)
  await chooseAgain(page, '04.png', edited)
  await expectStages(page, 'Uploaded', 5)
})
