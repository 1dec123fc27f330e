import { useState } from 'react'
import { beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { stageEachTest } from '../../ui/testing/show.tsx'
import { DockEdge } from './DockEdge.tsx'

const stage = stageEachTest()

beforeEach(async () => {
  stage.show(<Dock />)
  await expect.element(edge).toHaveAttribute('aria-valuenow', '320')
})

function Dock() {
  const [height, setHeight] = useState<number>()
  return (
    <section style={{ position: 'fixed', insetInline: 0, bottom: 0, height: height ?? 320 }}>
      <DockEdge height={height ?? 320} min={160} max={640} onChange={setHeight} />
    </section>
  )
}

const edge = page.getByRole('separator', { name: 'Height of the inspector' })

function focusEdge(): void {
  const element = edge.element()
  if (element instanceof HTMLElement) element.focus()
}

it.each([
  ['{ArrowUp}', '340'],
  ['{ArrowDown}{ArrowDown}', '280'],
  ['{PageUp}', '420'],
  ['{PageDown}', '220'],
  ['{End}{ArrowUp}', '640'],
  ['{Home}{ArrowDown}', '160'],
])('the edge moves within its limits when %s is pressed', async (keys, height) => {
  focusEdge()
  await userEvent.keyboard(keys)
  await expect.element(edge).toHaveAttribute('aria-valuenow', height)
})

it('a double click resets the height', async () => {
  focusEdge()
  await userEvent.keyboard('{End}')
  edge.element().dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))
  await expect.element(edge).toHaveAttribute('aria-valuenow', '320')
})

it('the edge follows the pointer that drags it', async () => {
  const element = edge.element()
  const { x, y } = element.getBoundingClientRect()
  const options = { bubbles: true, pointerId: 1, button: 0, clientX: x + 5 }
  // The browser captures only pointers that it knows.
  element.setPointerCapture = () => {}
  element.hasPointerCapture = () => true
  element.dispatchEvent(new PointerEvent('pointerdown', { ...options, clientY: y + 5 }))
  element.dispatchEvent(new PointerEvent('pointermove', { ...options, clientY: innerHeight - 250 }))
  await expect.element(edge).toHaveAttribute('aria-valuenow', '250')
})
