import { fileURLToPath } from 'node:url'
import type { Locator, Page } from '@playwright/test'
import { build, type Rolldown } from 'vite'
import { nameReact } from '../../src/server/name-react.ts'
import { slimReact } from '../../src/server/slim-react.ts'
import { TERSER_OPTIONS } from '../../src/server/terser-options.ts'
import { expect, test } from '../support/fixtures.ts'

let code = ''

test.beforeAll(async () => {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [nameReact(), slimReact()],
    build: {
      write: false,
      target: 'es2023',
      minify: 'terser',
      terserOptions: TERSER_OPTIONS,
      rolldownOptions: { input: fileURLToPath(import.meta.resolve('../support/react-page.tsx')) },
    },
  })
  code = (made as Rolldown.RolldownOutput).output[0].code
})

test.beforeEach(async ({ page }) => {
  await page.setContent('<div id="root"></div><div id="other"></div>')
  await page.addScriptTag({ content: code, type: 'module' })
  await expect(page.getByRole('button', { name: 'Count' })).toBeVisible()
})

const part = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const press = (within: Page | Locator, name: string) =>
  within.getByRole('button', { name, exact: true }).click()
const readLog = (page: Page) =>
  page.evaluate(() => (window as unknown as { log: string[] }).log.splice(0))

test.describe('errors', () => {
  test.use({ watchesConsole: false })

  for (const when of ['render', 'effect', 'transition']) {
    test(`a boundary replaces and restores a part that throws in its ${when}`, async ({ page }) => {
      const broken = part(page, when)
      await press(broken, 'Break')
      await press(broken, 'Again')
      await press(broken, 'Break')
      await expect(broken.getByRole('button', { name: 'Again' })).toBeVisible()
      await press(page, 'Count')
      await expect(part(page, 'hidden').locator('output')).toHaveText('context 1 1')
    })
  }

  test('the window gets an error that no boundary catches', async ({ page }) => {
    const thrown = page.waitForEvent('pageerror')
    await page.evaluate(() => {
      const root = document.getElementById('other')
      ;(window as unknown as { breakRoot: (root: Element | null) => void }).breakRoot(root)
    })
    const other = page.locator('#other')
    await press(other, 'Break')
    expect((await thrown).message).toBe('render')
    await expect(other).toBeEmpty()
  })
})

test('a hidden part keeps its state and ends its effects', async ({ page }) => {
  const hidden = part(page, 'hidden')
  // In a production build, strict mode runs effects once.
  await expect.poll(() => readLog(page)).toEqual(['shown'])
  await press(hidden, 'Count')
  await press(hidden, 'Toggle')
  await expect(hidden.locator('output')).toBeHidden()
  await expect.poll(() => readLog(page)).toEqual(['hidden'])
  await press(hidden, 'Toggle')
  await expect(hidden.locator('output')).toHaveText('context 1 1')
  await expect.poll(() => readLog(page)).toEqual(['shown'])
})

test('fields follow the state and their groups', async ({ page }) => {
  const form = part(page, 'form')
  await readLog(page)
  await part(page, 'text').fill('ab')
  await expect(part(page, 'text')).toHaveValue('AB')
  await part(page, 'chosen').selectOption('y')
  await expect(part(page, 'radio y')).toBeChecked()
  await part(page, 'radio x').check()
  await expect(part(page, 'chosen')).toHaveValue('x')
  await part(page, 'on').check()
  await part(page, 'long').fill('text')
  await part(page, 'long').press('Home')
  await press(form, 'Send')
  await expect(form.locator('output')).toHaveText(
    JSON.stringify({ text: 'AB', chosen: 'x', isOn: true, long: 'text' }),
  )
  const log = await readLog(page)
  expect(log).toEqual(expect.arrayContaining(['focus', 'blur', 'select 0', 'submit']))
})

test('handlers get the events of elements', async ({ page }) => {
  const target = part(page, 'target')
  await readLog(page)
  await press(target, 'Inner')
  const clicked = await readLog(page)
  expect(clicked).toEqual(
    expect.arrayContaining([
      'onPointerEnter',
      'onPointerMove',
      'onMouseMove',
      'onPointerDown',
      'onMouseDown',
      'onClickCapture',
      'click 1',
    ]),
  )
  expect(clicked).not.toContain('outer click')
  await target.dblclick({ position: { x: 200, y: 20 } })
  expect(await readLog(page)).toEqual(expect.arrayContaining(['outer click', 'onDoubleClick']))
  await target.press('a')
  await target.hover({ position: { x: 1, y: 1 } })
  await page.mouse.wheel(0, 50)
  await expect.poll(() => readLog(page)).toContain('onScroll')
  await page.mouse.move(0, 0)
  expect(await readLog(page)).toContain('onPointerLeave')
  const types = ['dragstart', 'dragenter', 'dragover', 'dragleave', 'drop', 'paste', 'contextmenu']
  for (const type of types) await target.dispatchEvent(type)
  expect(await readLog(page)).toEqual([
    'onDragStart',
    'onDragEnter',
    'onDragOver',
    'onDragLeave',
    'onDrop',
    'onPaste',
    'onContextMenu',
  ])
  for (const type of ['play', 'pause', 'timeupdate', 'loadedmetadata']) {
    await part(page, 'media').dispatchEvent(type)
  }
  expect(await readLog(page)).toEqual(['onPlay', 'onPause', 'onTimeUpdate', 'onLoadedMetadata'])
})

test('a list moves its rows without rendering them again', async ({ page }) => {
  const list = part(page, 'list')
  await expect(list.getByRole('listitem')).toHaveText(['a 1', 'b 1', 'c 1'])
  await press(list, 'Change')
  await expect(list.getByRole('listitem')).toHaveText(['c 1', 'd 1', 'a 1'])
})

test('elements get their attributes', async ({ page }) => {
  const html = await part(page, 'attributes').innerHTML()
  expect(html).toContain(
    '<label for="field" class="label" data-on="true" style="height: 10px; opacity: 0.5; line-height: 2; --own: 3;">',
  )
  expect(html).toMatch(/<input id="field" readonly="" disabled="" tabindex="-1" spellcheck="false"/)
  expect(html).toContain('<a href="javascript:throw ')
  expect(html).toContain('viewBox="0 0 1 1" stroke-width="2" stroke-linecap="round"')
  expect(html).toContain('clip-path="none"')
  await expect(page.locator('path')).toHaveJSProperty('namespaceURI', 'http://www.w3.org/2000/svg')
})
