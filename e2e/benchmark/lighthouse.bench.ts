import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, test } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts'
import { drop, sample } from '../support/files.ts'
import { expectStages } from '../support/pages/file-list.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { freePort, startSite } from '../support/server.ts'
import { scorePage } from './run-lighthouse.mjs'

/** Runs of each preset. The median counts. */
const RUNS = Number(process.env.LIGHTHOUSE_RUNS ?? 5)

/** Least scores of 100. The mobile figure of performance is only reported. */
const TARGETS: Record<string, number> = {
  'desktop performance': 95,
  'desktop accessibility': 100,
  'desktop best-practices': 100,
  'mobile accessibility': 100,
  'mobile best-practices': 100,
  'desktop seo': 100,
  'mobile seo': 100,
}

for (const hasFiles of [false, true]) {
  test(`Lighthouse scores the page ${hasFiles ? 'with' : 'without'} files`, async () => {
    const site = await startSite()
    const folder = await mkdtemp(join(tmpdir(), 'refdrop-lighthouse-'))
    const port = await freePort()
    const context = await chromium.launchPersistentContext(folder, {
      executablePath: findChromium(),
      args: [...CHROMIUM_ARGS, `--remote-debugging-port=${port}`],
    })
    try {
      const page = await context.newPage()
      await openSandbox(page, site)
      if (hasFiles) {
        await drop(page, [sample('jpg'), sample('mp3'), sample('mp4'), sample('webp')])
        await expectStages(page, 'Uploaded', 4)
      }
      await page.close()
      const scores = new Map<string, number[]>()
      const failed = new Set<string>()
      const notes = new Set<string>()
      for (let run = 0; run < RUNS; run += 1) {
        for (const preset of ['desktop', 'mobile'] as const) {
          const result = await scorePage(site.url, port, preset)
          for (const note of result.notes) notes.add(note)
          for (const audit of result.failed) failed.add(`${preset}: ${audit}`)
          for (const [category, score] of Object.entries(result.scores)) {
            const name = `${preset} ${category}`
            scores.set(name, [...(scores.get(name) ?? []), score])
          }
        }
      }
      for (const [name, values] of scores) {
        const median = values.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0
        console.log(`${name}: ${median} (${values.join(', ')})`)
        expect.soft(median, name).toBeGreaterThanOrEqual(TARGETS[name] ?? 0)
      }
      if (notes.size > 0) console.log(`Audits without a score: ${[...notes].join(', ')}`)
      if (failed.size > 0) console.log(`Failed audits: ${[...failed].join(', ')}`)
    } finally {
      await context.close()
      await site.stop()
      await rm(folder, { recursive: true, force: true })
    }
  })
}
