import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { type Placement, placePopover } from './place-popover.ts'

let anchor: HTMLElement
let panel: HTMLElement
let stop: (() => void) | undefined

beforeEach(async () => {
  await page.viewport(1000, 700)
  anchor = document.body.appendChild(document.createElement('button'))
  panel = document.body.appendChild(document.createElement('div'))
  panel.popover = 'manual'
})

afterEach(() => {
  stop?.()
  document.body.replaceChildren()
})

/** An anchor of 100 × 20 pixels, and a popover of 200 × 300. */
function place(left: number, top: number, placement?: Placement, height = 300): DOMRect {
  const style = 'box-sizing: border-box; padding: 0; border: 0; position: fixed;'
  anchor.style.cssText = `${style} width: 100px; height: 20px; left: ${left}px; top: ${top}px`
  panel.style.cssText = `${style} width: 200px; height: ${height}px`
  panel.showPopover()
  stop = placePopover(panel, anchor, placement)
  return panel.getBoundingClientRect()
}

it.each<[what: string, placement: Placement | undefined, x: number, y: number]>([
  ['below the start of the anchor', undefined, 400, 126],
  ['below its end', { align: 'end' }, 300, 126],
  ['below its centre', { align: 'center' }, 350, 126],
  ['below it although above is preferred, when above has no room', { side: 'above' }, 400, 126],
])('places the popover %s', (_, placement, x, y) => {
  expect(place(400, 100, placement)).toMatchObject({ x, y })
})

it('places the popover above the anchor when below has no room', () => {
  expect(place(400, 600)).toMatchObject({ x: 400, y: 294 })
})

it.each([
  ['left', -50, 8],
  ['right', 950, 792],
])('keeps the popover in the window when the anchor is at its %s edge', (_, left, x) => {
  expect(place(left, 100)).toMatchObject({ x, y: 126 })
})

it('shrinks a popover that is higher than the room beside its anchor', () => {
  expect(place(400, 100, undefined, 2000)).toMatchObject({ y: 126, height: 566 })
})

it('covers the anchor when the window is low', async () => {
  await page.viewport(1000, 200)
  expect(place(400, 90)).toMatchObject({ y: 8, height: 184 })
})

it('follows the anchor when the window or the anchor changes its size', async () => {
  place(900, 100)
  await page.viewport(800, 700)
  await expect.poll(() => panel.getBoundingClientRect().right).toBe(792)
  anchor.style.height = '50px'
  await expect.poll(() => panel.getBoundingClientRect().top).toBe(156)
})

it('calls onGone when the anchor leaves the page', async () => {
  const onGone = vi.fn()
  place(400, 100, { onGone })
  anchor.remove()
  await expect.poll(() => onGone.mock.calls.length).toBeGreaterThan(0)
})
