import { afterEach, expect, it, vi } from 'vitest'
import { findControl, pressControl } from './page-controls.ts'
import { placeOfKey } from './page-keys.ts'

afterEach(() => document.body.replaceChildren())

function show(html: string): HTMLElement {
  document.body.innerHTML = html
  return document.body
}

it('pressControl presses the visible button when two have the name', () => {
  const [hidden, visible] = show(
    '<button hidden>Copy request</button><button><i></i> <span>Copy request</span></button>',
  ).querySelectorAll('button')
  const pressed = vi.fn()
  hidden?.addEventListener('click', () => pressed('hidden'))
  visible?.addEventListener('click', () => pressed('visible'))
  pressControl(findControl('Copy request'))
  expect(pressed.mock.calls).toEqual([['visible']])
  expect(document.activeElement).toBe(visible)
})

it('pressControl focuses and selects a search field', () => {
  const field = show(
    '<input type="search" aria-label="Search files" value="cat">',
  ).firstElementChild
  pressControl(findControl('Search files'))
  expect(document.activeElement).toBe(field)
  expect(getSelection()?.toString() || (field as HTMLInputElement).selectionEnd).toBeTruthy()
})

it('findControl finds a hidden file input when no button has the name', () => {
  const body = show('<input type="file" hidden aria-label="Choose files"><button>Other</button>')
  expect(findControl('Choose files')).toBe(body.firstElementChild)
  expect(findControl('Choose folder')).toBeUndefined()
})

it.each([
  ['<p></p>', 'page'],
  ['<button></button>', 'page'],
  ['<input type="checkbox">', 'page'],
  ['<input type="search">', 'field'],
  ['<textarea></textarea>', 'field'],
  ['<div contenteditable></div>', 'field'],
  ['<div role="menu"><button></button></div>', 'dialog'],
  ['<div popover><input></div>', 'dialog'],
] as const)('placeOfKey of %s is a %s', (html, place) => {
  const elements = show(html).querySelectorAll('*')
  expect(placeOfKey([...elements].at(-1) ?? null)).toBe(place)
})

it('placeOfKey is a dialog when a modal dialog is open', () => {
  const dialog = show('<dialog></dialog>').querySelector('dialog')
  dialog?.showModal()
  expect(placeOfKey(document.body)).toBe('dialog')
  dialog?.close()
  expect(placeOfKey(document.body)).toBe('page')
})
