import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { uploadRowKey } from '../../../core/request/list-item.ts'
import type { Stage } from '../../../core/uploads/stage.ts'
import type { UploadId } from '../../../core/uploads/upload.ts'
import { LiveRegions } from '../../../ui/LiveRegions.tsx'
import { stageEachTest } from '../../../ui/testing/show.tsx'
import { RowContent } from './RowContent.tsx'
import { createRowStage, fileNamed, resultOf } from './testing/row-stage.tsx'

const PATH = 'shots/a.png'
const RESULT = resultOf('a')
const HASHED = { hash: RESULT.hash, attempts: 1 }
const UPLOADED: Stage = { name: 'uploaded', result: RESULT, origin: 'new', ...HASHED }

const stage = stageEachTest(1200, 700)
let rows: ReturnType<typeof createRowStage>

beforeEach(() => {
  rows = createRowStage()
})

afterEach(() => {
  vi.restoreAllMocks()
})

function show(at: Stage, path = PATH, size?: number): UploadId {
  const file = { ...fileNamed(path), ...(size && { size }), stage: at }
  const [id = 0] = rows.store.add([file])
  const row = { key: uploadRowKey(id), upload: id }
  stage.show(
    <LiveRegions>
      {rows.frame(
        <ul>
          <li aria-label={path}>
            <RowContent row={row} isCurrent />
          </li>
        </ul>,
      )}
    </LiveRegions>,
  )
  return id
}

const button = (name: string) => page.getByRole('button', { name, exact: true })
const link = page.getByRole('link')
const item = (name: string) => page.getByRole('menuitem', { name })

async function choose(name: string): Promise<void> {
  await button('More actions').click()
  await item(name).click()
}

function spyOnClipboard() {
  return vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
}

describe('the link of a row', () => {
  it('holds the whole URL as its text', async () => {
    show(UPLOADED)
    await expect.element(link).toHaveAttribute('href', RESULT.url)
    expect(link.element().textContent).toBe(RESULT.url)
    // As copied with a selection.
    expect((link.element() as HTMLElement).innerText).toBe(RESULT.url)
  })

  it('copies the URL when it is clicked with the mouse', async () => {
    const write = spyOnClipboard()
    show(UPLOADED)
    await link.click()
    expect(write).toHaveBeenCalledWith(RESULT.url)
    await expect.element(button('Copied')).toBeVisible()
    await expect.element(page.getByText('URL copied')).toBeInTheDocument()
  })

  it('opens the URL when a key or a screen reader activates it', async () => {
    const write = spyOnClipboard()
    show(UPLOADED)
    await expect.element(link).toBeVisible()
    const wasStopped: boolean[] = []
    document.body.addEventListener(
      'click',
      (event) => {
        wasStopped.push(event.defaultPrevented)
        event.preventDefault()
      },
      { once: true },
    )
    link.element().dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
    expect(wasStopped).toEqual([false])
    expect(write).not.toHaveBeenCalled()
  })

  it('shows the URL in a dialog when the clipboard rejects it', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('No.'))
    show(UPLOADED)
    await button('Copy URL').click()
    await expect.element(page.getByRole('dialog')).toBeVisible()
  })

  it('is plain text when the URL is not http', async () => {
    const result = { ...RESULT, url: 'javascript:alert(1)' }
    show({ ...UPLOADED, result })
    await expect.element(page.getByText(result.url)).toBeVisible()
    await expect.element(link).not.toBeInTheDocument()
  })
})

describe('the main button of a row', () => {
  it('keeps the focus when the file is canceled', async () => {
    show({ name: 'uploading', sent: 1, ...HASHED })
    await button('Cancel').click()
    await expect.element(button('Retry')).toHaveFocus()
  })

  it('removes a file that the gateway rejects, which can be undone', async () => {
    const problem = { kind: 'refused', status: 413, code: 'FileTooLarge', message: 'No.' } as const
    const id = show({ name: 'failed', problem, ...HASHED })
    await expect.element(page.getByText('413 FileTooLarge')).toBeVisible()
    await button('Remove').click()
    await expect.poll(() => rows.store.get(id)).toBeUndefined()
    expect(rows.controller.undo.offer.get()).toBeDefined()
  })

  it('asks for the file when the browser lost its bytes', async () => {
    const chooseAgain = vi.spyOn(rows.uploads, 'chooseAgain').mockRejectedValue(new Error('Gone.'))
    const click = vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (
      this: HTMLInputElement,
    ) {
      const file = new File(['x'], 'a.png')
      Object.defineProperty(this, 'files', { value: [file] })
      this.dispatchEvent(new Event('change'))
    })
    const id = show({ name: 'missing-file', ...HASHED })
    await button('Choose file').click()
    click.mockRestore()
    expect(chooseAgain).toHaveBeenCalledWith(id, expect.any(File))
    await expect.element(page.getByText(/Gone\./).first()).toBeVisible()
  })
})

describe('the menu of a row', () => {
  it('edits the label and returns the focus when Enter is pressed', async () => {
    rows.entries.push({
      gateway: 'varg',
      account: 'me',
      hash: RESULT.hash,
      result: RESULT,
      paths: [PATH],
      label: '',
      at: 0,
    })
    show(UPLOADED)
    await choose('Edit label')
    await userEvent.keyboard('Hero shot{Enter}')
    await expect.element(page.getByText('Hero')).toBeVisible()
    await expect.element(button('More actions')).toHaveFocus()
    await expect.element(page.getByRole('textbox')).not.toBeInTheDocument()
  })

  it('shows why the URL could not be checked', async () => {
    vi.spyOn(rows.uploads, 'verify').mockRejectedValue(new Error('Down.'))
    show(UPLOADED)
    await choose('Check URL')
    await expect.element(page.getByText(/Down\./).first()).toBeVisible()
  })

  it('shares the URL when the system can', async () => {
    const share = vi.fn().mockResolvedValue(undefined)
    Object.defineProperty(navigator, 'share', { value: share, configurable: true })
    show(UPLOADED)
    await choose('Share URL')
    expect(share).toHaveBeenCalledWith({ url: RESULT.url })
    Reflect.deleteProperty(navigator, 'share')
    await button('More actions').click()
    await expect.element(item('Share URL')).not.toBeInTheDocument()
  })
})

describe('a row', () => {
  it('adds its file to the request and takes it out when its tag is pressed', async () => {
    show(UPLOADED)
    await button('Add to request').click()
    const tag = button('@image1, remove from request')
    await expect.element(tag).toHaveAttribute('aria-pressed', 'true')
    await tag.click()
    await expect.element(button('Add to request')).toHaveAttribute('aria-pressed', 'false')
  })

  it('says in words what its glyph draws', async () => {
    show({ ...UPLOADED, fetchedBack: 1 })
    for (const word of ['Uploaded', 'New', 'Verified', 'URL checked']) {
      await expect.element(page.getByText(word, { exact: true })).toBeInTheDocument()
    }
  })

  it('says that its size is close to the limit when it waits', async () => {
    show({ name: 'waiting', reason: { kind: 'key' }, ...HASHED }, PATH, 50_000_001)
    await expect.element(page.getByText('Close to the size limit')).toBeVisible()
  })

  it('changes only its progress when bytes are sent', async () => {
    const id = show({ name: 'uploading', sent: 1, ...HASHED })
    const bar = page.getByRole('progressbar', { name: `Uploading ${PATH}` })
    await expect.element(bar).toHaveAttribute('aria-valuenow', '10')
    // The file has no picture, and its type in words comes after a read.
    await expect.element(page.getByText('PNG', { exact: true })).toBeVisible()
    const changed: Node[] = []
    const observer = new MutationObserver((all) => changed.push(...all.map(({ target }) => target)))
    observer.observe(document.body, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    })
    rows.store.dispatch(id, { type: 'sent-so-far', sent: 7 })
    await expect.element(bar).toHaveAttribute('aria-valuenow', '70')
    observer.disconnect()
    const meta = page.getByText('70% of').element().closest('p')
    const others = changed.filter((node) => !bar.element().contains(node) && !meta?.contains(node))
    expect(others).toEqual([])
  })

  it('goes to the other file when it has the same content', async () => {
    const reveal = vi.spyOn(rows.controller, 'reveal')
    const [first = 0] = rows.store.add([{ ...fileNamed('first.png'), stage: UPLOADED }])
    show({ ...UPLOADED, origin: 'already-here', first: 'first.png' })
    await button('same as first.png').click()
    expect(reveal).toHaveBeenCalledWith(uploadRowKey(first))
  })

  it('drags the references of all chosen files when one of them is dragged', async () => {
    const id = show(UPLOADED)
    const key = uploadRowKey(id)
    const other = { ...UPLOADED, result: resultOf('b') }
    vi.spyOn(rows.controller, 'isChosen').mockReturnValue(true)
    vi.spyOn(rows.controller, 'chosen').mockReturnValue(
      [UPLOADED, other].map(({ result }) => ({
        ...result,
        key,
        path: PATH,
        title: 'a.png',
        kind: 'image',
        gateway: 'varg',
      })),
    )
    const data = new DataTransfer()
    const preview = button('Preview a.png')
    await expect.element(preview).toBeVisible()
    preview
      .element()
      .dispatchEvent(new DragEvent('dragstart', { dataTransfer: data, bubbles: true }))
    expect(data.getData('text/plain')).toBe(`${RESULT.url}\n${other.result.url}`)
  })
})
