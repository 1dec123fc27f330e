import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { CDPSession, Page } from '@playwright/test'
import type { FaultCase, FaultPlanInput, FaultReport } from '../src/core/sandbox/faults.ts'
import { made } from './support/files.ts'
import { expect, test } from './support/fixtures.ts'
import { LIST, sendSixAtATime } from './support/long-list.ts'
import { dropZone } from './support/pages/drop-zone.ts'
import { closeAccount, keyPanel, openAccount, saveKey } from './support/pages/key-panel.ts'
import { holdNote, listBar, statusLine } from './support/pages/list-bar.ts'
import type { Site } from './support/server.ts'

/**
 * Numbers of small and large files, and the share of uploads with a fault.
 * `SOAK_FILES=100 SOAK_LARGE=2 SOAK_SHARE=0.2 npm run soak` tries the soak itself.
 */
const AMOUNTS = {
  small: Number(process.env.SOAK_FILES ?? 2000),
  large: Number(process.env.SOAK_LARGE ?? 40),
  share: Number(process.env.SOAK_SHARE ?? 0.05),
}

const KEY = 'varg_soak_0123456789abcdef'
const KIB = 1024
const MIB = 1024 * KIB
const LARGE = 20 * MIB

/** Maximum heap after the batch, relative to the heap before it. Excludes history entries. */
const HEAP_GROWTH = 1.15

/** Bytes of a history entry, which the heap keeps for each content. Measured at 0.9 KiB. */
const ENTRY = KIB

/** Milliseconds between two checks by the simulated person. */
const PACE = 1_000

/** Milliseconds between two progress lines on the console. */
const REPORTING = 10_000

/** Milliseconds after which an unchanged status line fails the soak. A response may take 120 s. */
const STANDSTILL = 240_000

type Answer = Extract<FaultCase, { kind: 'answer' }>

const answer = (status: number, more: Omit<Answer, 'kind' | 'status'> = {}): Answer => ({
  kind: 'answer',
  status,
  ...more,
})
const inASecond = { headers: { 'Retry-After': '1' } }

/** All kinds except `wrong-url`, which only "Check every URL after uploading" detects. */
const QUICK_FAULTS: FaultCase[] = [
  answer(400),
  answer(400, { nested: true }),
  answer(401),
  answer(401, { early: true }),
  answer(402),
  answer(402, { early: true, nested: true }),
  { kind: 'html', status: 403 },
  answer(408),
  answer(413),
  answer(413, { early: true }),
  answer(422),
  answer(429, inASecond),
  answer(429, { ...inASecond, early: true, nested: true }),
  answer(500),
  answer(500, { early: true, nested: true }),
  answer(502),
  { kind: 'html', status: 502 },
  answer(503),
  answer(503, { early: true }),
  answer(504),
  { kind: 'html', status: 520 },
  { kind: 'html', status: 524 },
  answer(200, { body: 'this is no JSON' }),
  { kind: 'break', afterBytes: 0 },
  { kind: 'break', afterBytes: 5 * KIB },
  { kind: 'break', afterBytes: MIB },
  { kind: 'break', afterBytes: 15 * MIB },
  { kind: 'lost-answer' },
  { kind: 'lost-answer' },
  { kind: 'wrong-hash' },
  { kind: 'wrong-size' },
]

/** Each holds an upload slot for 30 or 120 s. Therefore they occur half as often. */
const SLOW_FAULTS: FaultCase[] = [
  { kind: 'silence' },
  { kind: 'stall', afterBytes: 0 },
  { kind: 'stall', afterBytes: 4 * MIB },
]

const PLAN: FaultPlanInput = {
  chance: { share: AMOUNTS.share, faults: [...QUICK_FAULTS, ...QUICK_FAULTS, ...SLOW_FAULTS] },
}

/**
 * Uploads thousands of files through the proxy to a sandbox with faults. A simulated person does
 * what the page asks for. `npm run soak` takes minutes and prints its progress.
 */
test('the page stores each content once and frees its heap when the gateway has faults', async ({
  page,
  startSite,
}) => {
  const folder = test.info().outputPath('files')
  const data = test.info().outputPath('data')
  const gateway = await startSite({ REFDROP_DATA: data })
  const site = await startSite({ VARG_GATEWAY_URL: `${gateway.url}/sandbox` })
  // Enough files for the browser to compile the hot code before the batch.
  const warmUp = await makeBatch(join(folder, 'warm-up'), 800, 2)
  const batch = await makeBatch(join(folder, 'batch'), AMOUNTS.small, AMOUNTS.large)
  const answers = countAnswers(page)
  const heap = await openHeap(page)

  await page.goto(site.url)
  await saveKey(page, KEY)
  await expect(keyPanel(page).worksOrSaved).toBeVisible()
  await closeAccount(page)
  await sendSixAtATime(page)
  await dropZone(page).folder.setInputFiles(warmUp.folder)
  await bringThrough(page, warmUp.files, heap)
  const before = await heapAtRest(page, heap)
  print(`heap before the batch: ${inMegabytes(before)}`)

  await putFaults(gateway, PLAN)
  answers.clear()
  print(`${batch.files} files, ${batch.digests.size} contents, ${inMegabytes(batch.bytes)}`)
  const begin = performance.now()
  await dropZone(page).folder.setInputFiles(batch.folder)
  const { end, peak, longestStretch, actions } = await bringThrough(page, batch.files, heap)
  const seconds = (end - begin) / 1000
  const { seen } = await readFaults(gateway)
  const after = await heapAtRest(page, heap)

  print(`took ${seconds.toFixed(0)} s: ${(batch.files / seconds).toFixed(1)} files/s,`)
  print(`  ${inMegabytes(batch.bytes / seconds)}/s, load ${describeLoad()}`)
  print(`at most ${inSeconds(longestStretch)} without one more that was uploaded`)
  print(`sandbox: ${JSON.stringify(seen)}`)
  print(`answers to the page: ${describe(answers)}`)
  print(`the person: ${describe(actions)}`)
  print(`heap: ${inMegabytes(before)} before, ${inMegabytes(peak)} at most,`)
  print(`  ${inMegabytes(after)} after, which is ${(after / before).toFixed(2)} of before`)

  const expected = [...warmUp.digests, ...batch.digests].sort()
  expect(await listContents(data)).toEqual(expected)
  expect(seen.stored).toBe(batch.digests.size)
  const most = HEAP_GROWTH * before + ENTRY * batch.digests.size
  expect(after, 'bytes of heap after the batch').toBeLessThanOrEqual(most)
  await rm(folder, { recursive: true })
  await rm(data, { recursive: true })
})

interface Batch {
  folder: string
  files: number
  bytes: number
  /** One SHA-256 for each distinct content. */
  digests: Set<string>
}

/** Writes small files in folders of fifty, with the large files spread among them. */
async function makeBatch(folder: string, small: number, large: number): Promise<Batch> {
  const batch: Batch = { folder, files: 0, bytes: 0, digests: new Set() }
  const contents: Buffer[] = []
  const put = async (part: number, name: string, content: Buffer) => {
    const path = join(folder, `part ${part}`, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
    batch.files += 1
    batch.bytes += content.byteLength
    batch.digests.add(createHash('sha256').update(content).digest('hex'))
  }
  for (let index = 0; index < small; index += 1) {
    const size = KIB + Math.floor(Math.random() * 15 * KIB)
    // Every fortieth file copies its neighbour, which may be in flight, or an earlier file.
    const copied =
      index % 40 === 39 ? contents[index % 80 === 39 ? index - 1 : index - 30] : undefined
    const content = copied ?? made('', size).buffer
    contents.push(content)
    await put(Math.floor(index / 50), `${index}.png`, content)
  }
  for (let index = 0; index < large; index += 1) {
    const part = Math.floor((index * small) / large / 50)
    await put(part, `large ${index}.png`, made('', LARGE).buffer)
  }
  return batch
}

/** Acts as the person until all files are uploaded, prints the progress, then clears the list. */
async function bringThrough(page: Page, files: number, heap: CDPSession) {
  const done = `${inWords(files)} of ${inWords(files)} uploaded`
  const actions = new Map<string, number>()
  let [line, peak, longestStretch, reportedAt] = ['', 0, 0, 0]
  let [changed, rose] = [performance.now(), performance.now()]
  while (line !== done) {
    await pause(PACE)
    const [before, now] = [line, performance.now()]
    line = await readStatus(page)
    if (line !== before) changed = now
    if (now - changed > STANDSTILL) throw new Error(await describeStandstill(page))
    longestStretch = Math.max(longestStretch, now - rose)
    if (uploadedOf(line) !== uploadedOf(before)) rose = now
    const used = await heapNow(heap)
    peak = Math.max(peak, used)
    if (now - reportedAt > REPORTING || line === done) {
      reportedAt = now
      print(`${line}; heap ${inMegabytes(used)}; the person: ${describe(actions)}`)
    }
    const action = await helpOnce(page, line, files)
    if (action) actions.set(action, (actions.get(action) ?? 0) + 1)
  }
  const end = performance.now()
  await listBar(page).press('Clear finished')
  // History entries stay in the list.
  await expect(statusLine(page)).toHaveCount(0, { timeout: 60_000 })
  print(`the list was cleared ${inSeconds(performance.now() - end)} after that`)
  return { end, peak, longestStretch, actions }
}

/** A number as the page writes it: "2,040". */
function inWords(count: number): string {
  return count.toLocaleString('en')
}

/** @param line Such as "1,012 of 2,040 uploaded, 1 failed". */
function uploadedOf(line: string): number {
  return Number(/^[\d,]+/.exec(line)?.[0].replaceAll(',', '') ?? 0)
}

async function readStatus(page: Page): Promise<string> {
  return (await statusLine(page).allTextContents()).join()
}

/** Does what the page asks a person for. @returns The action, if there was one. */
async function helpOnce(page: Page, line: string, files: number): Promise<string | undefined> {
  const { field } = keyPanel(page)
  const { root } = holdNote(page)
  const { button } = listBar(page)
  const isHeldBy = async (name: 'Enter key' | 'Try now') =>
    (await root.isVisible()) && (await root.getByRole('button', { name }).isVisible())
  // The page may stop asking before the action.
  const soon = { timeout: 3000 }
  try {
    if (await isHeldBy('Enter key')) {
      await openAccount(page)
      await field.fill(KEY, soon)
      await field.press('Enter', soon)
      await closeAccount(page)
      return 'saved the key'
    }
    if (await isHeldBy('Try now')) {
      await button('Try now').click(soon)
      return 'tried again'
    }
    const failed = files - uploadedOf(line)
    const rest = `${inWords(failed)} failed`
    if (line === `${inWords(files - failed)} of ${inWords(files)} uploaded, ${rest}`) {
      await button('Retry failed').click(soon)
      return 'retried what had failed'
    }
  } catch {
    return 'came too late'
  }
  return undefined
}

/** Collects what the page shows, as a diagnosis of a standstill. */
async function describeStandstill(page: Page): Promise<string> {
  const status = await readStatus(page)
  const account = await keyPanel(page).popover.allInnerTexts()
  const holds = await holdNote(page).root.allInnerTexts()
  const rows = await page.locator(`${LIST} > li`).allTextContents()
  const stuck = rows.filter((text) => !text.includes('Uploaded')).slice(0, 30)
  return ['Nothing goes on.', status, ...account, ...holds, ...stuck].join('\n')
}

async function openHeap(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  return session
}

async function heapNow(heap: CDPSession): Promise<number> {
  return (await heap.send('Runtime.getHeapUsage')).usedSize
}

/** @returns Bytes of heap after all workers have ended and two garbage collections. */
async function heapAtRest(page: Page, heap: CDPSession): Promise<number> {
  // Idle workers end on their own and free their memory.
  await expect.poll(() => page.workers().length, { timeout: 60_000 }).toBe(0)
  // One collection can release objects that only the next one frees.
  await heap.send('HeapProfiler.collectGarbage')
  await heap.send('HeapProfiler.collectGarbage')
  return heapNow(heap)
}

/** Counts the statuses and network errors of the page's uploads. */
function countAnswers(page: Page): Map<string, number> {
  const answers = new Map<string, number>()
  const count = (url: string, what: string) => {
    if (url.endsWith('/v1/files')) answers.set(what, (answers.get(what) ?? 0) + 1)
  }
  page.on('response', (response) => count(response.url(), String(response.status())))
  page.on('requestfailed', (request) =>
    count(request.url(), request.failure()?.errorText ?? 'failed'),
  )
  return answers
}

async function putFaults(gateway: Site, plan: FaultPlanInput): Promise<void> {
  const init = { method: 'PUT', body: JSON.stringify(plan) }
  const response = await fetch(`${gateway.url}/sandbox/faults`, init)
  if (!response.ok) throw new Error(await response.text())
}

async function readFaults(gateway: Site): Promise<FaultReport> {
  const response = await fetch(`${gateway.url}/sandbox/faults`)
  return (await response.json()) as FaultReport
}

/** @returns The SHA-256 of each file in the sandbox, for all accounts. */
async function listContents(data: string): Promise<string[]> {
  const names = await readdir(join(data, 'sandbox'), { recursive: true })
  const records = names.filter((name) => name.endsWith('.record.json'))
  return records.map((name) => name.slice(-76, -12)).sort()
}

function print(text: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)} ${text}`)
}

function inMegabytes(bytes: number): string {
  return `${(bytes / MIB).toFixed(2)} MB`
}

function inSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

/** "3 × 500, 1 × 502" */
function describe(counts: ReadonlyMap<string, number>): string {
  const parts = [...counts].sort().map(([what, count]) => `${count} × ${what}`)
  return parts.join(', ') || 'nothing to do'
}

/** Load averages of 1, 5 and 15 minutes. Other processes may share the machine. */
function describeLoad(): string {
  return loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')
}
