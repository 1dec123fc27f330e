import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { chromium, expect, type Page, test } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts'
import { atLeast, atMost, interleave, record } from './figure.ts'
import { KIB, MIB, makeFiles } from './files.ts'
import type { Hashed, Way } from './pages/hash.ts'
import { peakAdded, rendererOf } from './renderer.ts'
import { type Server, startApp } from './servers.ts'

let app: Server

test.beforeAll(async () => {
  app = await startApp('http://127.0.0.1:9')
})

test.afterAll(() => app.stop())

test('the pool hashes one file of 50 MiB with one worker', async () => {
  const paths = await makeFiles(1, 50 * MIB)
  const { ours, memory, noble, platform } = await compare(paths, {
    ours: 1,
    memory: 'hash-wasm',
    noble: 'noble',
    platform: 'platform',
  })
  const work = 'one file of 50 MiB, one worker'
  const against = { work, unit: 'ms', ours } as const
  await record({
    ...against,
    yardstick: { name: 'hash-wasm over the same bytes in memory, in a worker', values: memory },
    target: atLeast(0.9),
  })
  await record({
    ...against,
    yardstick: { name: 'crypto.subtle, reading the whole file into memory', values: platform },
    target: atLeast(0.62),
  })
  await record({
    ...against,
    yardstick: { name: '@noble/hashes over the same bytes in memory, in a worker', values: noble },
  })
})

test('the pool hashes 8 files of 50 MiB with two workers', async () => {
  const paths = await makeFiles(8, 50 * MIB)
  const { two, one } = await compare(paths, { two: 2, one: 1 })
  await record({
    work: '8 files of 50 MiB, two workers',
    unit: 'ms',
    ours: two,
    yardstick: { name: 'one worker', values: one },
    target: atLeast(1.4),
  })
})

for (const { count, size, words, target } of [
  { count: 200, size: MIB, words: '200 files of 1 MiB', target: 1.9 },
  { count: 3000, size: 4 * KIB, words: '3,000 files of 4 KiB', target: 2.5 },
]) {
  test(`the pool hashes ${words} with two workers`, async () => {
    const paths = await makeFiles(count, size)
    const { ours, obvious } = await compare(paths, { ours: 2, obvious: 'obvious' })
    await record({
      work: `${words}, two workers`,
      unit: 'ms',
      ours,
      yardstick: { name: 'one worker, a message a file, slice().arrayBuffer()', values: obvious },
      target: atLeast(target),
    })
  })
}

for (const { count, size, words } of [
  { count: 1, size: 50 * MIB, words: 'one file of 50 MiB, one worker' },
  { count: 8, size: 50 * MIB, words: '8 files of 50 MiB in turn, one worker' },
  { count: 200, size: MIB, words: '200 files of 1 MiB, one worker' },
]) {
  test(`the pool limits its memory for ${words}`, async () => {
    const paths = await makeFiles(count, size)
    const { ours, whole } = await interleave({
      ours: () => onPage(paths, 1, memoryOf),
      whole: () => onPage(paths, 'platform', memoryOf),
    })
    await record({
      work: `memory added at its peak, ${words}`,
      unit: 'MiB',
      ours,
      yardstick: { name: 'crypto.subtle over whole files', values: whole },
      ...(size > MIB && { target: atMost(8, 'value') }),
    })
  })
}

/** Hashes the files in each way, interleaved. @returns Milliseconds of each run. */
async function compare<K extends string>(
  paths: readonly string[],
  ways: Readonly<Record<K, Way>>,
): Promise<Record<K, number[]>> {
  // This read also fills the page cache of the system.
  const expected = paths.map((path) =>
    createHash('sha256').update(readFileSync(path)).digest('hex'),
  )
  const contenders = Object.fromEntries(
    Object.entries<Way>(ways).map(([name, way]) => [
      name,
      () =>
        onPage(paths, way, async (_, hash) => {
          const { took, hashes } = await hash()
          expect(hashes).toEqual(expected)
          return took
        }),
    ]),
  )
  return interleave(contenders as Record<K, () => Promise<number>>)
}

const memoryOf = async (page: Page, hash: () => Promise<Hashed>) =>
  peakAdded(await rendererOf(page), hash)

/** Launches a new browser for each measurement, so that no state is shared. */
async function onPage<T>(
  paths: readonly string[],
  way: Way,
  measure: (page: Page, hash: () => Promise<Hashed>) => Promise<T>,
): Promise<T> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS })
  try {
    const page = await browser.newPage()
    await page.goto(`${app.url}/bench/hash.html`)
    await page.setInputFiles('input', [...paths])
    const prepared = await page.evaluateHandle((name) => window.prepare(name), way)
    return await measure(page, () =>
      prepared.evaluate((hash) => hash([...(document.querySelector('input')?.files ?? [])])),
    )
  } finally {
    await browser.close()
  }
}
