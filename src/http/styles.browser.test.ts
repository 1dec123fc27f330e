import { afterEach, expect, it } from 'vitest'
import { parts } from './parts.ts'
import { loadList, loadView } from './styles.ts'

afterEach(() => {
  for (const link of document.querySelectorAll('link[as=style], link[rel=stylesheet]'))
    link.remove()
})

function preloadSheet(href: string): HTMLLinkElement {
  const preload = document.createElement('link')
  preload.rel = 'preload'
  preload.as = 'style'
  preload.href = href
  document.head.append(preload)
  return preload
}

const sheetOf = (css: string) => URL.createObjectURL(new Blob([css], { type: 'text/css' }))

it('view comes with the styles when these load at the second attempt', async () => {
  const preload = preloadSheet('http://127.0.0.1:1/none.css')
  parts.judgeBy(async (failure) => {
    expect(failure).toContain('none.css')
    preload.href = sheetOf('body { top: 7px }')
    dispatchEvent(new Event('online'))
    return 'unknown'
  })
  const view = await loadView(async () => 'view')
  expect(view).toBe('view')
  expect(getComputedStyle(document.body).top).toBe('7px')
  expect(parts.state.get()).toBe('fine')
})

it('the list comes with the first sheet, a view with all of them in their order', async () => {
  preloadSheet(sheetOf('body { top: 1px; left: 1px }'))
  preloadSheet(sheetOf('body { left: 2px }'))
  const { body } = document
  await loadList(async () => 'list')
  expect([getComputedStyle(body).top, getComputedStyle(body).left]).toEqual(['1px', '1px'])
  await loadView(async () => 'view')
  expect([getComputedStyle(body).top, getComputedStyle(body).left]).toEqual(['1px', '2px'])
  await loadView(async () => 'another')
  expect(document.querySelectorAll('link[rel=stylesheet]')).toHaveLength(2)
})

it('a later sheet wins when it loads before an earlier one', async () => {
  const [first] = [
    preloadSheet('http://127.0.0.1:1/none.css'),
    preloadSheet(sheetOf('body { left: 2px }')),
  ]
  parts.judgeBy(async () => {
    await expect.poll(() => getComputedStyle(document.body).left).toBe('2px')
    first.href = sheetOf('body { left: 1px; top: 3px }')
    dispatchEvent(new Event('online'))
    return 'unknown'
  })
  await loadView(async () => 'view')
  expect(getComputedStyle(document.body).top).toBe('3px')
  expect(getComputedStyle(document.body).left).toBe('2px')
})
