import { drop, made, sample } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { faultsPanel } from '../support/pages/faults-panel.ts'
import { expectStage, fileRow } from '../support/pages/file-list.ts'
import { keyPanel, openSandbox } from '../support/pages/key-panel.ts'
import { holdNote, listBar, statusLine } from '../support/pages/list-bar.ts'

test('the next uploads meet the faults that the panel adds', async ({ page, site }) => {
  await page.goto(site.url)
  const panel = faultsPanel(page)
  await expect(keyPanel(page).pill).toHaveAccessibleName(/^Account varg\.ai/)
  await panel.open()
  await panel.region.getByRole('button', { name: 'Use the sandbox' }).click()
  await expect(keyPanel(page).pill).toHaveAccessibleName(/^Account Sandbox/)
  await expect(panel.region.getByLabel('Status', { exact: true })).toBeHidden()
  await panel.region.getByLabel('Failure', { exact: true }).selectOption('Another status')
  await expect(panel.region.getByLabel('Status', { exact: true })).toBeVisible()
  await panel.meet('413 too large')
  await panel.meet('Another hash')
  await expect(panel.active).toHaveText([/^1 × 413 too large/, /^1 × another hash/])
  await expect(panel.pill).toHaveText('2 failures')
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Failed')
  await expect(fileRow(page, 'sample.jpg').text(/Too large for the gateway/)).toBeVisible()
  await drop(page, [sample('webp')])
  await expect(fileRow(page, 'sample.webp').text(/^Hash mismatch/)).toBeVisible()
  await expect(panel.region.getByText(/2 uploads, 1 accepted, 0 limited, 2 failed/)).toBeVisible()
  await listBar(page).press('Retry failed')
  await expect(statusLine(page)).toHaveText('2 of 2 uploaded')
})

test('the panel limits the rate and rejects a limit that is not a number', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const panel = faultsPanel(page)
  await panel.open()
  await panel.calls.fill('two')
  await panel.limitRate.click()
  await expect(
    panel.region.getByText('“Calls” must be a number such as 10, not “two”.'),
  ).toBeVisible()
  await panel.calls.fill('1')
  await panel.seconds.fill('600')
  await panel.limitRate.click()
  await expect(panel.plan(/^1 call in 600 s, reported by/)).toBeVisible()
  await drop(page, [made('a.png', 2000), made('b.png', 2000)])
  await expect(holdNote(page).text(/^Rate limit: next upload in (10:00|9:)/)).toBeVisible()
  await panel.noFaults.click()
  await expect(panel.region.getByText('None. The sandbox works.')).toBeVisible()
  await panel.region.getByLabel('Percent of uploads').fill('100')
  await panel.region.getByRole('button', { name: 'Apply By chance' }).click()
  await expect(panel.active).toHaveText(['100% of uploads fail at random'])
  await panel.region.getByLabel('Latency in ms').fill('20')
  await panel.region.getByRole('button', { name: 'Apply Speed' }).click()
  await expect(panel.plan(/^Every response 20 ms late$/)).toBeVisible()
})

test('the pill in the header opens the failures, and × removes one', async ({ page, site }) => {
  await openSandbox(page, site)
  const panel = faultsPanel(page)
  await panel.open()
  await panel.setFlaws(['Never deduplicates', 'Serves no ranges'])
  await expect(panel.pill).toHaveText('2 failures')
  await page.getByRole('button', { name: 'Close inspector' }).click()
  await expect(panel.region).toHaveCount(0)
  await panel.pill.click()
  await expect(panel.active).toHaveText(['Never deduplicates', 'Serves no ranges'])
  await panel.region.getByRole('button', { name: 'Remove Never deduplicates' }).click()
  await expect(panel.pill).toHaveText('1 failure')
  await expect(page.locator(':focus')).toHaveCount(1)
  await panel.noFaults.click()
  await expect(panel.pill).toHaveCount(0)
})
