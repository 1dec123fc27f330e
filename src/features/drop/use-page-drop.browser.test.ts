import { createElement, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { DropOverlay } from './DropOverlay.tsx'
import { FileInputs, type FileInputsHandle } from './FileInputs.tsx'
import { type DropZone, usePageDrop } from './use-page-drop.ts'

const onBatch = vi.fn()
const onGiven = vi.fn()
const onError = vi.fn()
const onApproach = vi.fn()

let root: ReturnType<typeof createRoot>
const inputs: RefObject<FileInputsHandle | null> = { current: null }
let hasKey = true
let request: HTMLElement | null = null

beforeEach(async () => {
  hasKey = true
  request = null
  vi.clearAllMocks()
  root = createRoot(document.body.appendChild(document.createElement('div')))
  flushSync(() => root.render(createElement(Page)))
  await expect.element(page.getByText('page')).toBeVisible()
})

afterEach(() => {
  root.unmount()
  document.body.replaceChildren()
  vi.restoreAllMocks()
})

const zoneAt = (x: number): DropZone => (x > 300 ? 'swap 7' : x > 100 ? 'request' : 'list')

function Page() {
  const { drag, found, getInputProps } = usePageDrop({
    ...{ onBatch, onGiven, onError, onApproach, zoneAt },
  })
  const overlay = drag && { drag, hasKey, gateway: 'varg.ai', findRequest: () => request }
  return createElement(
    'main',
    { 'aria-busy': found !== undefined },
    'page',
    found !== undefined && createElement('output', null, found),
    createElement(FileInputs, { ref: inputs, getInputProps, onOpen: onApproach }),
    overlay && createElement(DropOverlay, overlay),
  )
}

function dataOf(...types: readonly string[]): DataTransfer {
  const data = new DataTransfer()
  for (const [index, type] of types.entries()) {
    data.items.add(new File(['x'], `${index}`, { type }))
  }
  return data
}

/** Data of a drag of another page. */
function linkOf(texts: Record<string, string>): DataTransfer {
  const data = new DataTransfer()
  for (const [type, text] of Object.entries(texts)) data.setData(type, text)
  return data
}

const LINK = { 'text/uri-list': 'https://a.b/c.png', 'text/plain': 'https://a.b/c.png' }

/** Data of a drag with one folder. */
function folderOf(createReader: () => Partial<FileSystemDirectoryReader>): DataTransfer {
  const data = dataOf('')
  const entry = { isDirectory: true, fullPath: '/takes', createReader }
  const item = { kind: 'file', type: '', webkitGetAsEntry: () => entry }
  vi.spyOn(data, 'items', 'get').mockReturnValue([item] as unknown as DataTransferItemList)
  return data
}

function send(type: string, dataTransfer: DataTransfer, target: Element = document.body, x = 0) {
  const event = new DragEvent(type, { dataTransfer, clientX: x, bubbles: true, cancelable: true })
  target.dispatchEvent(event)
  return event
}

const overlay = page.getByRole('region', { name: 'Drop files' })

describe('a drag over the page', () => {
  it('counts the files in the overlay and names the destination', async () => {
    send('dragenter', dataOf('image/png', 'video/mp4', 'audio/wav'))
    await expect.element(overlay).toHaveTextContent('Drop to upload3 files to varg.ai')
    expect(onApproach).toHaveBeenCalledOnce()
  })

  it('says that files wait when there is no key', async () => {
    hasKey = false
    send('dragenter', dataOf('image/png', 'image/png'))
    await expect.element(overlay).toHaveTextContent('2 files. They wait for your key.')
  })

  it('speaks of items when one may be a folder', async () => {
    send('dragenter', dataOf('image/png', ''))
    await expect.element(overlay).toHaveTextContent('2 items to varg.ai')
  })

  it('has one zone without a request, and a second one over an open request', async () => {
    send('dragenter', dataOf('image/png'))
    await expect.element(overlay).not.toHaveTextContent('Drop to add to the request')
    send('dragleave', dataOf('image/png'))
    await expect.element(overlay).not.toBeInTheDocument()
    request = document.body
    send('dragenter', dataOf('image/png'))
    await expect.element(overlay).toHaveTextContent('Drop to add to the request')
  })

  it('marks the zone under the pointer', async () => {
    request = document.body
    send('dragenter', dataOf('image/png'))
    const active = () => document.querySelector('[data-active]')?.textContent
    await expect.poll(active).toMatch(/^Drop to upload/)
    send('dragover', dataOf('image/png'), document.body, 200)
    await expect.poll(active).toMatch(/^Drop to add/)
  })

  it('is above a dialog that is open', async () => {
    const dialog = document.body.appendChild(document.createElement('dialog'))
    dialog.showModal()
    send('dragenter', dataOf('image/png'), dialog)
    await expect
      .poll(() => document.querySelector(':popover-open')?.textContent)
      .toMatch(/^Drop to/)
  })

  it('ends when it leaves the last element that it entered', async () => {
    const inner = document.body.appendChild(document.createElement('p'))
    const data = dataOf('image/png')
    send('dragenter', data)
    send('dragenter', data, inner)
    send('dragleave', data)
    await expect.element(overlay).toBeInTheDocument()
    send('dragleave', data, inner)
    await expect.element(overlay).not.toBeInTheDocument()
  })

  it('ends when the pointer moves without a drag', async () => {
    send('dragenter', dataOf('image/png'))
    await expect.element(overlay).toBeInTheDocument()
    document.body.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }))
    await expect.element(overlay).not.toBeInTheDocument()
  })

  it('is ignored when it began in the page', async () => {
    send('dragstart', dataOf('image/png'))
    expect(send('dragover', dataOf('image/png')).defaultPrevented).toBe(true)
    await expect.element(overlay).not.toBeInTheDocument()
  })
})

describe('a drag of a link or a picture of another page', () => {
  it('is drawn in the overlay and gives its texts and its zone', async () => {
    request = document.body
    expect(send('dragenter', linkOf(LINK)).defaultPrevented).toBe(true)
    await expect.element(overlay).toHaveTextContent(/^(Drop to add to the request.*){2}$/)
    await expect.element(overlay).toHaveTextContent('By its URL, which is also imported')
    expect(send('dragover', linkOf(LINK)).defaultPrevented).toBe(true)
    expect(send('drop', linkOf(LINK), document.body, 400).defaultPrevented).toBe(true)
    await expect.element(overlay).not.toBeInTheDocument()
    const given = { 'text/x-moz-url': '', 'text/html': '', ...LINK }
    expect(onGiven.mock.calls).toEqual([[given, 'swap 7']])
    expect(onBatch).not.toHaveBeenCalled()
  })

  it('ends when it leaves the page', async () => {
    send('dragenter', linkOf(LINK))
    await expect.element(overlay).toBeInTheDocument()
    send('dragleave', linkOf(LINK))
    await expect.element(overlay).not.toBeInTheDocument()
  })

  it('is taken over a field, unless that is in a dialog', async () => {
    const field = document.body.appendChild(document.createElement('textarea'))
    expect(send('dragover', linkOf(LINK), field).defaultPrevented).toBe(true)
    const dialog = document.body.appendChild(document.createElement('dialog'))
    dialog.append(field)
    dialog.showModal()
    expect(send('dragover', linkOf(LINK), field).defaultPrevented).toBe(false)
    expect(send('drop', linkOf(LINK), field).defaultPrevented).toBe(false)
    expect(onGiven).not.toHaveBeenCalled()
  })

  it('gives text without an overlay, and leaves it to fields', async () => {
    const field = document.body.appendChild(document.createElement('textarea'))
    const text = linkOf({ 'text/plain': 'words' })
    expect(send('dragenter', text).defaultPrevented).toBe(true)
    expect(send('dragover', text, field).defaultPrevented).toBe(false)
    expect(send('drop', text, field).defaultPrevented).toBe(false)
    expect(onGiven).not.toHaveBeenCalled()
    send('drop', text)
    expect(onGiven).toHaveBeenCalledOnce()
    await expect.element(overlay).not.toBeInTheDocument()
  })

  it('is ignored when it began in the page, or has references of the list', () => {
    const own = linkOf({ ...LINK, 'application/x-refdrop-references': '[]' })
    send('dragover', own)
    send('drop', own)
    send('dragstart', linkOf(LINK))
    send('drop', linkOf(LINK))
    expect(onGiven).not.toHaveBeenCalled()
  })

  it('is given by its URL when the browser announced a file that is not there', async () => {
    const data = linkOf(LINK)
    vi.spyOn(data, 'types', 'get').mockReturnValue(['Files', 'text/uri-list'])
    send('dragenter', data)
    send('drop', data, document.body, 200)
    await expect.poll(() => onGiven.mock.calls).toHaveLength(1)
    expect(onGiven.mock.lastCall?.[1]).toBe('request')
    expect(onBatch).not.toHaveBeenCalled()
  })

  it('marks the reference that it replaces', async () => {
    request = document.body.appendChild(document.createElement('section'))
    request.style.cssText = 'position:fixed;left:700px;top:0;width:300px;height:500px'
    request.innerHTML =
      '<ol style="margin:0"><li data-id="7" data-place="0" aria-label="@image1 dusk.jpg">x</li></ol>'
    send('dragenter', dataOf('image/png'))
    await expect.element(overlay).toHaveTextContent('Swap @image1 dusk.jpg')
    const active = () => document.querySelector('[data-active]')?.textContent
    send('dragover', dataOf('image/png'), document.body, 400)
    await expect.poll(active).toBe('Swap @image1 dusk.jpg')
    send('drop', dataOf('image/png'), document.body, 400)
    await expect.poll(() => onBatch.mock.lastCall?.[1]).toBe('swap 7')
  })
})

describe('a drop', () => {
  it('gives its files and its zone', async () => {
    const data = dataOf('image/png')
    send('dragenter', data)
    const { defaultPrevented } = send('drop', data, document.body, 200)
    expect(defaultPrevented).toBe(true)
    await expect.poll(() => onBatch.mock.calls).toHaveLength(1)
    expect(onBatch).toHaveBeenCalledWith(
      { candidates: [{ file: expect.any(File), path: '0' }], unreadable: [], ignored: 0 },
      'request',
    )
    await expect.element(overlay).not.toBeInTheDocument()
  })

  it('reports an error when its files cannot be read', async () => {
    const data = dataOf('image/png')
    vi.spyOn(data, 'files', 'get').mockImplementation(() => {
      throw new Error('broken')
    })
    send('drop', data)
    await expect.poll(() => onError.mock.calls).toEqual([[new Error('broken')]])
    expect(onBatch).not.toHaveBeenCalled()
  })

  it('reports its error when the next drop starts before it is read', async () => {
    const broken = folderOf(() => {
      throw new Error('broken')
    })
    send('drop', broken)
    send('drop', dataOf('image/png'))
    await expect.poll(() => onError.mock.calls).toEqual([[new Error('broken')]])
    expect(onBatch).toHaveBeenCalledOnce()
  })

  it('counts the files of all folders that are read', async () => {
    const finish: (() => void)[] = []
    const file = (succeed: (file: File) => void) => succeed(new File([], 'a'))
    const entries = ['/a', '/b'].map((fullPath) => ({ fullPath, file }))
    const slowFolder = () => {
      let given = false
      return folderOf(() => ({
        readEntries(succeed) {
          if (given) finish.push(() => succeed([]))
          else succeed(entries as unknown as FileSystemEntry[])
          given = true
        },
      }))
    }
    send('drop', slowFolder())
    const output = page.getByRole('status')
    await expect.element(output).toHaveTextContent('2')
    send('drop', slowFolder())
    await expect.element(output).toHaveTextContent('4')
    await expect.poll(() => finish.length).toBe(2)
    for (const end of finish) end()
    await expect.element(output).not.toBeInTheDocument()
  })

  it('keeps the page busy when a later drop is read first', async () => {
    const isBusy = () => document.querySelector('main')?.ariaBusy
    let finish: (() => void) | undefined
    const slow = folderOf(() => ({
      readEntries(succeed) {
        finish = () => succeed([])
      },
    }))
    send('drop', slow)
    send('drop', dataOf('image/png'))
    await expect.poll(() => onBatch.mock.calls).toHaveLength(1)
    await expect.poll(() => finish).toBeDefined()
    expect(isBusy()).toBe('true')
    finish?.()
    await expect.poll(isBusy).toBe('false')
  })
})

describe('a file input', () => {
  it.each(['Choose files', 'Choose folder'])('gives the files for the list: %s', async (name) => {
    const input = page.getByLabelText(name).element() as HTMLInputElement
    input.files = dataOf('image/png').files
    input.dispatchEvent(new Event('change', { bubbles: true }))
    const batch = {
      candidates: [{ file: expect.any(File), path: '0' }],
      unreadable: [],
      ignored: 0,
    }
    await expect.poll(() => onBatch.mock.calls).toEqual([[batch, 'list']])
  })

  it('is hidden, and is emptied when its dialog opens', () => {
    const input = page.getByLabelText('Choose files').element() as HTMLInputElement
    const click = vi.spyOn(input, 'click').mockImplementation(() => {})
    input.files = dataOf('image/png').files
    inputs.current?.chooseFiles()
    expect(input.hidden).toBe(true)
    expect(input.files).toHaveLength(0)
    expect(click).toHaveBeenCalledOnce()
    expect(onApproach).toHaveBeenCalledOnce()
  })
})

describe('a paste', () => {
  it('gives its files for the list', async () => {
    const init = { clipboardData: dataOf('image/png'), bubbles: true, cancelable: true }
    const event = new ClipboardEvent('paste', init)
    document.body.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(true)
    await expect.poll(() => onBatch.mock.calls).toHaveLength(1)
    expect(onBatch.mock.lastCall?.[1]).toBe('list')
  })

  it.each([
    ['the page', '<p data-target>a</p>', 1],
    ['a field', '<textarea data-target></textarea>', 0],
    ['a dialog', '<dialog><button data-target>a</button></dialog>', 0],
  ])('gives its text when the focus is in %s: %s', (_, html, calls) => {
    const place = document.body.appendChild(document.createElement('div'))
    place.innerHTML = html
    place.querySelector('dialog')?.showModal()
    const clipboardData = linkOf({ 'text/plain': 'https://a.b/c.png' })
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    place.querySelector('[data-target]')?.dispatchEvent(event)
    expect(onGiven).toHaveBeenCalledTimes(calls)
    expect(event.defaultPrevented).toBe(false)
  })

  it('is ignored when another listener took it', () => {
    const stop = (event: Event) => event.preventDefault()
    document.body.addEventListener('paste', stop, { once: true })
    const clipboardData = linkOf({ 'text/plain': 'https://a.b/c.png' })
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
    expect(onGiven).not.toHaveBeenCalled()
  })

  it('is left to the browser when it has no files', () => {
    const event = new ClipboardEvent('paste', {
      clipboardData: dataOf(),
      bubbles: true,
      cancelable: true,
    })
    document.body.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(false)
    expect(onBatch).not.toHaveBeenCalled()
  })
})
