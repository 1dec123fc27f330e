import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Sheet } from './Sheet.tsx'
import { Tabs } from './Tabs.tsx'
import { stageEachTest } from './testing/show.tsx'

const stage = stageEachTest()

const onClose = vi.fn()
const TABS = [
  { id: 'a', label: 'File' },
  { id: 'b', label: 'Request', count: 3 },
] as const

function Settings() {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Settings</Button>
      {isOpen && (
        <Dialog title="Settings" onClose={() => setIsOpen(false)}>
          <p>Theme</p>
        </Dialog>
      )}
    </>
  )
}

const dialog = page.getByRole('dialog')
const opener = page.getByRole('button', { name: 'Settings' })

describe('the dialog', () => {
  it('focuses its first field', async () => {
    stage.show(
      <Dialog title="Details" onClose={onClose}>
        <Tabs label="Parts" tabs={TABS} selected="b" onSelect={() => {}}>
          <input aria-label="Label" />
        </Tabs>
      </Dialog>,
    )
    await expect.element(page.getByLabelText('Label')).toHaveFocus()
  })

  it('focuses its selected tab when it has no field', async () => {
    stage.show(
      <Dialog title="Details" onClose={onClose}>
        <Tabs label="Parts" tabs={TABS} selected="b" onSelect={() => {}}>
          Text
        </Tabs>
      </Dialog>,
    )
    await expect.element(page.getByRole('tab', { name: 'Request 3' })).toHaveFocus()
  })

  it('focuses × when it has neither field nor tab', async () => {
    stage.show(<Settings />)
    await opener.click()
    await expect.element(page.getByRole('button', { name: 'Close' })).toHaveFocus()
  })

  it.each([
    ['Escape is pressed', () => userEvent.keyboard('{Escape}')],
    ['× is pressed', () => page.getByRole('button', { name: 'Close' }).click()],
    ['a press begins and ends beside it', () => pressAt([5, 5], [5, 5])],
  ])('closes and returns the focus when %s', async (_, close) => {
    stage.show(<Settings />)
    await opener.click()
    await expect.element(dialog).toBeVisible()
    await close()
    await expect.element(dialog).not.toBeInTheDocument()
    await expect.element(opener).toHaveFocus()
  })

  it('is gone before its close event when Escape is pressed', async () => {
    stage.show(<Settings />)
    await opener.click()
    const element = dialog.element()
    const closed = new Promise<boolean>((resolve) => {
      // Capture listeners are called before React's.
      element.addEventListener('close', () => resolve(element.isConnected), true)
    })
    await userEvent.keyboard('{Escape}')
    expect(await closed).toBe(false)
  })

  it('stays open when a person chooses no file in an input inside', async () => {
    stage.show(
      <Dialog title="Import" onClose={onClose}>
        <input type="file" aria-label="File" />
      </Dialog>,
    )
    const input = page.getByLabelText('File').element()
    input.dispatchEvent(new Event('cancel', { bubbles: true }))
    await expect.element(dialog).toBeVisible()
    expect(onClose).not.toHaveBeenCalled()
  })

  it('stays open when a press begins inside and ends beside it', async () => {
    stage.show(<Settings />)
    await opener.click()
    const { x, y, width } = dialog.element().getBoundingClientRect()
    pressAt([x + width / 2, y + 5], [5, 5])
    await expect.element(dialog).toBeVisible()
  })
})

describe('the sheet', () => {
  it('closes when Escape is pressed', async () => {
    const close = vi.fn()
    const head = <button type="button">Close</button>
    stage.show(
      <Sheet label="Request" head={head} onClose={close}>
        <textarea aria-label="Prompt" />
      </Sheet>,
    )
    await expect.element(page.getByRole('dialog', { name: 'Request' })).toBeVisible()
    await expect.element(page.getByLabelText('Prompt')).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => close.mock.calls.length).toBe(1)
  })
})

/** The dialog itself is the target of a press on its backdrop. */
function pressAt(from: [number, number], to: [number, number]): void {
  const target = dialog.element()
  const at = ([clientX, clientY]: [number, number]) => ({ bubbles: true, clientX, clientY })
  target.dispatchEvent(new PointerEvent('pointerdown', at(from)))
  target.dispatchEvent(new MouseEvent('click', at(to)))
}
