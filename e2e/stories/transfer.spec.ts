import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import type { HistoryEntry } from '../../src/core/history/history.ts'
import { readCsv } from '../../src/core/text/read-csv.ts'
import { drop, type FilePayload, made, sample } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'
import {
  expectListed,
  expectStages,
  fileList,
  fileRow,
  giveLabel,
} from '../support/pages/file-list.ts'
import { savedBy } from '../support/pages/inspector.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { listBar, listSearch } from '../support/pages/list-bar.ts'
import { settings } from '../support/pages/settings.ts'
import { entryLike, historyOf } from '../support/remembered.ts'

const run = promisify(execFile)

// The page makes thumbnails only for visible rows.
test.use({ viewport: { width: 1280, height: 1800 } })

async function openSettings(page: Page): Promise<void> {
  await settings(page).open()
  await expect(settings(page).importHistory).toBeVisible()
}

/** Saves a file with a button of the open settings. */
async function exportAs(page: Page, button: string): Promise<{ name: string; text: string }> {
  return savedBy(settings(page).dialog, button)
}

/** Imports a file in the open settings. @param said the status that the settings then show */
async function importFile(page: Page, file: FilePayload, said: string | RegExp): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await settings(page).importHistory.click()
  await (await chooser).setFiles(file)
  await expect(settings(page).status).toHaveText(said)
}

const asFile = (text: string): FilePayload => ({
  name: 'history.json',
  mimeType: 'application/json',
  buffer: Buffer.from(text),
})

/** @returns what each row shows, in list order */
const lookAtList = (page: Page) =>
  fileList(page).rows.evaluateAll((all) =>
    all.map((item) => ({
      name: item.ariaLabel,
      text: (item as HTMLElement).innerText,
      picture: item.querySelector('img')?.getAttribute('src'),
      url: item.querySelector('a')?.href,
    })),
  )

/** The rows of a list after its import, which verifies no file. */
function asImported(rows: Awaited<ReturnType<typeof lookAtList>>) {
  return rows.map(({ text, ...row }) => ({ ...row, text: text.replace('Verified', 'Imported') }))
}

/** @returns the entries of the history by hash */
async function remembered(page: Page): Promise<Map<string, HistoryEntry>> {
  return new Map((await historyOf(page)).map((entry) => [entry.hash, entry]))
}

/** Runs code where it is not quoted. */
const HOSTILE = '`$' + '{process.exit(1)}`, "x"\nthrow 1; \\ \u202e عربي 🎬.png'

/** Uploads a picture, a sound and a file that browsers cannot show, then clears the list. */
async function fillHistory(page: Page): Promise<HistoryEntry> {
  await drop(page, [sample('jpg'), sample('mp3'), made('a, "b".heic', 3000, 'image/heic')])
  await expectStages(page, 'Uploaded', 3)
  await listBar(page).press('Clear finished')
  await expect(fileList(page).pictures).toHaveCount(2)
  await giveLabel(fileRow(page, 'sample.jpg'), 'Dinesh, "the hero"')
  const [entry] = await historyOf(page)
  if (!entry) throw new Error('Nothing is remembered')
  return entry
}

test('an export restores the list in a fresh profile', async ({ page, site, browser }) => {
  await openSandbox(page, site)
  const entry = await fillHistory(page)
  const elsewhere = { gateway: 'varg', account: 'another', at: entry.at - 9e9 } as const
  await historyOf(page, [
    entryLike(entry, HOSTILE, { label: '<b>bold</b>', at: entry.at - 9e8 }),
    entryLike(entry, 'shots/theirs.png', elsewhere),
    { ...entryLike(entry, 'removed.png'), removed: true },
  ])
  await page.reload()
  await listSearch(page).choose('From', 'All')
  await expect(fileList(page).pictures).toHaveCount(2)
  await expect(fileList(page).rows).toHaveCount(5)
  const former = await lookAtList(page)
  await openSettings(page)
  const { name, text } = await exportAs(page, 'Export JSON')
  expect(name).toMatch(/^refdrop-history-\d{4}-\d\d-\d\d\.json$/)
  await expect(settings(page).dialog.getByText(`5 files saved as ${name}.`)).toBeVisible()
  expect(text).not.toContain(KEY)
  expect(text).not.toContain('removed.png')
  await page.keyboard.press('Escape')

  const wiped = await browser.newContext({ viewport: page.viewportSize() })
  const fresh = await wiped.newPage()
  await openSandbox(fresh, site)
  await openSettings(fresh)
  await importFile(fresh, asFile(text), '5 files added.')
  await fresh.keyboard.press('Escape')
  const later = await wiped.newPage()
  await later.goto(site.url)
  for (const tab of [later, fresh]) {
    await listSearch(tab).choose('From', 'All')
    await expect.poll(() => lookAtList(tab)).toEqual(asImported(former))
  }
  const faults = faultsOf(site)
  await faults.make({})
  await drop(fresh, [{ ...sample('jpg'), name: 'again.jpg' }])
  // An imported entry does not prove that the gateway has the content, so the page uploads it.
  await expect(fileRow(fresh, 'again.jpg').text('Deduplicated')).toBeVisible()
  expect((await faults.report()).seen).toMatchObject({ uploads: 1, stored: 0 })
  await fresh.reload()
  await fileRow(fresh, 'sample.jpg').press('Details')
  await expect(fresh.getByRole('dialog').getByText(/^sample\.jpg\s+again\.jpg$/)).toBeVisible()
  await wiped.close()
})

test('CSV and refs.ts keep every value when names and labels are hostile', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const entry = await fillHistory(page)
  await historyOf(page, [
    entryLike(entry, `a folder/${HOSTILE}`, { label: 'line\r\nbreak' }),
    entryLike(entry, 'theirs.png', { gateway: 'varg' }),
  ])
  await page.reload()
  const all = await remembered(page)
  await openSettings(page)

  const csv = await exportAs(page, 'Export CSV')
  expect(csv.name).toMatch(/^refdrop-history-\d{4}-\d\d-\d\d\.csv$/)
  expect(csv.text).toMatch(/^\ufeffname,/)
  const [head = [], ...rows] = readCsv(csv.text)
  expect(rows).toHaveLength(5)
  for (const row of rows) {
    const told = Object.fromEntries(head.map((column, index) => [column, row[index]]))
    const { paths, label, gateway, hash, result, at, media } = all.get(String(told.hash)) ?? entry
    expect(told).toMatchObject({ label, gateway, hash, url: result.url, file_id: result.fileId })
    expect([told.folder, told.name].filter(Boolean).join('/')).toBe(paths[0])
    expect(told).toMatchObject({
      media_type: result.mediaType,
      size: String(result.size),
      width: String(media?.width ?? ''),
      duration: String(media?.duration ?? ''),
      uploaded_at: new Date(at).toISOString(),
      deduplicated: String(result.deduplicated),
    })
  }
  expect(new Set(rows.map((row) => row[head.indexOf('hash')])).size).toBe(5)

  const refs = await exportAs(page, 'Export refs.ts')
  expect(refs.name).toBe('refs.ts')
  expect(refs.text).not.toMatch(/export\s+const/)
  const path = test.info().outputPath('refs.mjs')
  await writeFile(path, refs.text)
  await run(process.execPath, ['--check', path])
  const print = `import * as refs from ${JSON.stringify(path)}; console.log(JSON.stringify(refs))`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', print])
  const urls = Object.entries<string>(JSON.parse(stdout))
  const ours = [...all.values()].filter(({ gateway }) => gateway === 'sandbox')
  expect(urls.map(([, url]) => url).sort()).toEqual(ours.map(({ result }) => result.url).sort())
  for (const [name] of urls) expect(name).toMatch(/^[A-Z][A-Z0-9_]*_REF$/)
  const hero = ours.find(({ label }) => label.startsWith('Dinesh'))
  expect(urls).toContainEqual(['DINESH_THE_HERO_REF', hero?.result.url])
})

test('an import rejects a file that is not a whole history and changes nothing', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const entry = await fillHistory(page)
  const before = await historyOf(page)
  const listed = await lookAtList(page)
  await openSettings(page)
  const { text } = await exportAs(page, 'Export JSON')
  const theirs = JSON.parse(text)
  const other = { ...entryLike(entry, 'other.png'), label: 'theirs' }
  const bad = { ...other, result: { ...other.result, url: 'javascript:alert(1)' } }
  const made = (change: object) => asFile(JSON.stringify({ ...theirs, ...change }))
  const notWhole = /isn't complete JSON\. Choose an exported JSON file\.$/
  const notOurs = /the file isn't a Refdrop history\. Choose an exported JSON file\.$/
  for (const [file, said] of [
    [asFile(text.slice(0, -40)), notWhole],
    [asFile(''), notWhole],
    [sample('jpg'), notWhole],
    [asFile('{"log":{"version":"1.2","entries":[]}}'), notOurs],
    [asFile('[]'), notOurs],
    [made({ app: 'another' }), notOurs],
    [made({ version: 4, entries: [other] }), /a newer Refdrop wrote this file\. Update/],
    [made({ entries: [other, bad] }), /entry 2 of the file is damaged\..+\.$/],
  ] as const) {
    await importFile(page, file, said)
    expect(await historyOf(page)).toEqual(before)
  }
  expect(await lookAtList(page)).toEqual(listed)
  await page.reload()
  await expect.poll(() => lookAtList(page)).toEqual(listed)
  await openSettings(page)
  await importFile(page, asFile('{}'), notOurs)
})

test('an import merges entries and changes nothing when it is repeated', async ({ page, site }) => {
  await openSandbox(page, site)
  await fillHistory(page)
  await openSettings(page)
  const { text } = await exportAs(page, 'Export JSON')
  await page.keyboard.press('Escape')
  const theirs: { entries: HistoryEntry[] } = JSON.parse(text)
  const [first] = theirs.entries
  if (!first) return
  for (const entry of theirs.entries) {
    if (entry.paths[0] === 'sample.mp3') entry.label = 'Theirs'
    entry.paths = [...entry.paths, `their ${entry.paths[0]}`]
  }
  theirs.entries.push(entryLike(first, 'new.png', { at: first.at - 9e8 }))
  await giveLabel(fileRow(page, 'sample.jpg'), 'Ours')
  await fileRow(page, 'a, "b".heic').press('Remove')
  await expect(fileList(page).rows).toHaveCount(2)
  await listSearch(page).choose('Sort', 'Name')
  for (const said of [
    '1 file added, 1 file brought back, 2 known here already.',
    '0 files added, 4 known here already.',
  ]) {
    const before = await historyOf(page)
    await openSettings(page)
    await importFile(page, asFile(JSON.stringify(theirs)), said)
    await page.keyboard.press('Escape')
    // The import restores the removed file.
    await expectListed(page, ['a, "b".heic', 'new.png', 'sample.jpg', 'sample.mp3'])
    if (said.startsWith('0')) expect(await historyOf(page)).toEqual(before)
  }
  await expect(fileRow(page, 'sample.jpg').word('Ours')).toBeVisible()
  await expect(fileRow(page, 'sample.mp3').word('Theirs')).toBeVisible()
  await expect(fileList(page).pictures).toHaveCount(2)
  await fileRow(page, 'sample.jpg').press('Details')
  await expect(page.getByRole('dialog').locator('dt:has-text("Names here") + dd')).toHaveText(
    'sample.jpg\ntheir sample.jpg',
  )
})

test('the history stays as it was when an import is canceled or the page closes during it', async ({
  page,
  site,
}) => {
  await page.addInitScript(stopHalfWay, 500)
  await openSandbox(page, site)
  const entry = await fillHistory(page)
  const before = await historyOf(page)
  await openSettings(page)
  const { text } = await exportAs(page, 'Export JSON')
  const theirs = JSON.parse(text)
  for (const known of theirs.entries) known.paths.push('as they call it.png')
  for (let index = 0; index < 1000; index += 1) {
    theirs.entries.push(entryLike(entry, `new ${index}.png`, { at: entry.at - 1000 - index }))
  }
  const file = asFile(JSON.stringify(theirs))
  const input = page.getByLabel('Import history')
  await input.setInputFiles(file)
  await expect(page).toHaveTitle('Half way')
  await settings(page).dialog.getByRole('button', { name: 'Cancel import' }).click()
  await page.evaluate(() => {
    document.title = 'Goes on'
  })
  await expect(settings(page).status).toHaveText('Import canceled. Nothing changed.')
  expect(await historyOf(page)).toEqual(before)
  await page.reload()
  await openSettings(page)
  await input.setInputFiles(file)
  await expect(page).toHaveTitle('Half way')
  await page.close({ runBeforeUnload: false })

  const again = await page.context().newPage()
  await again.goto(site.url)
  await expect(fileList(again).rows).toHaveCount(3)
  expect(await historyOf(again)).toEqual(before)
  await openSettings(again)
  await importFile(again, file, '1,000 files added, 3 known here already.')
  await again.keyboard.press('Escape')
  await expect(fileRow(again, 'sample.jpg').root).toHaveAttribute('aria-setsize', '1003')
})

/** Runs in the page. Pauses an import after `writes` writes until the title changes. */
function stopHalfWay(writes: number): void {
  const put = IDBObjectStore.prototype.put
  let count = 0
  IDBObjectStore.prototype.put = function (...what) {
    const request = put.apply(this, what)
    if (this.name === 'history') count += 1
    if (this.name !== 'history' || count !== writes) return request
    const hold = (listener: EventListener) => (event: Event) => {
      document.title = 'Half way'
      // The requests keep the transaction open.
      const stay = () => {
        if (document.title === 'Half way') this.count().onsuccess = stay
        else listener(event)
      }
      stay()
    }
    const listen = request.addEventListener.bind(request)
    request.addEventListener = (type: string, listener: EventListener) =>
      listen(type, type === 'success' ? hold(listener) : listener)
    return request
  }
}
