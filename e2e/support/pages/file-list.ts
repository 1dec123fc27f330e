import { expect, type Locator, type Page } from '@playwright/test'

type RowButton =
  | 'Add to request'
  | 'Cancel'
  | 'Copied'
  | 'Copy URL'
  | 'Details'
  | 'Edit label'
  | 'Remove'
  | 'Retry'
  | 'Retry now'
  | 'Upload again'
  | 'Verify'

export type FileRow = ReturnType<typeof fileRow>

/** The list of files. */
export function fileList(page: Page) {
  const root = page.getByRole('list', { name: 'Files' })
  return {
    root,
    /** The rows in the document. A long list renders only some of its rows. */
    rows: root.getByRole('listitem'),
    links: root.getByRole('link'),
    pictures: root.getByRole('listitem').locator('img'),

    /** @returns the names of the rows, in list order */
    readNames: () =>
      root.getByRole('listitem').evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel)),
  }
}

/** The row of one file. */
export function fileRow(page: Page, path: string) {
  return rowOf(fileList(page).root.getByRole('listitem', { name: path, exact: true }))
}

/** The parts of a row. */
export function rowOf(root: Locator) {
  const button = (name: RowButton) => root.getByRole('button', { name })
  return {
    root,
    link: root.getByRole('link'),
    picture: root.locator('img'),
    progress: root.getByRole('progressbar'),
    labelField: root.getByRole('textbox', { name: 'Label' }),
    checkbox: root.getByRole('checkbox'),
    button,
    press: (name: RowButton) => button(name).click(),
    /** The element whose whole text is a stage, a badge or a label. */
    word: (text: string) => root.getByText(text, { exact: true }),
    text: (words: string | RegExp) => root.getByText(words),
  }
}

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

/** Waits until exactly `count` files have the stage or the badge. */
export async function expectStages(page: Page, word: string, count: number): Promise<void> {
  await expect(fileList(page).root.getByText(word, { exact: true })).toHaveCount(count)
}

/** Waits until the list has exactly these files in this order. */
export async function expectListed(page: Page, paths: readonly string[]): Promise<void> {
  await expect.poll(fileList(page).readNames, { intervals: [50] }).toEqual(paths)
}
