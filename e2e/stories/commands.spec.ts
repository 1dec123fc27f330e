import type { Route } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { drop, sample } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { expectStage, fileRow } from '../support/pages/file-list.ts'
import { logOf, pressMenu } from '../support/pages/inspector.ts'
import { keyPanel, openSandbox } from '../support/pages/key-panel.ts'
import { readClipboard } from '../support/pages/request.ts'
import { settings } from '../support/pages/settings.ts'

test('the command menu runs commands and copies URLs from the keyboard alone', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  await drop(page, [sample('jpg'), sample('mp3')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await expectStage(page, 'sample.mp3', 'Uploaded')
  const menu = page.getByRole('dialog', { name: 'Command menu' })
  const field = menu.getByRole('combobox', { name: 'Search actions and files' })
  await page.keyboard.press('Control+k')
  await expect(field).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.type('mp3')
  await expect(menu.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  const url = await fileRow(page, 'sample.mp3').link.getAttribute('href')
  await expect.poll(() => readClipboard(page)).toBe(url)
  await page.keyboard.press('Shift+Enter')
  await expect(menu.getByRole('status')).toHaveText(/^sample\.mp3 added to the request$/)
  await page.keyboard.press('Control+k')
  await expect(menu).toHaveCount(0)
  await expect(page.getByText('@audio1').filter({ visible: true }).first()).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('varg.ai')
  await page.keyboard.press('Enter')
  await expect(menu).toHaveCount(0)
  await expect(keyPanel(page).pill).toHaveAccessibleName(/^Account varg\.ai/)
})

test('what is typed while the command menu loads is in its field', async ({ page, site }) => {
  const requests: Route[] = []
  // The page also fetches the part ahead. Here, it gets no response.
  await page.route('**/lazy-SettingsDialog-*', (route) => {
    if (route.request().resourceType() === 'script') requests.push(route)
  })
  await openSandbox(page, site)
  const menu = page.getByRole('dialog', { name: 'Command menu' })
  const inspector = page.getByRole('region', { name: 'Inspector', exact: true })
  const field = menu.getByRole('combobox', { name: 'Search actions and files' })
  await page.keyboard.press('Control+k')
  await expect.poll(() => requests.length).toBe(1)
  await page.keyboard.type('dark')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('inspe')
  await page.keyboard.press('Enter')
  await requests[0]?.continue()
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('inspe')
  await expect(inspector).toHaveCount(0)
  await page.keyboard.type('ctor')
  await expect(menu.getByRole('option').first()).toHaveText(/inspector/i)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(field).toHaveValue('')
})

test('single keys act on the page, not in fields and dialogs, and can be turned off', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  const inspector = page.getByRole('region', { name: 'Inspector', exact: true })
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  const search = page.getByRole('searchbox', { name: 'Search files' })
  await page.keyboard.press('i')
  await expect(inspector).toBeVisible()
  await page.keyboard.press('i')
  await expect(inspector).toHaveCount(0)
  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  await page.keyboard.press('i')
  await expect(search).toHaveValue('i')
  await page.keyboard.press('Escape')
  await search.blur()
  await page.keyboard.press('?')
  await expect(shortcuts).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('i')
  await page.keyboard.press('Escape')
  await expect(shortcuts).toHaveCount(0)
  await expect(inspector).toHaveCount(0)

  // The headless browser denies notifications even when Playwright grants them.
  await page.evaluate(() => {
    Object.defineProperty(Notification, 'permission', { value: 'granted' })
  })
  await settings(page).open()
  await settings(page).dialog.getByRole('switch', { name: 'Single-key shortcuts' }).click()
  const notify = settings(page).dialog.getByRole('switch', { name: 'Notify when uploads end' })
  await notify.click()
  await expect(notify).toBeChecked()
  await settings(page).close()
  await page.keyboard.press('i')
  await page.keyboard.press('?')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Command menu' })).toBeVisible()
  await expect(shortcuts).toHaveCount(0)
  await expect(inspector).toHaveCount(0)
})

test('the menu changes the theme, opens the history and returns the focus', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const menuButton = page.getByRole('button', { name: 'Menu', exact: true })
  const inspector = page.getByRole('region', { name: 'Inspector', exact: true })
  for (const [item, theme] of [
    ['Dark theme', 'dark'],
    ['Light theme', 'light'],
  ] as const) {
    await pressMenu(page, item)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
  }
  await pressMenu(page, 'System theme')
  await expect(page.locator('html')).not.toHaveAttribute('data-theme')
  await pressMenu(page, 'Open the inspector')
  await expect(inspector).toBeVisible()
  await pressMenu(page, 'Close the inspector')
  await expect(inspector).toHaveCount(0)
  for (const name of ['Command menu', 'Keyboard shortcuts']) {
    await pressMenu(page, name)
    await expect(page.getByRole('dialog', { name, exact: true })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await menuButton.click()
  await expect(page.getByRole('menu', { name: 'Menu' })).toBeVisible()
  await page.keyboard.press('Home')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(settings(page).dialog).toBeVisible()
  await settings(page).dialog.getByRole('radio', { name: 'Light' }).check()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.keyboard.press('Escape')
  await expect(menuButton).toBeFocused()
  await pressMenu(page, 'Import history…')
  await expect(settings(page).importHistory).toBeFocused()
  await page.keyboard.press('Escape')
  await pressMenu(page, 'Export history…')
  await expect(settings(page).dialog.getByRole('button', { name: 'Export JSON' })).toBeFocused()
})

test('the inspector is opened from the menu on a phone, moved, and closed with Escape', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openSandbox(page, site)
  await pressMenu(page, 'Open the inspector')
  const inspector = page.getByRole('region', { name: 'Inspector', exact: true })
  const edge = inspector.getByRole('separator', { name: 'Height of the inspector' })
  await expect(edge).toHaveAttribute('aria-valuenow', '506')
  await edge.focus()
  await page.keyboard.press('ArrowDown')
  await expect(edge).toHaveAttribute('aria-valuenow', '486')
  expect((await inspector.boundingBox())?.height).toBeCloseTo(486, 0)
  const log = logOf(inspector)
  await drop(page, [sample('mp3')])
  await log.rows.first().click()
  await log.chosenCall.getByRole('button', { name: 'Back' }).click()
  await expect(log.chosenCall).toHaveCount(0)
  await expect(log.rows.first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(inspector).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Menu', exact: true })).toBeFocused()
})
