import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { countCosts } from '../support/costs.ts'
import { countOpenings } from '../support/counted.ts'
import { drop, made, sample } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'
import { LIST, STATUS, sendSixAtATime, TOOLBAR } from '../support/long-list.ts'
import { dropZone } from '../support/pages/drop-zone.ts'
import { expectStage, expectStages } from '../support/pages/file-list.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { listBar, statusLine } from '../support/pages/list-bar.ts'
import { holdSends } from '../support/ticks.ts'

// These stories count what the page costs. No number depends on the speed of the machine.
test.use({ bypassCSP: true, recordsPresses: false })

/** Three of ten files are copies. One copies the file before it, the others copy earlier ones. */
const COPIED_FROM: Record<number, number> = { 3: 2, 6: 1, 9: 0 }

/** Writes valid pictures to disk. Every hundredth is too large for the page to read it whole. */
async function makePictures(folder: string, count: number): Promise<void> {
  await mkdir(folder)
  const picture = sample('webp').buffer
  let ten: Buffer[] = []
  for (let index = 0; index < count; index += 1) {
    if (index % 10 === 0) ten = []
    const noise = randomBytes(index % 100 === 50 ? 300_000 : 16)
    const content = ten[COPIED_FROM[index % 10] ?? -1] ?? Buffer.concat([picture, noise])
    ten.push(content)
    await writeFile(join(folder, `${index}.webp`), content)
  }
}

function countNodes(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelectorAll('*').length)
}

/** Maximum elements of the page and the rows near the window, for a list of any length. */
const MOST_NODES = 3_000

/**
 * Maximum IndexedDB requests for one file: its share of the journal, its bytes and their removal,
 * its history entry and description, its thumbnail, and its recorded call.
 */
const MOST_REQUESTS = { uploads: 0.5, bytes: 2, history: 3, thumbnails: 1, exchanges: 1 }

/** Leaves the page, because the search for keys takes minutes with thousands of stored files. */
async function leave(page: Page): Promise<void> {
  await page.goto('about:blank')
}

/**
 * Guards against requests for known content, a hasher per file, and reads far ahead of hashing.
 * Also guards against leaked object URLs, and rows out of view in the document.
 */
test('the page sends 700 requests for 1,000 files with 300 copies and none when they are dropped again', async ({
  page,
  site,
}) => {
  test.slow()
  const folder = test.info().outputPath('files')
  await makePictures(folder, 1000)
  const counted = await countOpenings(page)
  const costs = await countCosts(page)
  const requests: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.includes('/v1/')) requests.push(`${request.method()} ${pathname}`)
  })
  await openSandbox(page, site)
  await sendSixAtATime(page)
  const dropAll = async () => {
    await dropZone(page).folder.setInputFiles(folder)
    await expect(page.locator(STATUS)).toHaveText('1,000 of 1,000 uploaded', { timeout: 80_000 })
  }

  await dropAll()
  const posts = requests.filter((request) => request.startsWith('POST'))
  expect.soft(posts.length, 'POST requests').toBe(700)
  const { seen } = await faultsOf(site).report()
  expect.soft(seen).toMatchObject({ uploads: 700, accepted: 700, stored: 700 })
  const { hashingWorkers, hashers, mostUrls, mostBlobs } = await counted()
  // The pool has up to four workers. The detector also hashes small files.
  expect.soft(hashingWorkers).toBeLessThanOrEqual(5)
  expect.soft(hashers, 'hashers, one a worker').toBe(hashingWorkers)
  expect.soft(mostUrls, 'object URLs at a time').toBeLessThanOrEqual(8)
  expect.soft(mostBlobs, 'blobs open at a time').toBeLessThanOrEqual(64)
  const nodes = await countNodes(page)
  expect.soft(nodes).toBeLessThanOrEqual(MOST_NODES)
  const { messages, requests: asked } = await costs()
  // Messages of 8, 32, and then 128 files each.
  expect.soft(messages.detect, 'messages to the detector').toBe(10)
  // 20 files are too large to be hashed where they are inspected.
  expect.soft(messages.hash ?? 0, 'messages to the hash workers').toBeLessThanOrEqual(20)
  for (const [store, most] of Object.entries(MOST_REQUESTS)) {
    expect
      .soft((asked[store] ?? 0) / 1000, `requests for ${store}, a file`)
      .toBeLessThanOrEqual(most)
  }

  await page.locator(TOOLBAR).getByText('Clear finished').click()
  await expect(page.locator(STATUS)).toHaveCount(0)
  await expect.poll(async () => (await counted()).urlsAlive, 'object URLs left').toBe(0)
  requests.length = 0
  await dropAll()
  const calls = [...new Set(requests)]
  expect.soft(calls, 'requests for what was uploaded before').toEqual([])
  await leave(page)
})

/** Guards against rows out of view in the document, and against rows that scrolling skips. */
test('the list keeps few nodes for 5,000 files at both ends', async ({ page, site }) => {
  test.slow()
  await openSandbox(page, site)
  // Pause needs an upload in flight. Later files then wait, and none is sent.
  await faultsOf(site).make({ next: [{ kind: 'silence' }] })
  await drop(page, [made('first.png', 500)])
  await expectStage(page, 'first.png', 'Confirming')
  await listBar(page).press('Pause')
  await page.evaluate(dropInPage, { head: made('', 41).buffer.toString('base64'), count: 5000 })
  await expect(page.locator(STATUS)).toContainText('of 5,001 uploaded', { timeout: 80_000 })

  // The later drop is on top.
  for (const [share, name] of [
    [1, 'first.png'],
    [0, '0.png'],
  ] as const) {
    await expect
      .poll(() => page.evaluate(scrollTowards, share))
      .toEqual(expect.arrayContaining([name]))
    const nodes = await countNodes(page)
    expect.soft(nodes, `nodes at ${share} of the list`).toBeLessThanOrEqual(MOST_NODES)
  }
  await leave(page)
})

/** Runs in the page. Makes small files and drops them, which is faster than transferring them. */
function dropInPage({ head, count }: { head: string; count: number }): void {
  const dataTransfer = new DataTransfer()
  const bytes = Uint8Array.from(atob(head), (character) => character.charCodeAt(0))
  for (let index = 0; index < count; index += 1) {
    dataTransfer.items.add(new File([bytes, String(index)], `${index}.png`))
  }
  const init: DragEventInit = { dataTransfer, bubbles: true, cancelable: true }
  for (const type of ['dragenter', 'dragover', 'drop']) {
    document.body.dispatchEvent(new DragEvent(type, init))
  }
}

/** Runs in the page. @returns the names of the rows in the window */
function scrollTowards(share: number): string[] {
  for (let box = document.querySelector('ul[aria-label=Files]'); box; box = box.parentElement) {
    box.scrollTop = share * box.scrollHeight
  }
  const rows = document.querySelectorAll('ul[aria-label=Files] > li:has(button)')
  const inSight = [...rows].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    return bottom > 0 && top < window.innerHeight
  })
  return inSight.map((row) => row.getAttribute('aria-label') ?? '')
}

/** Guards against a commit for each progress event, which blocks the page during six uploads. */
test('React commits at most 100 times during 1,000 progress events', async ({ page, site }) => {
  const [sends, costs] = [await holdSends(page), await countCosts(page)]
  await openSandbox(page, site)
  await drop(
    page,
    Array.from({ length: 12 }, (_, index) => made(`${index}.png`, 100_000)),
  )
  await expect.poll(sends.count).toBe(3)
  // The order of hashing decides which three files these are.
  await expectStages(page, 'Uploading', 3)
  const before = await costs()
  await sends.tick(1000)
  await expectStages(page, 'Confirming', 3)
  const commits = (await costs()).commits - before.commits
  expect(commits).toBeGreaterThan(0)
  // Measured: 6, or 1,001 without batching. A run of four seconds reaches 100.
  expect(commits).toBeLessThanOrEqual(100)
})

/** Guards against work for files out of view. The story controls the timers of the page. */
test('progress of files out of view costs no commit, style or layout', async ({ page, site }) => {
  const [sends, costs] = [await holdSends(page), await countCosts(page)]
  await page.clock.install()
  await openSandbox(page, site)
  const head = made('', 100_000).buffer.toString('base64')
  await page.evaluate(dropInPage, { head, count: 60 })
  await expect.poll(sends.count).toBe(3)
  await expect(page.locator(LIST)).toBeVisible()
  await page.clock.pauseAt(Date.now() + 1000)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const look = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const countOf = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0
    const { commits } = await costs()
    return { commits, styles: countOf('RecalcStyleCount'), layouts: countOf('LayoutCount') }
  }
  const lookAfterProgress = async () => {
    const before = await look()
    await sends.tick(1000, 0.5)
    await page.clock.runFor(300)
    const after = await look()
    return {
      commits: after.commits - before.commits,
      styles: after.styles - before.styles,
      layouts: after.layouts - before.layouts,
    }
  }

  expect((await lookAfterProgress()).commits).toBeGreaterThan(0)
  await page.locator(LIST).press('End')
  await expect.poll(() => page.evaluate(scrollTowards, 1)).toContain('59.png')
  // Rows that came into view may still be drawn.
  await expect.poll(lookAfterProgress).toEqual({ commits: 0, styles: 0, layouts: 0 })
  await page.locator(LIST).press('Home')
  await expect.poll(() => page.evaluate(scrollTowards, 0)).toContain('0.png')
  expect((await lookAfterProgress()).commits).toBeGreaterThan(0)
})

/** Guards against a commit for each uploaded file. No timer of the page fires meanwhile. */
test('React commits a few times for each chunk of a drop and not for each uploaded file', async ({
  page,
  site,
}) => {
  const costs = await countCosts(page)
  await page.clock.install()
  await openSandbox(page, site)
  await sendSixAtATime(page)
  await page.clock.pauseAt(Date.now() + 60_000)
  const before = await costs()
  await page.evaluate(dropInPage, { head: made('', 41).buffer.toString('base64'), count: 200 })
  const { report } = faultsOf(site)
  await expect.poll(async () => (await report()).seen.accepted).toBe(200)
  // Measured: 14 for 4 chunks.
  expect((await costs()).commits - before.commits).toBeLessThanOrEqual(40)
  await page.clock.resume()
  await expect(page.locator(STATUS)).toHaveText('200 of 200 uploaded')
})

/** Guards against a list that is drawn before the first request starts. */
test('the first upload of a large drop starts before the list is drawn', async ({ page, site }) => {
  await page.addInitScript(() => {
    const { send } = XMLHttpRequest.prototype
    const rows: number[] = []
    Object.assign(window, { rowsAtSends: rows })
    XMLHttpRequest.prototype.send = function (body) {
      rows.push(document.querySelectorAll('ul[aria-label=Files] > li').length)
      send.call(this, body)
    }
  })
  await openSandbox(page, site)
  await page.evaluate(dropInPage, { head: made('', 41).buffer.toString('base64'), count: 1000 })
  await expect(page.locator(STATUS)).toContainText('of 1,000 uploaded')
  expect(await page.evaluate(() => Reflect.get(window, 'rowsAtSends')[0])).toBe(0)
  await leave(page)
})

/** Guards against idle workers, which also keep files in memory. */
test('the page ends workers and revokes object URLs after use', async ({ page, site }) => {
  await page.clock.install()
  const counted = await countOpenings(page)
  await openSandbox(page, site)
  await drop(page, ['webp', 'jpg', 'mp3', 'mp4'].map(sample))
  await expect(statusLine(page)).toHaveText('4 of 4 uploaded')
  expect((await counted()).hashingWorkers).toBeGreaterThan(0)
  await page.clock.fastForward(10_000)
  await expect.poll(counted).toMatchObject({ workersAlive: 0, urlsAlive: 0 })
  await expect.poll(() => page.workers().length).toBe(0)
})
