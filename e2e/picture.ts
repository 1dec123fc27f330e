import { fileURLToPath } from 'node:url'
import { drop, made, sample } from './files.ts'
import { expect, expectStage, openSandbox, test } from './fixtures.ts'

/** Makes the picture of the real page that README shows: `npm run picture`. */
test('the page with files, as README shows it', async ({ page, site }) => {
  await page.setViewportSize({ width: 1000, height: 900 })
  await openSandbox(page, site)
  await drop(page, [
    sample('jpg'),
    sample('mp3'),
    sample('mp4'),
    made('portrait.heic', 900_000, 'image/heic'),
  ])
  await drop(page, [{ ...sample('zip'), name: 'holiday.jpg' }])
  await expectStage(page, 'sample.mp4', 'Uploaded')
  await expectStage(page, 'portrait.heic', 'Uploaded')
  await expect(page.getByRole('region', { name: 'Not taken' })).toBeVisible()
  await expect(page.getByRole('status', { name: 'Upload progress' })).toHaveText('4 of 4 uploaded')
  await page.screenshot({ path: fileURLToPath(new URL('page.png', import.meta.url)) })
})
