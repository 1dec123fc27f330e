import { drop, made, sample } from '../support/files.ts'
import {
  expect,
  expectAccessible,
  expectStage,
  fileItem,
  openSandbox,
  statusLine,
  test,
} from '../support/fixtures.ts'

test('faults are made in the page, met by the next uploads, and taken back', async ({
  page,
  site,
}) => {
  await page.goto(site.url)
  const panel = page.getByRole('region', { name: 'Sandbox faults' })
  await expect(page.getByRole('radio', { name: 'varg.ai' })).toBeChecked()
  await expect(panel).toHaveCount(0)
  await page.getByRole('radio', { name: 'Sandbox' }).check()
  await panel.getByText('Make faults').click()
  await panel.getByLabel('Meet').selectOption('413, too large')
  await panel.getByRole('button', { name: 'Add' }).click()
  await panel.getByLabel('Meet').selectOption('Another hash')
  await panel.getByRole('button', { name: 'Add' }).click()
  await expect(panel.getByText(/^Make faults: .*413/)).toBeVisible()
  await expectAccessible(page)
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Failed')
  await expect(fileItem(page, 'sample.jpg').getByText(/finds the file too large/)).toBeVisible()
  await drop(page, [sample('webp')])
  await expect(fileItem(page, 'sample.webp').getByText(/confirmed another hash/)).toBeVisible()
  await expect(panel.getByText(/2 uploads, 1 accepted, 0 limited, 2 faulted/)).toBeVisible()
  await page.getByRole('button', { name: 'Retry failed' }).click()
  await expect(statusLine(page)).toHaveText('2 of 2 uploaded')
})

test('a limit that is set in the page holds its uploads; what is no number is told in a sentence', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const panel = page.getByRole('region', { name: 'Sandbox faults' })
  await panel.getByText('Make faults').click()
  await panel.getByLabel('Calls').fill('two')
  await panel.getByRole('button', { name: 'Limit the rate' }).click()
  await expect(panel.getByText('“Calls” must be a number such as 10, not “two”.')).toBeVisible()
  await panel.getByLabel('Calls').fill('1')
  await panel.getByLabel('In seconds').fill('600')
  await panel.getByRole('button', { name: 'Limit the rate' }).click()
  await expect(panel.getByText(/^Make faults: 1 call/)).toBeVisible()
  await drop(page, [made('a.png', 2000), made('b.png', 2000)])
  await expect(page.getByText(/^Held by the rate limit, next in (10:00|9:)/)).toBeVisible()
  await panel.getByRole('button', { name: 'No faults' }).click()
  await expect(panel.getByText('Nothing: the sandbox behaves.')).toBeVisible()
})
