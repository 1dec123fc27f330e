import { fileURLToPath } from 'node:url'
import { drop, made, sample } from './support/files.ts'
import { expect, test } from './support/fixtures.ts'
import { fileList, fileRow } from './support/pages/file-list.ts'
import { openSandbox } from './support/pages/key-panel.ts'
import { statusLine } from './support/pages/list-bar.ts'
import { composerOf } from './support/pages/request.ts'

/** `npm run picture` writes the screenshot of the README. */
test('the page shows files and a request in the picture of the README', async ({ page, site }) => {
  await page.setViewportSize({ width: 1280, height: 1000 })
  await openSandbox(page, site)
  await drop(page, [
    { ...sample('jpg'), name: 'dinesh.jpg' },
    { ...sample('mp3'), name: 'voice.mp3' },
    { ...sample('mp4'), name: 'walk.mp4' },
    made('portrait.heic', 900_000, 'image/heic'),
  ])
  await expect(statusLine(page)).toHaveText('4 of 4 uploaded')
  for (const name of ['dinesh.jpg', 'walk.mp4', 'voice.mp3']) {
    await fileRow(page, name).press('Add to request')
  }
  const request = composerOf(page).region
  await request
    .getByLabel('Prompt')
    .fill('@image1 walks in as in @video1 and says what @audio1 says.')
  await request.getByRole('radio', { name: 'Video' }).check()
  await expect(fileList(page).root.locator('img')).toHaveCount(3)
  await page.evaluate(() => window.scrollTo(0, 0))
  await request.getByRole('region', { name: 'Code' }).scrollIntoViewIfNeeded()
  await page.screenshot({ path: fileURLToPath(new URL('page.png', import.meta.url)) })
})
