import type { Page } from '@playwright/test'
import { words as frame } from '../../src/app/words.de.ts'
import { words as account } from '../../src/features/key/pill-words.de.ts'
import { words as settings } from '../../src/features/settings/words.de.ts'
import { expectAccessible } from '../support/accessible.ts'
import { findEnglish } from '../support/english-texts.ts'
import { drop, made, sample } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true })

async function chooseGermanSandbox(page: Page): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${account.account}`) }).click()
  await page.getByRole('radio', { name: 'Sandbox' }).check()
  await page.keyboard.press('Escape')
}

async function chooseLanguage(page: Page, menu: string, title: string, name: string) {
  await button(page, menu).click()
  await page.getByRole('menuitem', { name: title }).click()
  const option = page.getByRole('radio', { name, exact: true })
  await option.click()
  await expect(option).toBeChecked()
}

const reloadIn = (page: Page, name: string) => button(page, name).click()

const languageOf = (page: Page) => page.evaluate(() => document.documentElement.lang)

// Other stories press these buttons, by their English names.
test.use({ recordsPresses: false })

test.describe('in a German browser', () => {
  test.use({ locale: 'de-DE' })

  test('the page is German in all its parts', async ({ page, site }) => {
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
    await page.goto(site.url)
    await expect(button(page, frame.menu)).toBeVisible()
    expect(await languageOf(page)).toBe('de')
    expect(await findEnglish(page)).toEqual([])

    await chooseGermanSandbox(page)
    await drop(page, [
      sample('jpg'),
      sample('mp3'),
      made('groß.png', 1_600_000),
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('text') },
    ])
    await expect(page.getByText('Hochgeladen', { exact: true })).toHaveCount(3)
    await expect(page.getByText(/1,5\sMB/).first()).toBeVisible()
    expect(await findEnglish(page)).toEqual([])

    await button(page, frame.menu).click()
    expect(await findEnglish(page)).toEqual([])
    await page.getByRole('menuitem', { name: settings.settings }).click()
    await expect(page.getByRole('dialog', { name: settings.settings })).toBeVisible()
    expect(await findEnglish(page)).toEqual([])
    await page.keyboard.press('Escape')

    const inspector = page.getByRole('region', { name: frame.inspector, exact: true })
    await button(page, frame.inspector).click()
    for (const tab of await inspector.getByRole('tab').all()) {
      await tab.click()
      expect(await findEnglish(page)).toEqual([])
    }
    expect(loaded.filter((path) => /^\/assets\/(?!de\/)/.test(path))).toEqual([])
  })

  test('a person chooses English, and the browser decides again', async ({ page, site }) => {
    await page.goto(site.url)
    await chooseLanguage(page, frame.menu, settings.settings, 'English')
    expect(await findEnglish(page)).toEqual([])
    await reloadIn(page, settings.reloadIn('en'))
    await expect(button(page, 'Menu')).toBeVisible()
    expect(await languageOf(page)).toBe('en')
    await page.reload()
    await expect(button(page, 'Menu')).toBeVisible()
    await chooseLanguage(page, 'Menu', 'Settings', 'Automatic')
    await reloadIn(page, 'Reload in German')
    await expect(button(page, frame.menu)).toBeVisible()
  })
})

test('a choice waits for the next load when files are sent and the person stays', async ({
  page,
  site,
}) => {
  await page.goto(site.url)
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('radio', { name: 'Sandbox' }).check()
  await page.keyboard.press('Escape')
  await faultsOf(site).make({ latency: 8000 })
  await drop(page, [sample('webp')])
  const asked = page.waitForEvent('dialog')
  await expect(page.getByText(/^(Uploading|Confirming)/).first()).toBeVisible()
  page.on('dialog', (dialog) => void dialog.dismiss())
  await chooseLanguage(page, 'Menu', 'Settings', 'Deutsch')
  await reloadIn(page, 'Reload in German')
  expect((await asked).type()).toBe('beforeunload')
  await faultsOf(site).make({})
  await page.keyboard.press('Escape')
  await expect(page.locator('li').getByText('Uploaded', { exact: true })).toBeVisible()
  await page.reload()
  await expect(button(page, frame.menu)).toBeVisible()
  await expect(page.getByText('Hochgeladen', { exact: true })).toBeVisible()
})

test('arrow keys choose a language without a reload, and the dialog keeps the focus', async ({
  page,
  site,
}) => {
  await page.goto(site.url)
  await chooseLanguage(page, 'Menu', 'Settings', 'Automatic')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Deutsch' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(button(page, 'Reload in German')).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(button(page, frame.menu)).toBeVisible()
})
