import type { Locator } from '@playwright/test'
import { drop, made, sample } from '../support/files.ts'
import {
  expect,
  expectAccessible,
  expectStage,
  expectStages,
  fileItem,
  openSandbox,
  test,
} from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'
import { openInspector } from '../support/inspector-dock.ts'

const callsOf = (bench: Locator) => bench.getByRole('listbox', { name: 'Calls' })
const rowsOf = (bench: Locator) => callsOf(bench).getByRole('option')

test('every kind of call is a line; by status, by words, whole, and away with all of them', async ({
  page,
  vargSite,
  openVarg,
}) => {
  await openVarg()
  const bench = await openInspector(page, 'Log')
  const rows = rowsOf(bench)
  await expect(rows.filter({ hasText: /GET.*\/v1\/balance.*200/ })).toHaveCount(1)
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await expect(rows.filter({ hasText: /POST.*\/v1\/files.*200.*sample\.jpg/ })).toHaveCount(1)
  await fileItem(page, 'sample.jpg').getByRole('button', { name: 'Verify' }).click()
  await expect(rows.filter({ hasText: /GET.*\/sandbox\/u\/.*200/ })).toHaveCount(1)

  await page.getByRole('radio', { name: 'Sandbox' }).check()
  const faults = page.getByRole('region', { name: 'Sandbox faults' })
  await faults.getByText('Make faults').click()
  await faults.getByLabel('Meet').selectOption('413, too large')
  await faults.getByRole('button', { name: 'Add' }).click()
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
  await fileItem(page, 'slow.png').getByRole('button', { name: 'Cancel' }).click()
  await expect(rows.filter({ hasText: /POST.*aborted.*slow\.png/ })).toHaveCount(1)
  await expectAccessible(page)

  const status = bench.getByRole('radiogroup', { name: 'Status of calls' })
  await expect(status.getByRole('radio')).toHaveCount(5)
  for (const [name, text] of [
    ['4xx 1', /413.*large\.png/],
    ['5xx 1', /502.*again\.png/],
    ['Broken 1', /aborted.*slow\.png/],
  ] as const) {
    await status.getByRole('radio', { name, exact: true }).check()
    await expect(rows).toHaveText([text])
  }
  await status.getByRole('radio', { name: /^All \d+$/ }).check()
  const search = bench.getByLabel('Search calls')
  await search.fill('AGAIN.png gone')
  await expect(rows).toHaveText([/502.*again\.png/])
  await expect(bench.getByText(/^1 of \d+ calls$/)).toBeVisible()
  await expect(status.getByRole('radio', { name: '4xx', exact: true })).toBeVisible()
  await rows.click()
  const call = bench.getByRole('region', { name: 'Chosen call' })
  await expect(call.getByText(`POST ${vargSite.url}/sandbox/v1/files`)).toBeVisible()
  await call.getByRole('tab', { name: 'Response' }).click()
  await expect(call.getByText('502 Bad Gateway')).toBeVisible()
  await expect(call.getByText('"Gone to bed."')).toBeVisible()
  await call.getByRole('button', { name: 'Close the call' }).click()
  await expect(call).toHaveCount(0)
  await search.fill('nothing is called so')
  await expect(bench.getByText('No call fits.')).toBeVisible()
  await bench.getByRole('button', { name: 'Show all calls' }).click()
  await expect(search).toHaveValue('')
  await expect(rows.filter({ hasText: 'slow.png' })).toHaveCount(1)
  await bench.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(bench.getByText(/^No call yet\./)).toBeVisible()
  await faultsOf(vargSite).make({})
  await drop(page, [made('later.png', 2000)])
  await expect(rows).toHaveText([/POST.*200.*later\.png/])
})

test('of hundreds of calls only those in sight are there; the newest is followed until one looks back', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const bench = await openInspector(page, 'Test options')
  await bench.getByLabel('Times').fill('50')
  await bench.getByLabel('At a time').fill('6')
  await bench.getByRole('tab', { name: 'Log', exact: true }).click()
  const rows = rowsOf(bench)
  await expect(bench.getByText(/^No call yet\.|^1 call$/)).toBeVisible()
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
  const follow = bench.getByLabel('Follow')
  const newest = bench.locator(`[role=option][aria-posinset="${total}"]`)
  await expect(newest).toBeInViewport()
  await expect(follow).toBeChecked()

  await callsOf(bench).hover()
  await page.mouse.wheel(0, -1000)
  await expect(follow).not.toBeChecked()
  const first = await rows.first().getAttribute('aria-posinset')
  await bench.getByRole('tab', { name: 'Test options' }).click()
  await bench.getByRole('button', { name: 'Back to normal' }).click()
  await bench.getByRole('tab', { name: 'Log', exact: true }).click()
  await drop(page, [made('g.png', 1000)])
  await expectStage(page, 'g.png', 'Uploaded')
  await expect(bench.getByText(`${total + 1} calls`, { exact: true })).toBeVisible()
  await expect(rows.first()).toHaveAttribute('aria-posinset', first ?? '')
  await expect(follow).not.toBeChecked()
  await follow.check()
  await expect(rows.filter({ hasText: 'g.png' })).toBeInViewport()
  await callsOf(bench).focus()
  await page.keyboard.press('Home')
  await expect(rows.first()).toHaveAttribute('aria-selected', 'true')
  await expect(follow).not.toBeChecked()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(follow).toBeChecked()
  const call = bench.getByRole('region', { name: 'Chosen call' })
  await expect(call.getByText('g.png', { exact: true })).toBeVisible()
  expect(await rows.count()).toBeLessThan(60)
})
