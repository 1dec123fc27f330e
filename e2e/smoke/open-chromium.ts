import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts'
import { expressionOf, resultOf, type SmokeBrowser } from './smoke-browser.ts'

/** Launches a headless Chromium with Playwright. */
export async function openChromium(downloads: string): Promise<SmokeBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'refdrop-chromium-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args: CHROMIUM_ARGS,
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = context.pages()[0] ?? (await context.newPage())
  page.on('download', (download) => {
    void download.saveAs(join(downloads, download.suggestedFilename()))
  })

  return {
    open: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    evaluate: async (work, argument) =>
      resultOf(await page.evaluate<string>(expressionOf(work, argument))),
    click: ([x, y]) => page.mouse.click(x, y),
    hover: ([x, y]) => page.mouse.move(x, y),
    async drag([x, y], to) {
      await page.mouse.move(x, y)
      await page.mouse.down()
      await page.mouse.move(...to, { steps: 6 })
      await page.mouse.up()
    },
    async press(keys) {
      for (const key of keys) await page.keyboard.press(key)
    },
    chooseFiles: (selector, paths) => page.setInputFiles(selector, [...paths]),
    async setOffline(isOffline) {
      await context.setOffline(isOffline)
      return true
    },
    resize: (width) => page.setViewportSize({ width, height: 800 }),
    screenshot: () => page.screenshot(),
    async close() {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}
