import { expect, type FileChooser, type Locator, type Page } from '@playwright/test'

type RowAction =
  | 'Add to request'
  | 'Cancel'
  | 'Check URL'
  | 'Choose file'
  | 'Copied'
  | 'Copy URL'
  | 'Delete at the gateway'
  | 'Details'
  | 'Edit label'
  | 'Open URL'
  | 'Preview'
  | 'Remove'
  | 'Remove from request'
  | 'Retry'
  | 'Retry now'
  | 'Share URL'
  | 'Show the same file'
  | 'Upload again'
  | 'Use version 1'
  | 'Use version 2'

export type FileRow = ReturnType<typeof fileRow>

export function fileList(page: Page) {
  const root = page.getByRole('list', { name: 'Files' })
  return {
    root,
    /** The rows in the document. A long list renders only some of its rows. */
    rows: root.getByRole('listitem'),
    links: root.getByRole('link'),
    pictures: root.getByRole('listitem').locator('img'),

    /** @returns the names of all rows, in list order. Scrolls through a long list. */
    readNames: async () => (await readRows(root)).map(({ name }) => name),
    /** @returns the URLs of all rows that have one, in list order. Scrolls through a long list. */
    readUrls: async () => (await readRows(root)).flatMap(({ url }) => url ?? []),
  }
}

export function fileRow(page: Page, path: string) {
  return rowOf(fileList(page).root.getByRole('listitem', { name: path, exact: true }))
}

/** The parts of a row. */
export function rowOf(root: Locator) {
  const page = root.page()
  const button = (name: string | RegExp) =>
    root.getByRole('button', { name, exact: typeof name === 'string' })
  const menuButton = button(/^More actions$/)
  const menuItem = (name: RowAction) => page.getByRole('menuitem', { name, exact: true })

  /** Presses the button of a row, or else the item of its menu, as soon as there is one. */
  async function press(name: RowAction): Promise<void> {
    await expect(async () => {
      await root.hover()
      // A slow click may have worked after its timeout.
      const isAdded = await button(/^@\S+, remove from request$/).isVisible()
      if (isAdded && name === 'Add to request') return
      if (await button(name).isVisible()) return button(name).click({ timeout: 1000 })
      await menuButton.click({ timeout: 1000 })
      await page.getByRole('menu').waitFor({ timeout: 5000 })
      if (await menuItem(name).isVisible()) return menuItem(name).click()
      await page.keyboard.press('Escape')
      throw new Error(`The row has no ${name}`)
    }).toPass()
  }

  return {
    root,
    link: root.getByRole('link'),
    picture: root.locator('img'),
    progress: root.getByRole('progressbar'),
    labelField: root.getByRole('textbox', { name: 'Label' }),
    checkbox: root.getByRole('checkbox'),
    button,
    menuButton,
    menuItem,
    press,
    /** The button that adds the file to the request, or shows its tag and removes it again. */
    tag: button(/^(Add to request|@.*, remove from request)$/),
    /** The element whose whole text is a stage, a badge or a label. */
    word: (text: string) => root.getByText(text, { exact: true }),
    text: (words: string | RegExp) => root.getByText(words),
  }
}

/** Chooses the bytes of a file that the browser lost. */
export async function chooseAgain(page: Page, path: string, file: ChosenFile): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await fileRow(page, path).press('Choose file')
  await (await chooser).setFiles(file)
}

type ChosenFile = Parameters<FileChooser['setFiles']>[0]

/** Edits the label of a file and waits until the row shows it. */
export async function giveLabel(row: FileRow, label: string): Promise<void> {
  await row.press('Edit label')
  await row.labelField.fill(label)
  await row.labelField.press('Enter')
  await expect(row.word(label)).toBeVisible()
}

export async function expectStage(page: Page, path: string, word: string): Promise<void> {
  await expect(fileRow(page, path).word(word)).toBeVisible()
}

/** Waits until exactly `count` files have the stage or the badge. Scrolls through a long list. */
export async function expectStages(page: Page, word: string, count: number): Promise<void> {
  const read = () => readRows(fileList(page).root, word)
  await expect.poll(async () => (await read()).filter(({ says }) => says).length).toBe(count)
}

async function readRows(list: Locator, word = ''): Promise<SeenRow[]> {
  return (await list.count()) === 0 ? [] : list.evaluate(walkRows, word)
}

interface SeenRow {
  name: string
  url: string | undefined
  /** Whether an element of the row has the word as its whole text. */
  says: boolean
}

/** Runs in the page. Reads all rows, including those that are only drawn while in view. */
async function walkRows(list: Element, word: string): Promise<SeenRow[]> {
  const seen = new Map<number, SeenRow>()
  const read = () => {
    for (const row of list.querySelectorAll(':scope > li')) {
      const leaves = [...row.querySelectorAll('*')].filter((one) => !one.childElementCount)
      seen.set(Number(row.getAttribute('aria-posinset')), {
        name: row.ariaLabel ?? '',
        url: row.querySelector('a')?.href,
        says: leaves.some(({ textContent }) => textContent?.trim() === word),
      })
    }
  }
  const inOrder = () => [...seen].sort(([a], [b]) => a - b).map(([, row]) => row)
  read()
  const total = Number(list.querySelector('li')?.getAttribute('aria-setsize') ?? 0)
  if (seen.size >= total) return inOrder()
  let pane: Element = list
  while (pane.parentElement && pane.scrollHeight <= pane.clientHeight) pane = pane.parentElement
  const former = pane.scrollTop
  for (let top = 0; top < pane.scrollHeight; top += pane.clientHeight / 2) {
    pane.scrollTop = top
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    read()
  }
  pane.scrollTop = former
  return inOrder()
}

/** Waits until the list has exactly these files in this order. */
export async function expectListed(page: Page, paths: readonly string[]): Promise<void> {
  await expect.poll(fileList(page).readNames, { intervals: [50] }).toEqual(paths)
}
