import type { Locator } from '@playwright/test'
import { drop, sample } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { expectStage, fileList, fileRow } from '../support/pages/file-list.ts'
import { openInspector } from '../support/pages/inspector.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { listSearch } from '../support/pages/list-bar.ts'
import { composerOf } from '../support/pages/request.ts'

/** Runs in the page. Replaces each present and later text node, as page translators do. */
function translate(): void {
  const skipped = new Set(['FONT', 'OPTION', 'SCRIPT', 'STYLE', 'TEXTAREA', 'TITLE'])
  function translateAll(): void {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    for (const text of texts) {
      if (skipped.has(text.parentElement?.tagName ?? '') || text.data === '') continue
      const outer = document.createElement('font')
      outer.appendChild(document.createElement('font')).textContent = text.data
      text.replaceWith(outer)
    }
  }
  translateAll()
  const options = { childList: true, subtree: true, characterData: true }
  new MutationObserver(translateAll).observe(document.body, options)
}

/** Runs in the page. Presses one button of each name, and those that remove something last. */
async function pressEverything(): Promise<string[]> {
  const left = /^(Choose|Export|Import|Check this|Save|Forget|Delete)/
  const late = /^(Clear|Remove|Dismiss|Close|Cancel|Upload again)/
  const pressed: string[] = []
  for (let count = 0; count < 250; count += 1) {
    const dialog = [...document.querySelectorAll<HTMLDialogElement>('dialog[open]')].at(-1)
    const all = (dialog ?? document).querySelectorAll<HTMLElement>('button, summary, a[href^="#"]')
    const named = [...all]
      .filter((element) => element.checkVisibility() && !element.matches('[disabled]'))
      .map((element) => ({ element, name: element.ariaLabel ?? element.textContent ?? '' }))
      .filter(({ name }) => !left.test(name) && !pressed.includes(`${dialog?.ariaLabel} ${name}`))
    const next = named.find(({ name }) => !late.test(name)) ?? (dialog ? undefined : named[0])
    if (next) {
      pressed.push(`${dialog?.ariaLabel} ${next.name}`)
      next.element.click()
    } else if (dialog) dialog.close()
    else break
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 10)))
  }
  return pressed
}

// Records no presses, because it only expects that no press breaks the page.
test.describe('a translated page', () => {
  test.use({ recordsPresses: false })

  test('every button works when the page is translated', async ({ page, site }) => {
    const errors: Error[] = []
    page.on('pageerror', (error) => errors.push(error))
    await openSandbox(page, site)
    await drop(page, [sample('jpg'), sample('mp3'), sample('zip')])
    for (const name of ['sample.jpg', 'sample.mp3']) await expectStage(page, name, 'Uploaded')
    await page.evaluate(translate)
    await composerOf(page).prompt.fill('@image1 and @image7')
    await listSearch(page).field.fill('sample')
    const pressed = await page.evaluate(pressEverything)
    expect(pressed.length).toBeGreaterThan(30)
    expect(pressed).toContain('undefined Copy URL')
    expect(errors).toEqual([])
    await expect(page.getByRole('button', { name: 'Reload this part' })).toHaveCount(0)
    await expect(page.getByRole('heading', { name: 'Refdrop' })).toBeVisible()
  })
})

/** Removes nodes that React is about to replace, so that the part fails. */
async function breakPart(part: Locator, copy: string): Promise<void> {
  const button = part.getByRole('button', { name: copy, exact: true }).first()
  await button.evaluate((element) => element.querySelector('svg')?.remove())
  await button.click()
}

// React logs each error that a boundary catches.
test.describe('a broken page', () => {
  test.use({ watchesConsole: false })

  test('a part that fails can be reloaded while uploads continue', async ({ page, site }) => {
    await openSandbox(page, site)
    await drop(page, [sample('jpg'), sample('webp')])
    for (const name of ['sample.jpg', 'sample.webp']) await expectStage(page, name, 'Uploaded')
    await fileRow(page, 'sample.jpg').press('Add to request')

    async function expectBroken(what: string, whole: Locator): Promise<void> {
      const alert = page.getByRole('alert').filter({ hasText: `${what} could not be shown.` })
      await expect(alert).toContainText('Uploads continue.')
      await expect(whole).toHaveCount(0)
      await alert.getByRole('button', { name: 'Reload this part' }).click()
      await expect(whole).toBeVisible()
      await expect(page.locator('button:focus, input:focus, textarea:focus, a:focus')).toHaveCount(
        1,
      )
    }

    const row = fileRow(page, 'sample.jpg')
    await breakPart(row.root, 'Copy URL')
    await expect(fileRow(page, 'sample.webp').root).toBeVisible()
    await expectBroken('This file', row.link)

    const request = composerOf(page).region
    await breakPart(request, 'Copy request')
    await drop(page, [sample('mp3')])
    await expectStage(page, 'sample.mp3', 'Uploaded')
    await expectBroken('The request', request)

    // The list fails when it is replaced and the translator has removed its nodes.
    await fileList(page).root.evaluate((list) => list.parentElement?.remove())
    await listSearch(page).field.fill('nothing')
    await listSearch(page).field.fill('')
    await expectBroken('The list', fileList(page).root)

    await row.press('Details')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('tab', { name: 'Response' }).click()
    await breakPart(dialog, 'Copy body')
    await expectBroken('This dialog', dialog.getByRole('tablist', { name: 'Details' }))
    await page.keyboard.press('Escape')

    const bench = await openInspector(page, 'Custom send')
    await bench.getByText('Files are sent as usual.').evaluate((element) => element.remove())
    await bench.getByText('None', { exact: true }).click()
    await expectBroken('The inspector', bench)
    await bench.getByRole('button', { name: 'Reset' }).click()
  })
})
