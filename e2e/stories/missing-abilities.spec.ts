import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts'
import { drop, made, sample } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { dropZone } from '../support/pages/drop-zone.ts'
import { expectStage } from '../support/pages/file-list.ts'
import { openSandbox } from '../support/pages/key-panel.ts'

// The browser has no WebAssembly, like browsers in lockdown mode.
test.use({
  launchOptions: {
    executablePath: findChromium(),
    args: [...CHROMIUM_ARGS, '--js-flags=--jitless'],
  },
})

test('files are uploaded when the browser has no WebAssembly', async ({ page, site }) => {
  let most = 0
  page.on('worker', () => {
    const hashers = page.workers().filter((worker) => worker.url().includes('/hash.worker-'))
    most = Math.max(most, hashers.length)
  })
  await openSandbox(page, site)
  expect(await page.evaluate(() => typeof WebAssembly)).toBe('undefined')
  await expect(page.getByText('This browser has no WebAssembly').first()).toBeVisible()
  await drop(page, [sample('jpg'), made('large.png', 3_000_000), made('other.png', 3_000_000)])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await expectStage(page, 'large.png', 'Uploaded')
  await expectStage(page, 'other.png', 'Uploaded')
  // Without WebAssembly, each worker holds a whole file in memory.
  expect(most).toBe(1)
})

test('the page names a missing ability before a drop and blames no file', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'Worker'))
  await openSandbox(page, site)
  const sentence = 'Uploads need Web Workers. Use another browser.'
  await expect(page.getByText(sentence).first()).toBeVisible()
  await drop(page, [sample('jpg')])
  await expect(page.getByText(`1 file not read yet. ${sentence}`).first()).toBeVisible()
  await expect(dropZone(page).skippedCount(/skipped/)).toHaveCount(0)
})
