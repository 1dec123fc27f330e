import type { Locator, Page } from '@playwright/test'
import { drop, made } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { fileRow } from '../support/pages/file-list.ts'
import { pressMenu } from '../support/pages/inspector.ts'
import { keyPanel, openAccount, openSandbox } from '../support/pages/key-panel.ts'
import { selection, statusLine } from '../support/pages/list-bar.ts'
import { readClipboard } from '../support/pages/request.ts'
import { settings } from '../support/pages/settings.ts'
import { listSmallTargets } from '../support/small-targets.ts'

test.use({ hasTouch: true, isMobile: true })

const PHONE = { width: 390, height: 844 }
const TABLET = { width: 1180, height: 820 }

/** A point in an element, measured from its left and top edges in CSS pixels. */
async function pointOf(element: Locator, x: number, y: number) {
  const box = await element.boundingBox()
  if (!box) throw new Error('Nothing is there')
  return { x: box.x + x, y: box.y + y }
}

async function touchLong(page: Page, element: Locator): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const point = await pointOf(element, 150, 15)
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] })
  await expect(selection(page).bar).toBeVisible()
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

async function tap(page: Page, element: Locator, x: number, y: number): Promise<void> {
  const point = await pointOf(element, x, y)
  await page.touchscreen.tap(point.x, point.y)
}

for (const [device, viewport] of Object.entries({ phone: PHONE, tablet: TABLET })) {
  test.describe(`on a ${device}`, () => {
    test.use({ viewport })

    test('a finger hits each control', async ({ page, site }) => {
      await page.goto(site.url)
      await expect.poll(() => listSmallTargets(page)).toEqual([])
      await openSandbox(page, site)
      await drop(page, [made('a.png', 3000), made('b.png', 3000)])
      await expect(statusLine(page)).toHaveText(/^2 of 2 uploaded/)
      // By design, row menus are 40 pixels wide on phones.
      const isMenu = (target: string) => /^More actions 4[01] /.test(target)
      const missed = async () => (await listSmallTargets(page)).filter((one) => !isMenu(one))
      await expect.poll(missed).toEqual([])
      await openAccount(page)
      await expect.poll(missed).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^Filter/ }).tap()
      await expect(page.getByRole('radio', { name: 'Oldest' })).toBeVisible()
      await expect.poll(missed).toEqual([])
      await page.keyboard.press('Escape')
      await pressMenu(page, 'Settings')
      await expect(settings(page).dialog).toBeVisible()
      await expect.poll(missed).toEqual([])
    })

    test('a long press chooses a row, and taps choose more', async ({ page, site }) => {
      await openSandbox(page, site)
      await drop(page, [made('a.png', 3000), made('b.png', 3000), made('c.png', 3000)])
      await expect(statusLine(page)).toHaveText(/^3 of 3 uploaded/)
      const [a, b, c] = ['a.png', 'b.png', 'c.png'].map((name) => fileRow(page, name))
      if (!a || !b || !c) throw new Error('There are three rows')
      await touchLong(page, a.root)
      await expect(selection(page).count(1)).toBeVisible()
      await tap(page, b.root, 150, 15)
      await expect(selection(page).count(2)).toBeVisible()
      await tap(page, c.root.getByRole('button', { name: 'Preview c.png' }), 8, 8)
      await expect(selection(page).count(3)).toBeVisible()
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await tap(page, b.root, 150, 15)
      await expect(selection(page).count(2)).toBeVisible()
      await b.root.getByRole('button', { name: 'Copy URL' }).tap()
      await expect.poll(() => readClipboard(page)).toBe(await b.link.getAttribute('href'))
      await expect(selection(page).count(2)).toBeVisible()
    })
  })
}

test.describe('on a tablet', () => {
  test.use({ viewport: TABLET })

  test('a tap on any part of a picture opens its preview', async ({ page, site }) => {
    await openSandbox(page, site)
    await drop(page, [made('a.png', 3000)])
    await expect(statusLine(page)).toHaveText(/^1 of 1 uploaded/)
    await page.getByRole('radio', { name: 'Grid' }).tap()
    const picture = fileRow(page, 'a.png').root.getByRole('button', { name: 'Preview a.png' })
    const { width, height } = (await picture.boundingBox()) ?? { width: 0, height: 0 }
    // The last one is the corner of the checkbox.
    for (const [x, y] of [
      [12, height - 14],
      [60, height - 14],
      [width - 16, 16],
    ] as const) {
      await tap(page, picture, x, y)
      await expect(page.getByRole('dialog', { name: 'a.png' })).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    await expect(page.getByText('@image1')).toHaveCount(0)
  })

  test('the account leaves the focus out of the field, which would open a keyboard', async ({
    page,
    site,
  }) => {
    await openSandbox(page, site)
    const { pill, popover, field } = keyPanel(page)
    await pill.tap()
    await expect(field).toBeVisible()
    await expect(field).not.toBeFocused()
    await expect(popover.locator(':focus')).toHaveCount(1)
  })

  test('the list of models is whole where the request scrolls', async ({ page, site }) => {
    await openSandbox(page, site)
    await page.setViewportSize({ width: 1024, height: 600 })
    await drop(page, [made('a.png', 3000)])
    await fileRow(page, 'a.png').root.getByRole('button', { name: 'Add to request' }).tap()
    await page.getByRole('combobox', { name: 'Model' }).tap()
    await expect(page.getByRole('listbox', { name: 'Models' })).toBeInViewport({ ratio: 1 })
  })
})
