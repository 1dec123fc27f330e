import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { make } from './made-files.ts'
import { ACCOUNT, soon } from './smoke-page.ts'
import { expect, test } from './world.ts'

test('the page loads without errors and warnings', async ({ world }) => {
  await world.look('empty')
  expect(world.takeComplaints()).toEqual([])
})

test('the account opens, and closes when Escape is pressed', async ({ world }) => {
  const { page } = world
  await page.press('button[aria-label^="Account"]')
  await soon(() => page.textOf(ACCOUNT)).toContain('Sandbox')
  await world.look('account')
  await page.keys('Escape')
  await soon(() => page.textOf(ACCOUNT)).toBe('')
  await soon(page.focused).toContain('Account')
})

test('the settings change the theme of the page and save the history', async ({ world }) => {
  const { browser, page } = world
  await page.give(make(1, 'theme'))
  await soon(() => page.rowText('theme-0.bmp')).toContain('Verified')
  await page.press('button', 'Menu')
  await page.press('[role="menuitem"]', 'Settings')
  for (const [theme, brightness] of [
    ['Dark', [0, 60]],
    ['Light', [200, 255]],
    ['Dark', [0, 60]],
  ] as const) {
    await page.press('label', theme)
    await soon(page.brightness).toBeGreaterThanOrEqual(brightness[0])
    await soon(page.brightness).toBeLessThanOrEqual(brightness[1])
  }
  await world.look('settings')
  await page.press('dialog button', 'Export JSON')
  await soon(() => savedIn(world.downloads)).toContain('theme-0.bmp')
  await page.keys('Escape')
  await soon(() => page.textOf('dialog[open]')).toBe('')
  await world.look('dark')
  await browser.reload()
  await soon(() => page.rowText('theme-0.bmp')).toContain('Copy URL')
  expect(await page.brightness()).toBeLessThanOrEqual(60)
})

/** The text of the JSON files in a folder. */
function savedIn(folder: string): string {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return names.map((name) => readFileSync(join(folder, name), 'utf8')).join()
}

test('the inspector shows a call with its request and response', async ({ world }) => {
  const { page } = world
  await page.give(make(1, 'call'))
  await soon(() => page.rowText('call-0.bmp')).toContain('Verified')
  const url = (await page.urlOf('call-0.bmp')) ?? 'no URL'
  await page.press('button', 'Inspector')
  const call = '[role="region"][aria-label="Chosen call"], [aria-label="Chosen call"]'
  await soon(() => page.textOf('[role="listbox"][aria-label="Calls"]')).toContain('call-0.bmp')
  await page.pressText('[role="listbox"][aria-label="Calls"] [role="option"]', 'call-0.bmp')
  await soon(() => page.textOf(call)).toContain('/files')
  await page.press(`[role="tab"]`, 'Response')
  await soon(() => page.textOf(call)).toContain(url)
  await world.look('inspector')
})
