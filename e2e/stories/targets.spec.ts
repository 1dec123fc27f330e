import type { Page } from '@playwright/test'
import { SERVER_INFO_PATH } from '../../src/core/api/server-info.ts'
import { drop, made, sample } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'
import { countChromeWords, measureRows, watchShifts } from '../support/layout.ts'
import { expectStage, expectStages, fileList, fileRow } from '../support/pages/file-list.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { holdNote, listBar, statusLine } from '../support/pages/list-bar.ts'
import { addToRequest, composerOf } from '../support/pages/request.ts'

/** Positions and heights that the design promises, in pixels at the default text size. */
const FIRST_ROW = 140
const ROW = 60
const FAILED_ROW = 78

const names = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, place) => `${prefix}${String(place).padStart(3, '0')}.png`)

const dropMany = (page: Page, count: number, prefix = 'p', size = 2000) =>
  drop(
    page,
    names(count, prefix).map((name) => made(name, size)),
  )

const wholeRows = async (page: Page) =>
  (await measureRows(page)).filter(({ isWhole }) => isWhole).length

test('the first row starts high and rows keep their height in every state', async ({
  page,
  site,
}) => {
  const shifts = await watchShifts(page)
  await openSandbox(page, site)
  const faults = faultsOf(site)
  await faults.make({ next: [{ kind: 'silence' }, { kind: 'answer', status: 413, early: true }] })
  await dropMany(page, 14)
  await expect(statusLine(page)).toBeVisible()
  const heights = new Set<number>()
  await expect
    .poll(async () => {
      const rows = await measureRows(page)
      for (const { height } of rows) heights.add(height)
      expect(rows[0]?.top).toBeLessThanOrEqual(FIRST_ROW)
      return statusLine(page).textContent()
    })
    .toMatch(/^12 of 14 uploaded, 1 failed/)
  expect([...heights].filter((height) => height !== ROW && height !== FAILED_ROW)).toEqual([])
  expect(await wholeRows(page)).toBeGreaterThanOrEqual(9)
  expect(await countChromeWords(page)).toBeLessThanOrEqual(45)
  await listBar(page).press('Cancel all')
  expect(await shifts()).toBeLessThanOrEqual(0.02)
})

test('no link of the empty page moves when the server names its upstream late', async ({
  page,
  vargSite,
}) => {
  await expectNoShift(page, vargSite.url)
})

test('a hold moves no row', async ({ page, gateway, openVarg }) => {
  await openVarg()
  await dropMany(page, 3)
  await expectStages(page, 'Uploaded', 3)
  const before = (await measureRows(page))[0]?.top
  expect(before).toBeLessThanOrEqual(FIRST_ROW)
  await gateway.make({ next: [{ kind: 'answer', status: 402 }] })
  await drop(page, [made('poor.png', 3000)])
  await expectStage(page, 'poor.png', 'Waiting')
  await expect(holdNote(page).root).toBeVisible()
  expect((await measureRows(page))[0]?.top).toBe(before)
})

test('the window shows the whole request beside the list', async ({ page, site }) => {
  await openSandbox(page, site)
  const files = ['a.png', 'b.png', 'c.png'].map((name) => made(name, 2000))
  await drop(page, [...files, sample('mp3')])
  await expectStages(page, 'Uploaded', 4)
  await addToRequest(page, ['a.png', 'b.png', 'c.png', 'sample.mp3'])
  const { region, prompt, chooseKind, code, copyButton, hints } = composerOf(page)
  await chooseKind('Video')
  // This model takes all four references.
  await region.getByLabel('Model', { exact: true }).fill('piapi:seedance-2')
  await prompt.fill('@image3 walks along @image1 under the moon of @image2 and says @audio1')
  await expect(copyButton).toBeInViewport({ ratio: 1 })
  const isInView = () =>
    code.evaluate((element) => {
      const range = document.createRange()
      range.selectNodeContents(element)
      const text = range.getBoundingClientRect()
      const pane = (element.closest('[data-code]') ?? element).getBoundingClientRect()
      return text.top >= 0 && text.bottom <= Math.min(innerHeight, pane.bottom)
    })
  expect(await isInView(), 'every line of the code is in view').toBe(true)

  await region.getByLabel('Model', { exact: true }).fill('kling-v3')
  await prompt.fill('@image3 and @image9')
  await expect(hints.getByText('There is no @image9.')).toBeVisible()
  const more = hints.getByRole('button', { name: /^\d+ more hints$/ })
  await expect(more).toHaveAttribute('aria-expanded', 'false')
  expect(await isInView(), 'hints push no line out of view').toBe(true)
  await more.click()
  await expect(hints.getByText(/name no tags such as @image3/)).toBeVisible()
  await hints.getByRole('button', { name: 'Fewer', expanded: true }).click()
  await expect(hints.getByText(/name no tags such as @image3/)).toBeHidden()
})

test('the first Copy URL is at most twelve Tab stops away', async ({ page, site }) => {
  await openSandbox(page, site)
  await dropMany(page, 3)
  await expectStages(page, 'Uploaded', 3)
  await page.evaluate(() => {
    const start = document.createElement('span')
    start.tabIndex = -1
    document.body.prepend(start)
    start.focus()
    start.remove()
  })
  let stops = 0
  do {
    await page.keyboard.press('Tab')
    stops += 1
  } while (
    stops < 40 &&
    !(await page.evaluate(() => document.activeElement?.textContent?.includes('Copy URL')))
  )
  expect(stops).toBeLessThanOrEqual(12)
  await page.getByRole('button', { name: 'Skip to request' }).press('Enter')
  await expect(composerOf(page).region).toBeFocused()
  await page.getByRole('button', { name: 'Skip to files' }).press('Enter')
  await expect(fileList(page).rows.first()).toBeFocused()
  // Narrower windows have no request pane.
  await page.setViewportSize({ width: 1000, height: 800 })
  await expect(page.getByRole('button', { name: 'Skip to request' })).toHaveCount(0)
})

test('two clicks lead from nothing to a copied URL', async ({ page, site }) => {
  await page.goto(site.url)
  const samples = page.getByRole('button', { name: 'Try with samples' })
  await expect(samples).toBeVisible()
  expect(await countChromeWords(page)).toBeLessThanOrEqual(45)
  await samples.click()
  const copy = fileList(page).rows.first().getByRole('button', { name: 'Copy URL' })
  await copy.click()
  await expect(fileList(page).rows.first().getByText('Copied')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^https?:\/\/\S+$/)
})

test('a second drop on a long list is in view', async ({ page, site }) => {
  await openSandbox(page, site)
  await dropMany(page, 230, 'old', 200)
  await expect(statusLine(page)).toHaveText(/^230 of 230 uploaded/, { timeout: 60_000 })
  await page.mouse.move(300, 500)
  await page.mouse.wheel(0, 4000)
  await dropMany(page, 3, 'new')
  for (const name of names(3, 'new')) await expect(fileRow(page, name).root).toBeInViewport()
})

async function expectNoShift(page: Page, url: string): Promise<void> {
  const shifts = await watchShifts(page)
  let answer = () => {}
  const isDrawn = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(`**${SERVER_INFO_PATH}`, async (route) => {
    await isDrawn
    await route.continue()
  })
  await page.goto(url)
  const link = page.getByRole('button', { name: 'Try the sandbox' })
  const before = await link.boundingBox()
  answer()
  await expect(page.getByText(/^Files and key go to localhost/)).toBeVisible()
  expect(await link.boundingBox()).toEqual(before)
  expect(await shifts()).toBe(0)
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('no link of the empty page moves when the server names its upstream late', async ({
    page,
    vargSite,
  }) => {
    await expectNoShift(page, vargSite.url)
  })

  test('eight whole rows are in view', async ({ page, site }) => {
    await openSandbox(page, site)
    await dropMany(page, 12)
    await expect(statusLine(page)).toHaveText(/^12 of 12 uploaded/)
    expect((await measureRows(page))[0]?.top).toBeLessThanOrEqual(FIRST_ROW)
    expect(await wholeRows(page)).toBeGreaterThanOrEqual(8)
  })
})
