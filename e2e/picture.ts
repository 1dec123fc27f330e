import { fileURLToPath } from 'node:url'
import { drop, made, sample } from './support/files.ts'
import { expect, test } from './support/fixtures.ts'
import { fileList, fileRow } from './support/pages/file-list.ts'
import { openSandbox } from './support/pages/key-panel.ts'
import { statusLine } from './support/pages/list-bar.ts'
import { composerOf } from './support/pages/request.ts'

/** `npm run picture` writes the screenshots of the README. */
test('the page shows files and a request in the picture of the README', async ({ page, site }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
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
  await request.getByRole('combobox', { name: 'Kind' }).selectOption('Video')
  await expect(fileList(page).root.locator('img')).toHaveCount(3)
  await expect(request.getByRole('listitem').locator('img')).toHaveCount(3)
  for (const fact of ['200 × 133', '0.5 s', '640 × 356']) {
    await expect(fileList(page).root.getByText(fact)).toBeVisible()
  }
  await request.getByRole('heading', { name: 'Request' }).click()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const path = fileURLToPath(new URL(`page-${colorScheme}.png`, import.meta.url))
    await page.screenshot({ path })
  }
})
