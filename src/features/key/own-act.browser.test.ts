import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isOccupied, type OwnAct, watchOwnActs } from './own-act.ts'

let act: OwnAct

beforeEach(() => {
  act = watchOwnActs()
})

afterEach(() => {
  act.stop()
  document.body.replaceChildren()
})

function place<E extends keyof HTMLElementTagNameMap>(tag: E): HTMLElementTagNameMap[E] {
  return document.body.appendChild(document.createElement(tag))
}

const dispatch = (event: Event, target: Element = document.body) => target.dispatchEvent(event)
const bubbling = { bubbles: true, cancelable: true }

function withFile(): DataTransfer {
  const data = new DataTransfer()
  data.items.add(new File(['a'], 'a.png'))
  return data
}

function withText(): DataTransfer {
  const data = new DataTransfer()
  data.setData('text/plain', 'words')
  return data
}

const drop = (dataTransfer: DataTransfer) => new DragEvent('drop', { dataTransfer, ...bubbling })
const paste = (clipboardData: DataTransfer) =>
  new ClipboardEvent('paste', { clipboardData, ...bubbling })

describe('watchOwnActs', () => {
  it.each([
    ['drop of files', () => drop(withFile())],
    ['paste of files', () => paste(withFile())],
    ['submit', () => new Event('submit', bubbling)],
  ])('notes a %s until the person does something else', (_, makeEvent) => {
    expect(act.isLast()).toBe(false)
    dispatch(makeEvent())
    expect(act.isLast()).toBe(true)
    dispatch(new PointerEvent('pointerdown', bubbling))
    expect(act.isLast()).toBe(false)
  })

  it('ignores text that is dropped or pasted', () => {
    dispatch(drop(withText()))
    dispatch(paste(withText()))
    expect(act.isLast()).toBe(false)
  })

  it('notes chosen files and no other change', () => {
    const [files, text] = [place('input'), place('input')]
    files.type = 'file'
    dispatch(new Event('change', bubbling), text)
    expect(act.isLast()).toBe(false)
    dispatch(new Event('change', bubbling), files)
    expect(act.isLast()).toBe(true)
  })

  it('ends with a key, but not with a modifier alone', () => {
    dispatch(drop(withFile()))
    dispatch(new KeyboardEvent('keydown', { key: 'Shift', ...bubbling }))
    expect(act.isLast()).toBe(true)
    dispatch(new KeyboardEvent('keydown', { key: 'Tab', ...bubbling }))
    expect(act.isLast()).toBe(false)
  })

  it('notes acts whose events another listener stops', () => {
    document.body.addEventListener('drop', (event) => event.stopPropagation(), { once: true })
    dispatch(drop(withFile()))
    expect(act.isLast()).toBe(true)
  })
})

describe('isOccupied', () => {
  it.each(['input', 'textarea', 'select'] as const)('is true when the focus is in a %s', (tag) => {
    expect(isOccupied()).toBe(false)
    place(tag).focus()
    expect(isOccupied()).toBe(true)
  })

  it('is true while a dialog is open', () => {
    const dialog = place('dialog')
    dialog.showModal()
    expect(isOccupied()).toBe(true)
    dialog.close()
    expect(isOccupied()).toBe(false)
  })

  it('is false when the focus is on a button or a radio button', () => {
    place('button').focus()
    expect(isOccupied()).toBe(false)
    const radio = place('input')
    radio.type = 'radio'
    radio.focus()
    expect(isOccupied()).toBe(false)
  })
})
