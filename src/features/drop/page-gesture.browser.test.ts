import { afterEach, describe, expect, it } from 'vitest'
import { givenKind, isForField, isForPage } from './page-gesture.ts'

afterEach(() => document.body.replaceChildren())

function place(html: string): Element {
  document.body.innerHTML = html
  return document.querySelector('[data-target]') ?? document.body
}

/** The data of a clipboard or drag: texts by their type, and a picture unless `hasPicture` is false. */
function dataOf(texts: Record<string, string>, hasPicture = true): DataTransfer {
  const data = new DataTransfer()
  if (hasPicture) data.items.add(new File(['x'], 'image.png', { type: 'image/png' }))
  for (const [type, text] of Object.entries(texts)) data.setData(type, text)
  return data
}

function dispatch<E extends Event>(target: Element, event: E): E {
  target.dispatchEvent(event)
  return event
}

const paste = (target: Element, clipboardData: DataTransfer) =>
  dispatch(target, new ClipboardEvent('paste', { clipboardData, bubbles: true }))
const drag = (target: Element, dataTransfer: DataTransfer) =>
  dispatch(target, new DragEvent('dragover', { dataTransfer, bubbles: true }))

const CELLS = { 'text/plain': 'a\tb', 'text/html': '<table></table>' }

const FIELDS = [
  '<input data-target>',
  '<input type="password" data-target>',
  '<input type="search" data-target>',
  '<input type="number" data-target>',
  '<textarea data-target></textarea>',
  '<div contenteditable data-target>a</div>',
  '<div contenteditable><b data-target>a</b></div>',
  '<dialog open><textarea data-target></textarea></dialog>',
]

const NO_FIELDS = [
  '<p data-target>a</p>',
  '<button type="button" data-target>a</button>',
  '<input type="checkbox" data-target>',
  '<input type="file" data-target>',
  '<input readonly data-target>',
  '<textarea readonly data-target></textarea>',
]

describe('a paste of a picture', () => {
  it.each(FIELDS)('is for the field when it has text beside the picture: %s', (html) => {
    expect(isForPage(paste(place(html), dataOf(CELLS)), false)).toBe(false)
  })

  it.each(FIELDS)('is taken by the page when it has no text and the focus is in %s', (html) => {
    const target = place(html)
    expect(isForPage(paste(target, dataOf({})), false)).toBe(true)
    expect(isForPage(paste(target, dataOf({ 'text/html': '<img src="x">' })), false)).toBe(true)
  })

  it.each(NO_FIELDS)('is for the page when no field has the focus: %s', (html) => {
    expect(isForPage(paste(place(html), dataOf(CELLS)), false)).toBe(true)
  })
})

describe('a drag', () => {
  it.each([...FIELDS, ...NO_FIELDS])(
    'is for the page when it carries files, over any element: %s',
    (html) => {
      expect(isForPage(drag(place(html), dataOf({})), false)).toBe(true)
    },
  )

  it.each([...FIELDS, ...NO_FIELDS])(
    'is not for the page when it carries text or a link: %s',
    (html) => {
      const target = place(html)
      for (const type of ['text/plain', 'text/uri-list', 'text/html']) {
        expect(isForPage(drag(target, dataOf({ [type]: 'https://a.b' }, false)), false)).toBe(false)
      }
    },
  )

  it('is not for the page when it carries a picture of the page itself', () => {
    const data = dataOf({ 'text/uri-list': 'https://a.b/c.png' })
    expect(isForPage(drag(place('<p data-target>a</p>'), data), true)).toBe(false)
  })

  it.each([
    ...FIELDS.map((html) => [html, true] as const),
    ...NO_FIELDS.map((html) => [html, false] as const),
  ])('is for a field when its target can be edited: %s %s', (html, isField) => {
    expect(isForField(drag(place(html), dataOf({}, false)))).toBe(isField)
  })
})

describe('what is given without files', () => {
  it.each([...FIELDS, ...NO_FIELDS])('is no file of the page itself: %s', (html) => {
    const data = dataOf({ 'text/uri-list': 'https://a.b/c.png' })
    expect(givenKind(drag(place(html), data), false)).toBeUndefined()
    expect(givenKind(paste(place(html), data), false)).toBeUndefined()
  })

  it.each(FIELDS)('is not what is pasted into a field, or text dragged onto it: %s', (html) => {
    const text = dataOf({ 'text/plain': 'https://a.b/c.png' }, false)
    expect(givenKind(paste(place(html), text), false)).toBeUndefined()
    expect(givenKind(drag(place(html), text), false)).toBeUndefined()
  })

  it.each(NO_FIELDS)('is a paste, text or a link outside of fields: %s', (html) => {
    const text = dataOf({ 'text/plain': 'https://a.b/c.png' }, false)
    const link = dataOf({ 'text/uri-list': 'https://a.b/c.png' }, false)
    expect(givenKind(paste(place(html), text), false)).toBe('paste')
    expect(givenKind(drag(place(html), text), false)).toBe('text')
    expect(givenKind(drag(place(html), link), false)).toBe('link')
    expect(givenKind(drag(place(html), link), true)).toBeUndefined()
  })
})
