import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { HistoryEntry } from '../../core/history/history.ts'
import type { Composer, NewReference } from '../../core/request/composer.ts'
import type { EMPTY_DRAFT } from '../../core/request/draft.ts'
import { createDrafts, type Drafts } from '../../core/request/drafts.ts'
import { writeDragged } from '../../core/request/dragged.ts'
import { keepDrafts } from '../../core/testing/kept-drafts.ts'
import { entryOf } from '../../core/testing/made-entries.ts'
import { LiveRegions } from '../../ui/LiveRegions.tsx'
import { stageEachTest } from '../../ui/testing/show.tsx'
import { RequestButton } from './RequestButton.tsx'
import { RequestPane } from './RequestPane.tsx'
import { RequestProvider } from './RequestProvider.tsx'
import { useRequest } from './request-context.ts'

const HASH = '79e8af3e'.padEnd(64, '0')

function reference(name: string, kind: NewReference['kind'] = 'image'): NewReference {
  const extension = kind === 'image' ? 'jpg' : 'mp3'
  return { url: `https://s3.varg.ai/u/${name}/${HASH}.${extension}`, name, mediaType: '', kind }
}

const stage = stageEachTest(1280, 800)

const uploadToRequest = vi.fn()

afterEach(() => {
  vi.restoreAllMocks()
  uploadToRequest.mockClear()
})

/** Shows a request with these references, and with what opens it on narrow screens. */
function show(
  names: readonly string[],
  draft: Partial<typeof EMPTY_DRAFT> = {},
  entries: readonly HistoryEntry[] = [],
) {
  const drafts = createDrafts(keepDrafts().tab())
  const { composer } = drafts
  composer.change(draft)
  composer.add(names.map((name) => reference(name)))
  stage.show(<Shown drafts={drafts} entries={entries} />)
  return composer
}

const TARGET = { api: 'https://api.varg.ai', version: 1 } as const

interface ShownProps {
  drafts: Drafts
  entries: readonly HistoryEntry[]
}

function Shown({ drafts, entries }: ShownProps) {
  const [isPasting, setPasting] = useState(false)
  return (
    <LiveRegions>
      <RequestProvider
        drafts={drafts}
        target={TARGET}
        gateway="varg"
        call={undefined}
        entries={entries}
        renderThumbnail={() => null}
        uploadToRequest={uploadToRequest}
        importUrls={() => () => {}}
        takeJob={async () => false}
        isPasting={isPasting}
        setPasting={setPasting}
      >
        <RequestButton />
        <RequestPane />
        <input aria-label="Outside" />
        <SwapButton />
      </RequestProvider>
    </LiveRegions>
  )
}

function SwapButton() {
  const { composer, swap } = useRequest()
  const { id = '' } = composer.draft().references[0] ?? {}
  return (
    <button type="button" onClick={() => void swap(id, [reference('x')])}>
      Swap from outside
    </button>
  )
}

const row = (name: string) => page.getByRole('listitem', { name })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const prompt = page.getByRole('textbox', { name: 'Prompt' })
const option = page.getByRole('listbox').getByRole('option')

const namesOf = (composer: Composer) => composer.draft().references.map(({ name }) => name)

describe('the tray', () => {
  it('moves a reference with the focus and its tag when Move down is pressed', async () => {
    const composer = show(['a', 'b', 'c'], { prompt: '@image1 and @image2' })
    const down = row('@image1 a').getByRole('button', { name: 'Move down' })
    await expect.element(down).toBeVisible()
    down.element().focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(row('@image2 a')).toBeVisible()
    const moved = row('@image2 a').getByRole('button', { name: 'Move down' })
    await expect.element(moved).toHaveFocus()
    await expect.element(prompt).toHaveValue('@image2 and @image1')
    await expect.element(page.getByText('a is now @image2, 2 of 3')).toBeInTheDocument()
    expect(namesOf(composer)).toEqual(['b', 'a', 'c'])
  })

  it('focuses the next Remove when a reference is removed', async () => {
    show(['a', 'b'])
    const remove = (name: string) => row(name).getByRole('button', { name: 'Remove' })
    await remove('@image1 a').click()
    await expect.element(remove('@image1 b')).toHaveFocus()
    await remove('@image1 b').click()
    await expect.element(page.getByText(/^Add files from the list/)).toBeVisible()
    expect(document.activeElement).not.toBe(document.body)
  })

  it('moves a reference to the place of the one it is dropped on', async () => {
    const composer = show(['a', 'b', 'c'])
    await expect.element(row('@image3 c')).toBeVisible()
    const data = new DataTransfer()
    fire('dragstart', row('@image1 a').element(), data)
    expect(data.getData('text/plain')).toBe('@image1')
    fire('dragover', row('@image3 c').element(), data)
    fire('drop', row('@image3 c').element(), data)
    await expect.poll(() => namesOf(composer)).toEqual(['b', 'c', 'a'])
  })

  it('inserts references of the list where they are dropped', async () => {
    const composer = show(['a', 'b'])
    await expect.element(row('@image2 b')).toBeVisible()
    const data = new DataTransfer()
    writeDragged(data, [reference('x'), reference('a')])
    const isTaken = !fire('dragover', row('@image2 b').element(), data)
    fire('drop', row('@image2 b').element(), data)
    expect(isTaken).toBe(true)
    await expect.poll(() => namesOf(composer)).toEqual(['a', 'x', 'b'])
  })

  it('marks and swaps the reference under the middle of a drag of the list', async () => {
    const composer = show(['a', 'b'], { prompt: '@image2' })
    await expect.element(row('@image2 b')).toBeVisible()
    const target = row('@image2 b').element()
    const { left, top, height } = target.getBoundingClientRect()
    const at = { clientX: left + 60, clientY: top + height / 2 }
    const data = new DataTransfer()
    writeDragged(data, [reference('x'), reference('y')])
    expect(fire('dragover', target, data, at)).toBe(false)
    await expect.element(row('@image2 b').getByText('Swap', { exact: true })).toBeVisible()
    fire('dragover', target, data, { ...at, clientY: top + 1 })
    await expect.element(page.getByText('Swap', { exact: true })).not.toBeInTheDocument()
    fire('drop', target, data, at)
    await expect.poll(() => namesOf(composer)).toEqual(['a', 'x', 'y'])
    await expect
      .element(page.getByText('@image2 is now x. 1 reference added.').first())
      .toBeVisible()
    await button('Undo').click()
    expect(namesOf(composer)).toEqual(['a', 'b'])
    expect(composer.draft().prompt).toBe('@image2')
  })

  it('keeps moving its own references to the place of the one they are dropped on', async () => {
    const composer = show(['a', 'b'])
    await expect.element(row('@image2 b')).toBeVisible()
    const target = row('@image2 b').element()
    const { left, top, height } = target.getBoundingClientRect()
    const data = new DataTransfer()
    fire('dragstart', row('@image1 a').element(), data)
    const at = { clientX: left + 60, clientY: top + height / 2 }
    fire('dragover', target, data, at)
    await expect.element(page.getByText('Swap', { exact: true })).not.toBeInTheDocument()
    fire('drop', target, data, at)
    await expect.poll(() => namesOf(composer)).toEqual(['b', 'a'])
  })

  it('takes references of the list when it is empty', async () => {
    const composer = show([])
    await expect.element(prompt).toBeVisible()
    const data = new DataTransfer()
    writeDragged(data, [reference('x')])
    fire('dragover', prompt.element(), data)
    fire('drop', prompt.element(), data)
    await expect.poll(() => namesOf(composer)).toEqual(['x'])
    await expect.element(prompt).toHaveValue('')
  })

  it('leaves files to the page when they are dragged over it', async () => {
    show(['a'])
    await expect.element(row('@image1 a')).toBeVisible()
    const data = new DataTransfer()
    data.items.add(new File(['x'], 'x.png'))
    expect(fire('dragover', row('@image1 a').element(), data)).toBe(true)
  })

  it('renames a reference when Enter is pressed, and not when Escape is', async () => {
    const composer = show(['a'])
    const name = button('Rename @image1, a')
    await name.click()
    const field = page.getByRole('textbox', { name: 'Name of @image1' })
    await expect.element(field).toHaveFocus()
    await userEvent.keyboard('lost{Escape}')
    await expect.element(name).toHaveFocus()
    await name.click()
    await userEvent.keyboard('Dinesh{Enter}')
    await expect.element(button('Rename @image1, Dinesh')).toHaveFocus()
    expect(namesOf(composer)).toEqual(['Dinesh'])
  })

  it('shows what the request makes of each reference', async () => {
    const composer = show(['a', 'b', 'c'], { kind: 'frames' })
    await expect.element(row('@image1 a')).toHaveTextContent('Start frame')
    await expect.element(row('@image2 b')).toHaveTextContent('End frame')
    await expect.element(row('@image3 c')).toHaveTextContent('Not used')
    composer.change({ kind: 'video' })
    await expect.element(row('@image3 c')).toHaveTextContent('No place')
    composer.change({ kind: 'image' })
    await expect.element(row('@image1 a')).toHaveTextContent('Reference')
  })
})

describe('swapping a reference', () => {
  const dialog = page.getByRole('dialog', { name: 'Swap @image1' })
  const field = dialog.getByRole('combobox')

  async function open() {
    await row('@image1 a').getByRole('button', { name: 'More actions for @image1' }).click()
    await page.getByRole('menuitem', { name: 'Swap…' }).click()
    await expect.element(field).toHaveFocus()
  }

  it('takes a file of the history by arrows and Enter', async () => {
    const composer = show(['a'], { prompt: '@image1' }, [
      entryOf({ digits: '1', name: 'old.png', at: 1 }),
      entryOf({ digits: '2', name: 'new.png', at: 2, gateway: 'sandbox' }),
    ])
    await open()
    await expect.poll(() => option.elements().length).toBe(2)
    await expect.element(option.first()).toHaveTextContent(/new\.png\s*Sandbox/)
    await userEvent.keyboard('{ArrowUp}{Enter}')
    await expect.element(dialog).not.toBeInTheDocument()
    await expect.element(row('@image1 old.png')).toBeVisible()
    await expect.element(button('More actions for @image1')).toHaveFocus()
    expect(composer.draft().prompt).toBe('@image1')
  })

  it('says what to do when nothing matches, and takes a URL', async () => {
    const composer = show(['a'])
    await open()
    await userEvent.keyboard('nowhere{Enter}')
    await expect.element(dialog.getByRole('status')).toHaveTextContent(/^No files match/)
    await field.fill('https://a.example/b.png')
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => namesOf(composer)).toEqual(['b.png'])
  })

  it('uploads a chosen file and keeps the reference until then', async () => {
    const composer = show(['a'])
    await open()
    const file = new File(['x'], 'b.png')
    vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementationOnce(function (
      this: HTMLInputElement,
    ) {
      const data = new DataTransfer()
      data.items.add(file)
      this.files = data.files
      this.dispatchEvent(new Event('change'))
    })
    await dialog.getByRole('button', { name: 'Choose file…' }).click()
    await expect.element(dialog).not.toBeInTheDocument()
    expect(uploadToRequest.mock.calls).toEqual([[[file], reference('a').url]])
    await expect
      .element(page.getByText('b.png replaces @image1 when it is uploaded.').first())
      .toBeVisible()
    expect(namesOf(composer)).toEqual(['a'])
  })
})

describe('the prompt', () => {
  it('completes a tag by arrows and Enter', async () => {
    show(['a', 'b'])
    await prompt.click()
    await userEvent.keyboard('@')
    await expect.poll(() => option.elements().length).toBe(2)
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.element(prompt).toHaveValue('@image2 ')
    await expect.element(page.getByRole('listbox')).not.toBeInTheDocument()
  })

  it('filters references by name and keeps the text when Escape is pressed', async () => {
    show(['dusk', 'moon'])
    await prompt.click()
    await userEvent.keyboard('@mo')
    await expect.poll(() => option.elements().length).toBe(1)
    await expect.element(option).toHaveTextContent('@image2')
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('listbox')).not.toBeInTheDocument()
    await expect.element(prompt).toHaveValue('@mo')
  })

  it('is described by a sentence about tags without a reference', async () => {
    show(['a'], { prompt: '@image1 and @image7' })
    await expect.element(prompt).toHaveAccessibleDescription('There is no @image7.')
  })
})

describe('the model', () => {
  const model = page.getByRole('combobox', { name: 'Model' })

  it('is chosen from a list by arrows and Enter, with settings that it takes', async () => {
    const composer = show(['a', 'b'], { kind: 'video', prompt: 'x', aspectRatio: '21:9' })
    await model.click()
    await expect.poll(() => option.elements().length).toBeGreaterThan(9)
    await expect.element(option.nth(1)).toHaveTextContent(/^kling-v3\s*Recommended/)
    await userEvent.keyboard('{ArrowDown}{ArrowUp}{Enter}')
    await expect.element(option.first()).toHaveTextContent('Show all models')
    expect(option.elements().map(({ textContent }) => textContent)).not.toContain('sora-2')
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    await expect.element(model).toHaveValue('kling-v3-standard')
    await expect.element(page.getByRole('listbox')).not.toBeInTheDocument()
    expect(composer.draft()).toMatchObject({ aspectRatio: '16:9', duration: '5' })
  })

  it('is filtered while typed, and may have any other name', async () => {
    show(['a'], { kind: 'video', prompt: 'x' })
    await model.fill('2.5')
    await expect.poll(() => option.elements().length).toBeGreaterThan(1)
    await option.filter({ hasText: 'wan-2.5' }).first().click()
    await expect.element(model).toHaveValue('wan-2.5')
    await model.fill('my-own')
    await expect.element(page.getByRole('listbox')).not.toBeInTheDocument()
    await expect.poll(() => page.getByRole('code').element().textContent).toContain('my-own')
    await expect.element(page.getByText('No document names this model.')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(model).toHaveValue('wan-2.5')
  })

  it('is the former one when Escape ends a search', async () => {
    show(['a'], { kind: 'video', prompt: 'x' })
    await model.fill('sora')
    await expect.poll(() => option.elements().length).toBeGreaterThan(1)
    await userEvent.keyboard('{Escape}')
    await expect.element(model).toHaveValue('kling-v3')
    await model.fill('wan')
    await expect.poll(() => option.elements().length).toBeGreaterThan(1)
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.element(model).toHaveValue('wan-2.5')
  })
})

describe('the code', () => {
  const code = () => page.getByRole('code').element()

  it('has whole URLs in its text, which a copied selection keeps', async () => {
    show(['dusk', 'moon'], { format: 'varg-tsx', kind: 'video', prompt: 'Two meet' })
    await expect.poll(() => code().textContent).toMatch(/^const DUSK_REF/)
    const text = code().textContent
    expect(text).toContain(`const DUSK_REF = "${reference('dusk').url}";\nconst MOON_REF`)
    getSelection()?.selectAllChildren(code())
    const clipboardData = new DataTransfer()
    const event = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true })
    code().dispatchEvent(event)
    expect(clipboardData.getData('text/plain')).toBe(text)
    expect(event.defaultPrevented).toBe(true)
  })

  it('follows the kind and the format', async () => {
    show(['a', 'b'], { format: 'json-body' })
    await page.getByRole('combobox', { name: 'Kind' }).selectOptions('Start and end frame')
    await expect.poll(() => code().textContent).toContain('"model": "kling-v3"')
    await page.getByRole('combobox', { name: 'Format' }).selectOptions('curl')
    await expect.poll(() => code().textContent).toContain('/v1/video')
    await page.getByRole('combobox', { name: 'Kind' }).selectOptions('Transcription')
    await expect.element(page.getByText('Add an audio file to transcribe.')).toBeVisible()
    await expect.element(page.getByRole('code')).not.toBeInTheDocument()
    await expect
      .element(page.getByRole('combobox', { name: 'Aspect ratio' }))
      .not.toBeInTheDocument()
  })
})

describe('copying the request', () => {
  const mockClipboard = () => vi.spyOn(navigator.clipboard, 'writeText')

  it.each(['Prompt', 'Outside'])(
    'copies the code when Ctrl+Enter is pressed in %s',
    async (name) => {
      const writeText = mockClipboard().mockResolvedValue()
      show(['a'], { prompt: 'x' })
      await page.getByRole('textbox', { name }).click()
      await userEvent.keyboard('{Control>}{Enter}{/Control}')
      await expect.element(button('Copied')).toBeVisible()
      expect(writeText.mock.calls).toEqual([[page.getByRole('code').element().textContent]])
    },
  )

  it('shows the code to copy by hand when the clipboard rejects it', async () => {
    mockClipboard().mockRejectedValue(new Error('denied'))
    show(['a'], { prompt: 'x' })
    await button('Copy request').click()
    const field = page.getByRole('dialog').getByRole('textbox', { name: 'Text to copy' })
    await expect.element(field).toHaveValue(page.getByRole('code').element().textContent ?? '')
  })

  it('says why nothing is copied when the request is empty', async () => {
    const writeText = mockClipboard()
    show([])
    await expect.element(button('Copy request')).toHaveAttribute('aria-disabled', 'true')
    await button('Copy request').click({ force: true })
    await expect.element(page.getByText(/^Nothing to copy yet/).first()).toBeVisible()
    expect(writeText).not.toHaveBeenCalled()
  })
})

describe('clearing the request', () => {
  async function clear() {
    await button('More').click()
    await page.getByRole('menuitem', { name: 'Clear request' }).click()
    await expect.element(page.getByText(/^Add files from the list/)).toBeVisible()
  }

  it('is undone by Undo', async () => {
    const composer = show(['a', 'b'], { prompt: '@image2' })
    await clear()
    await button('Undo').click()
    expect(namesOf(composer)).toEqual(['a', 'b'])
    await expect.element(prompt).toHaveValue('@image2')
    await expect.element(button('Undo')).not.toBeInTheDocument()
  })

  it('cannot be undone once the request changes', async () => {
    show(['a'])
    await clear()
    await prompt.fill('another')
    await expect.element(button('Undo')).not.toBeInTheDocument()
  })

  it('leaves the references when only the prompt is cleared', async () => {
    const composer = show(['a'], { prompt: 'x' })
    await button('More').click()
    await page.getByRole('menuitem', { name: 'Clear prompt' }).click()
    await expect.element(prompt).toHaveValue('')
    expect(namesOf(composer)).toEqual(['a'])
  })
})

describe('several requests', () => {
  const opener = (title: string) => button(`Requests: ${title}`)
  const items = page.getByRole('menuitemcheckbox')

  async function choose(title: string, item: string) {
    await opener(title).click()
    await page.getByRole('menuitem', { name: item }).click()
  }

  it('have no menu while there is one empty request', async () => {
    const composer = show([])
    await expect.element(prompt).toBeVisible()
    await expect.element(page.getByRole('button', { name: /^Requests/ })).not.toBeInTheDocument()
    composer.change({ prompt: 'Dusk' })
    await expect.element(opener('Dusk')).toBeVisible()
  })

  it('begin with New request, and are shown by the menu', async () => {
    const composer = show(['a'], { prompt: 'Dusk' })
    await choose('Dusk', 'New request')
    await expect.element(prompt).toHaveValue('')
    await expect.element(page.getByText('Request: Empty request')).toBeInTheDocument()
    expect(namesOf(composer)).toEqual([])
    await prompt.fill('Dawn')
    await opener('Dawn').click()
    expect(items.elements().map((one) => [one.textContent, one.ariaChecked])).toEqual([
      ['Dawn', 'true'],
      ['Dusk', 'false'],
    ])
    await items.nth(1).click()
    await expect.element(prompt).toHaveValue('Dusk')
    await expect.element(opener('Dusk')).toHaveFocus()
    expect(namesOf(composer)).toEqual(['a'])
  })

  it('are renamed in a dialog, which keeps what is pasted into it', async () => {
    const composer = show(['a'], { prompt: 'Dusk' })
    await choose('Dusk', 'Rename…')
    const field = page.getByRole('textbox', { name: 'Name of the request' })
    await expect.element(field).toHaveFocus()
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', `const B_REF = "${reference('b').url}"`)
    const event = { clipboardData, bubbles: true, cancelable: true }
    expect(field.element().dispatchEvent(new ClipboardEvent('paste', event))).toBe(true)
    await userEvent.keyboard('Film{Enter}')
    await expect.element(opener('Film')).toHaveFocus()
    expect(namesOf(composer)).toEqual(['a'])
    await choose('Film', 'Rename…')
    await expect.element(field).toHaveValue('Film')
    await userEvent.keyboard('lost{Escape}')
    await expect.element(opener('Film')).toHaveFocus()
  })

  it('restore a deleted request by Undo, with its name', async () => {
    show(['a'], { prompt: 'Dusk' })
    await choose('Dusk', 'Duplicate')
    await choose('Dusk', 'Rename…')
    await userEvent.keyboard('Film{Enter}')
    await choose('Film', 'Delete request')
    await expect.element(opener('Dusk')).toHaveFocus()
    await prompt.fill('Dusk, changed')
    await button('Undo').click()
    await expect.element(opener('Film')).toBeVisible()
    await expect.element(prompt).toHaveValue('Dusk')
  })

  it('do not undo in one request what was done in another', async () => {
    const composer = show(['a'], { prompt: 'Dusk' })
    await choose('Dusk', 'New request')
    await prompt.fill('Dawn')
    await button('More').click()
    await page.getByRole('menuitem', { name: 'Clear prompt' }).click()
    await expect.element(button('Undo')).toBeVisible()
    await choose('Empty request', 'New request')
    await expect.element(button('Undo')).not.toBeInTheDocument()
    expect(composer.draft().prompt).toBe('')
  })
})

describe('pasting', () => {
  function paste(target: Element, text: string): boolean {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    return target.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }

  it('replaces the references by those of code', async () => {
    const composer = show(['a'])
    await expect.element(prompt).toBeVisible()
    expect(paste(prompt.element(), `const B_REF = "${reference('b').url}"`)).toBe(false)
    await expect.element(row('@image1 B_REF')).toBeVisible()
    await button('Undo').click()
    expect(namesOf(composer)).toEqual(['a'])
  })

  it('reports a sentence without a URL of the gateway when no field has the focus', async () => {
    show(['a'])
    const heading = page.getByRole('heading', { name: 'Request' })
    await expect.element(heading).toBeVisible()
    paste(heading.element(), 'See https://example.com/cat.png')
    await expect
      .element(page.getByText('No media URL found in what you pasted.').first())
      .toBeVisible()
  })

  it('inserts code without a URL of the gateway into the prompt', async () => {
    show([])
    await prompt.click()
    paste(prompt.element(), 'const a = "https://example.com/cat.png"')
    await expect.element(prompt).toHaveValue('const a = "https://example.com/cat.png"')
  })

  it('leaves a sentence to the prompt', async () => {
    show(['a'])
    await expect.element(prompt).toBeVisible()
    expect(paste(prompt.element(), 'Two meet.')).toBe(true)
  })
})

it('a hint explains what it is for', async () => {
  show(['a'])
  await expect.element(page.getByText(/^The prompt is empty/)).toBeVisible()
  await button('Why?').click()
  await expect
    .element(page.getByRole('dialog', { name: 'Why?' }))
    .toHaveTextContent('Its documents ask for a prompt.')
})

it('a note is shown while the request is closed on a narrow window', async () => {
  await page.viewport(800, 700)
  const composer = show(['a'])
  await button('Swap from outside').click()
  await expect.element(page.getByText('@image1 is now x.').first()).toBeVisible()
  await button('Undo').click()
  expect(namesOf(composer)).toEqual(['a'])
})

it('the request opens as a dialog and returns the focus when the window is narrow', async () => {
  await page.viewport(800, 700)
  show(['a', 'b'])
  await button('Request 2').click()
  const dialog = page.getByRole('dialog', { name: 'Request' })
  await expect.element(dialog.getByRole('textbox', { name: 'Prompt' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(button('Request 2')).toHaveFocus()
})

/** @returns false when a handler took the event */
function fire(
  type: string,
  target: Element,
  dataTransfer: DataTransfer,
  at: Pick<DragEventInit, 'clientX' | 'clientY'> = {},
): boolean {
  return target.dispatchEvent(
    new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, ...at }),
  )
}
