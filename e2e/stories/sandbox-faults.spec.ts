import { drop, made, sample } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { faultsPanel } from '../support/pages/faults-panel.ts'
import { expectStage, fileRow } from '../support/pages/file-list.ts'
import { keyPanel, openSandbox } from '../support/pages/key-panel.ts'
import { listBar, statusLine } from '../support/pages/list-bar.ts'

test('the next uploads meet the faults that the panel adds', async ({ page, site }) => {
  await page.goto(site.url)
  const panel = faultsPanel(page)
  await expect(keyPanel(page).gateway('varg.ai')).toBeChecked()
  await expect(panel.region).toHaveCount(0)
  await keyPanel(page).choose('Sandbox')
  await panel.open()
  await expect(panel.region.getByLabel('Status')).toBeHidden()
  await panel.region.getByLabel('Meet').selectOption('Another status')
  await expect(panel.region.getByLabel('Status')).toBeVisible()
  await panel.meet('413, too large')
  await panel.meet('Another hash')
  await expect(panel.plan(/^Make faults: .*413/)).toBeVisible()
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Failed')
  await expect(fileRow(page, 'sample.jpg').text(/finds the file too large/)).toBeVisible()
  await drop(page, [sample('webp')])
  await expect(fileRow(page, 'sample.webp').text(/confirmed another hash/)).toBeVisible()
  await expect(panel.region.getByText(/2 uploads, 1 accepted, 0 limited, 2 faulted/)).toBeVisible()
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
  await expect(panel.plan(/^Make faults: 1 call/)).toBeVisible()
  await drop(page, [made('a.png', 2000), made('b.png', 2000)])
  await expect(page.getByText(/^Held by the rate limit, next in (10:00|9:)/)).toBeVisible()
  await panel.noFaults.click()
  await expect(panel.region.getByText('Nothing: the sandbox behaves.')).toBeVisible()
})
