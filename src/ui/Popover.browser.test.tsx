import { useState } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Dialog } from './Dialog.tsx'
import { MenuButton } from './MenuButton.tsx'
import { Popover } from './Popover.tsx'
import { stageEachTest } from './testing/show.tsx'

const stage = stageEachTest()

const ITEMS = [{ id: 'a', label: 'Nested', onSelect: () => {} }]

function Account({ takesFocus = true, opens = false }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [isOpen, setIsOpen] = useState(opens)
  return (
    <>
      <input aria-label="Search" />
      <button type="button" ref={setAnchor} onClick={() => setIsOpen(!isOpen)}>
        Account
      </button>
      <Popover
        label="Account"
        anchor={anchor}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        takesFocus={takesFocus}
        width={320}
      >
        <input aria-label="API key" />
        <MenuButton label="More" items={() => ITEMS} />
        <button type="button">Save key</button>
      </Popover>
    </>
  )
}

const opener = page.getByRole('button', { name: 'Account' })
const popover = page.getByRole('dialog', { name: 'Account' })
const field = page.getByLabelText('API key')

async function open(): Promise<void> {
  stage.show(<Account />)
  await opener.click()
  await expect.element(field).toHaveFocus()
}

describe('the popover', () => {
  it('keeps the Tab key inside', async () => {
    await open()
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
    await expect.element(page.getByRole('button', { name: 'Save key' })).toHaveFocus()
    await userEvent.keyboard('{Tab}')
    await expect.element(field).toHaveFocus()
  })

  it('closes and returns the focus when Escape is pressed', async () => {
    await open()
    await userEvent.keyboard('{Escape}')
    await expect.element(popover).not.toBeInTheDocument()
    await expect.element(opener).toHaveFocus()
  })

  it('closes once when its button is pressed again', async () => {
    await open()
    await opener.click()
    await expect.element(popover).not.toBeInTheDocument()
    await opener.click()
    await expect.element(popover).toBeVisible()
  })

  it('closes when a press beside it ends beside it, and leaves the focus there', async () => {
    await open()
    await page.getByLabelText('Search').click()
    await expect.element(popover).not.toBeInTheDocument()
    await expect.element(page.getByLabelText('Search')).toHaveFocus()
  })

  it('stays open when a menu inside of it is closed by Escape', async () => {
    await open()
    await page.getByRole('button', { name: 'More' }).click()
    await expect.element(page.getByRole('menuitem', { name: 'Nested' })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
    await expect.element(popover).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(popover).not.toBeInTheDocument()
  })

  it('takes no focus from a field in which a person types', async () => {
    stage.show(<input aria-label="Prompt" />)
    await page.getByLabelText('Prompt').fill('a')
    stage.show(
      <>
        <input aria-label="Prompt" />
        <Account opens />
      </>,
    )
    await expect.element(popover).toBeVisible()
    await expect.element(page.getByLabelText('Prompt')).toHaveFocus()
  })

  it('takes no focus when it opens by itself', async () => {
    stage.show(<Account takesFocus={false} opens />)
    await expect.element(popover).toBeVisible()
    expect(document.activeElement).toBe(document.body)
  })

  it('waits until a modal dialog is closed', async () => {
    const dialog = (
      <Dialog title="Settings" onClose={() => stage.show([<Account key="a" opens />])}>
        Text
      </Dialog>
    )
    stage.show([<Account key="a" opens />, <div key="b">{dialog}</div>])
    await expect.element(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
    await expect.element(page.getByText('Save key')).not.toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(popover).toBeVisible()
    await expect.element(field).toHaveFocus()
  })

  it('stays at its button when the page scrolls', async () => {
    await open()
    document.body.style.height = '3000px'
    const gap = () =>
      popover.element().getBoundingClientRect().top -
      opener.element().getBoundingClientRect().bottom
    const before = gap()
    scrollTo(0, 5)
    await expect.poll(gap).toBe(before)
    document.body.style.height = ''
  })
})

describe('the popover on a phone', () => {
  beforeEach(() => page.viewport(390, 844))

  it('is a modal sheet with ×', async () => {
    await open()
    expect(popover.element().matches(':modal')).toBe(true)
    await page.getByRole('button', { name: 'Close' }).click()
    await expect.element(popover).not.toBeInTheDocument()
    await expect.element(opener).toHaveFocus()
  })

  it('closes when it is swiped down', async () => {
    await open()
    const head = page.getByRole('heading', { name: 'Account' }).element()
    swipe(head, 30)
    await expect.element(popover).toBeVisible()
    swipe(head, 200)
    await expect.element(popover).not.toBeInTheDocument()
  })

  it('is gone before its close event when Escape is pressed', async () => {
    await open()
    const element = popover.element()
    const closed = new Promise<boolean>((resolve) => {
      // Capture listeners are called before React's.
      element.addEventListener('close', () => resolve(element.isConnected), true)
    })
    await userEvent.keyboard('{Escape}')
    expect(await closed).toBe(false)
    await expect.element(opener).toHaveFocus()
  })

  it('keeps what was typed when the window becomes wide', async () => {
    await open()
    await field.fill('varg_1')
    await page.viewport(1000, 700)
    await expect.poll(() => popover.element().matches(':popover-open')).toBe(true)
    await expect.element(field).toHaveValue('varg_1')
  })
})

function swipe(element: Element, distance: number): void {
  const from = element.getBoundingClientRect().top
  vi.spyOn(Element.prototype, 'setPointerCapture').mockImplementation(() => {})
  for (const [type, clientY] of [
    ['pointerdown', from],
    ['pointermove', from + distance],
    ['pointerup', from + distance],
  ] as const) {
    element.dispatchEvent(new PointerEvent(type, { bubbles: true, clientY, pointerId: 1 }))
  }
  vi.restoreAllMocks()
}
