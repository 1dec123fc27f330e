import { drop, made, sample } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'
import { faultsPanel } from '../support/pages/faults-panel.ts'
import { expectStage, expectStages, fileRow } from '../support/pages/file-list.ts'
import { logOf, openInspector } from '../support/pages/inspector.ts'
import { keyPanel, openSandbox } from '../support/pages/key-panel.ts'

test('the log lists every kind of call, filters them and clears them', async ({
  page,
  vargSite,
  openVarg,
}) => {
  await openVarg()
  const bench = await openInspector(page, 'Log')
  const log = logOf(bench)
  const { rows } = log
  await expect(rows.filter({ hasText: /GET.*\/v2\/me.*200/ })).toHaveCount(1)
  await expect(rows.filter({ hasText: /GET.*\/v2\/billing\/balance.*200/ })).toHaveCount(1)
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await expect(rows.filter({ hasText: /POST.*\/v2\/files.*200.*sample\.jpg/ })).toHaveCount(1)
  await fileRow(page, 'sample.jpg').press('Check URL')
  await expect(rows.filter({ hasText: /GET.*\/sandbox\/u\/.*200/ })).toHaveCount(1)

  await keyPanel(page).choose('Sandbox')
  const faults = faultsPanel(page)
  await faults.open()
  await faults.meet('413 too large')
  await openInspector(page, 'Log')
  await expect(rows.filter({ hasText: /PUT.*\/sandbox\/faults.*200/ })).toHaveCount(1)
  await drop(page, [made('large.png', 2000)])
  await expectStage(page, 'large.png', 'Failed')
  await faultsOf(vargSite).make({
    next: [{ kind: 'answer', status: 502, message: 'Gone to bed.' }],
  })
  await drop(page, [made('again.png', 2000)])
  await expectStage(page, 'again.png', 'Uploaded')
  await faultsOf(vargSite).make({ latency: 60_000 })
  await drop(page, [made('slow.png', 2000)])
  await expectStage(page, 'slow.png', 'Confirming')
  await fileRow(page, 'slow.png').press('Cancel')
  await expect(rows.filter({ hasText: /POST.*aborted.*slow\.png/ })).toHaveCount(1)

  await expect(log.statuses).toHaveCount(5)
  for (const [name, text] of [
    ['4xx 1', /413.*large\.png/],
    ['5xx 1', /502.*again\.png/],
    ['Broken 1', /aborted.*slow\.png/],
  ] as const) {
    await log.status(name).check()
    await expect(rows).toHaveText([text])
  }
  await log.status(/^All \d+$/).check()
  const { search } = log
  await search.fill('AGAIN.png gone')
  await expect(rows).toHaveText([/502.*again\.png/])
  await expect(bench.getByText(/^1 of \d+ calls$/)).toBeVisible()
  await expect(log.status('4xx')).toBeVisible()
  await rows.click()
  const call = log.chosenCall
  await expect(call.getByText(`POST ${vargSite.url}/sandbox/v1/files`)).toBeVisible()
  await call.getByRole('tab', { name: 'Response' }).click()
  await expect(call.getByText('502 Bad Gateway')).toBeVisible()
  await expect(call.getByText('"Gone to bed."')).toBeVisible()
  await call.getByRole('button', { name: 'Close the call' }).click()
  await expect(call).toHaveCount(0)
  await search.fill('nothing is called so')
  await expect(bench.getByText('No calls match.')).toBeVisible()
  await log.showAll.click()
  await expect(search).toHaveValue('')
  await expect(rows.filter({ hasText: 'slow.png' })).toHaveCount(1)
  await log.clear.click()
  await expect(bench.getByText(/^No calls yet\./)).toBeVisible()
  await faultsOf(vargSite).make({})
  await drop(page, [made('later.png', 2000)])
  await expect(rows).toHaveText([/POST.*200.*later\.png/])
})

test('the log renders the calls in sight and follows the newest until a person scrolls back', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const bench = await openInspector(page, 'Custom send')
  await bench.getByLabel('Times').fill('50')
  await bench.getByLabel('At a time').fill('6')
  await bench.getByRole('tab', { name: 'Log', exact: true }).click()
  const log = logOf(bench)
  const { rows } = log
  await expect(bench.getByText(/^No calls yet\.|^1 call$/)).toBeVisible()
  const names = ['a.png', 'b.png', 'c.png', 'd.png']
  await drop(
    page,
    names.map((name) => made(name, 1000)),
  )
  await expectStages(page, 'Uploaded', names.length)
  await expect(bench.getByText(/^20\d calls$/)).toBeVisible()
  const total = Number(await rows.last().getAttribute('aria-setsize'))
  expect(total).toBeGreaterThanOrEqual(200)
  expect(await rows.count()).toBeLessThan(60)
  const { follow } = log
  const newest = bench.locator(`[role=option][aria-posinset="${total}"]`)
  await expect(newest).toBeInViewport()
  await expect(follow).toBeChecked()

  await log.calls.hover()
  await page.mouse.wheel(0, -1000)
  await expect(follow).not.toBeChecked()
  const first = await rows.first().getAttribute('aria-posinset')
  await bench.getByRole('tab', { name: 'Custom send' }).click()
  await bench.getByRole('button', { name: 'Reset' }).click()
  await bench.getByRole('tab', { name: 'Log', exact: true }).click()
  await drop(page, [made('g.png', 1000)])
  await expectStage(page, 'g.png', 'Uploaded')
  await expect(bench.getByText(`${total + 1} calls`, { exact: true })).toBeVisible()
  await expect(rows.first()).toHaveAttribute('aria-posinset', first ?? '')
  await expect(follow).not.toBeChecked()
  await follow.check()
  await expect(rows.filter({ hasText: 'g.png' })).toBeInViewport()
  await log.calls.focus()
  await page.keyboard.press('Home')
  await expect(rows.first()).toHaveAttribute('aria-selected', 'true')
  await expect(follow).not.toBeChecked()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(follow).toBeChecked()
  const call = log.chosenCall
  await expect(call.getByText('g.png', { exact: true })).toBeVisible()
  expect(await rows.count()).toBeLessThan(60)
})
