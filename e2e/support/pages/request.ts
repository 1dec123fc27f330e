import { expect, type Locator, type Page } from '@playwright/test'
import { expectStage, fileRow } from './file-list.ts'

/** Breaks out of strings that are quoted badly. It then writes a file or ends the process. */
export const HOSTILE = `it's "@image1"! \`touch x\` $(touch x) \${process.exit(3)} \\ %PATH% 🎬 \u202egnp.x`

/** One reference of the request, as the page shows it. */
interface SeenReference {
  tag: string
  name: string
}

/** The request: a pane, or a dialog on narrow screens. */
export function composerOf(page: Page) {
  const region = page
    .getByRole('region', { name: 'Request', exact: true })
    .or(page.getByRole('dialog', { name: 'Request', exact: true }))
  const list = region.getByRole('list', { name: 'References' })
  const copyButton = region.getByRole('button', { name: /^(Copy request|Copied)$/ })
  return {
    region,
    list,
    copyButton,
    prompt: region.getByRole('textbox', { name: 'Prompt' }),
    hints: region.getByRole('list', { name: 'Hints' }),
    code: region.getByRole('code'),
    estimate: region.getByRole('button', { name: 'Estimate price' }),
    price: region.getByText(/^\$[\d.]+ \([\d.]+ credits?\)$/),

    /** The reference that currently has a tag. */
    reference: (tag: string): Locator =>
      list.getByRole('listitem').filter({ has: page.getByText(tag, { exact: true }) }),

    /** Renames the reference that currently has a tag. */
    async rename(tag: string, name: string): Promise<void> {
      await list.getByRole('button', { name: `Rename ${tag}, ` }).click()
      await list.getByRole('textbox', { name: `Name of ${tag}` }).fill(name)
      await page.keyboard.press('Enter')
    },

    /** Presses an item of the menu of a reference. */
    async pressFor(tag: string, item: string): Promise<void> {
      await list.getByRole('button', { name: `More actions for ${tag}` }).click()
      await page.getByRole('menuitemcheckbox', { name: item }).click()
    },

    /** Opens the dialog that swaps the reference with a tag. */
    async openSwap(tag: string) {
      await list.getByRole('button', { name: `More actions for ${tag}` }).click()
      await page.getByRole('menuitem', { name: 'Swap…' }).click()
      const dialog = page.getByRole('dialog', { name: `Swap ${tag}` })
      return {
        dialog,
        field: dialog.getByRole('combobox', { name: 'Search your files, or paste a URL' }),
        options: dialog.getByRole('option'),
        chooseFile: dialog.getByRole('button', { name: 'Choose file…' }),
      }
    },

    /** The message about the last change, with its Undo button. */
    note: page.getByRole('group', { name: 'Message' }),

    /** Opens the request on a narrow screen. */
    open: () => page.getByRole('button', { name: /^Request( ·)?( \d+)?$/ }).click(),

    /** Chooses an item of the menu of the request. */
    async press(item: string): Promise<void> {
      await region.getByRole('button', { name: 'More', exact: true }).click()
      await page.getByRole('menuitem', { name: item }).click()
    },

    chooseKind: (kind: string) =>
      region.getByRole('combobox', { name: 'Kind' }).selectOption({ label: kind }),

    /** Expands the list of hints if it is shortened. */
    async showHints(): Promise<void> {
      const more = region.getByRole('button', { name: /^\d+ more hints?$/, expanded: false })
      if (await more.isVisible()) await more.click()
    },

    /** Waits until the request has these references in this order. */
    expectReferences: (expected: readonly Partial<SeenReference>[]): Promise<void> =>
      expect
        .poll(() => readReferences(list))
        .toEqual(expected.map((one) => expect.objectContaining(one))),

    readReferences: () => readReferences(list),

    choose: (format: string) =>
      region.getByRole('combobox', { name: 'Format' }).selectOption({ label: format }),

    /** Presses "Copy request". @returns the text on the clipboard */
    async copy(): Promise<string> {
      await page.evaluate(() => navigator.clipboard.writeText(''))
      await copyButton.click()
      await expect.poll(() => readClipboard(page)).not.toBe('')
      return readClipboard(page)
    },

    /** Puts a text on the clipboard and pastes it into the focused element. */
    async paste(text: string): Promise<void> {
      await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
      await page.keyboard.press('ControlOrMeta+v')
    },
  }
}

/** Reads all references in one call, so that no move changes them in between. */
function readReferences(list: Locator): Promise<SeenReference[]> {
  return list.getByRole('listitem').evaluateAll((items) =>
    items.map((item) => {
      const [tag = '', ...name] = item.getAttribute('aria-label')?.split(' ') ?? []
      return { tag, name: name.join(' ') }
    }),
  )
}

export function readClipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}

/** Adds files of the list to the request, each once it is uploaded. */
export async function addToRequest(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await expectStage(page, name, 'Uploaded')
    await fileRow(page, name).press('Add to request')
  }
}

/** Waits until the history has these files, which can then be labelled. */
export async function expectRemembered(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const { menuButton, menuItem } = fileRow(page, name)
    await expect(async () => {
      await menuButton.click({ timeout: 1000 })
      await page.getByRole('menu').waitFor({ timeout: 5000 })
      const canLabel = await menuItem('Edit label').isVisible()
      await page.keyboard.press('Escape')
      expect(canLabel, `${name} can be labelled`).toBe(true)
    }).toPass()
  }
}

/** @returns the URLs of uploaded files, in the order of their names */
export function urlsOf(page: Page, names: readonly string[]): Promise<string[]> {
  return Promise.all(names.map((name) => fileRow(page, name).link.innerText()))
}
