import { beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Dialog } from './Dialog.tsx'
import { Menu } from './Menu.tsx'
import { MenuButton } from './MenuButton.tsx'
import type { MenuItem } from './menu-item.ts'
import { contextMenuAnchor } from './place-popover.ts'
import { stageEachTest } from './testing/show.tsx'

const stage = stageEachTest()

const onSelect = vi.fn()

function makeItems(select: (label: string) => void = onSelect): MenuItem[] {
  const item = (label: string) => ({ id: label, label, onSelect: () => select(label) })
  return [
    item('Details'),
    { ...item('Check URL'), keys: 'Ctrl+U' },
    { ...item('Show host'), isChecked: true, startsGroup: true },
    { ...item('Remove'), isDanger: true },
  ]
}

const opener = page.getByRole('button', { name: 'More actions' })
const menu = page.getByRole('menu', { name: 'More actions' })
const item = (name: string) => page.getByRole('menuitem', { name })

function showButton(select?: (label: string) => void): void {
  stage.show(<MenuButton label="More actions" items={() => makeItems(select)} />)
}

describe('the menu', () => {
  it('focuses its first item when it is opened by a click', async () => {
    showButton()
    await opener.click()
    await expect.element(item('Details')).toHaveFocus()
    await expect.element(opener).toHaveAttribute('aria-expanded', 'true')
    await opener.click()
    await expect.element(menu).not.toBeInTheDocument()
    await expect.element(opener).toHaveFocus()
  })

  it.each([
    ['ArrowDown', 'Details'],
    ['ArrowUp', 'Remove'],
    ['Enter', 'Details'],
  ])('opens when %s is pressed on its button, with the focus on %s', async (key, name) => {
    showButton()
    await expect.element(opener).toBeVisible()
    opener.element().focus()
    await userEvent.keyboard(`{${key}}`)
    await expect.element(item(name)).toHaveFocus()
  })

  it('moves the focus when arrows, Home, End or a letter are pressed', async () => {
    showButton()
    await opener.click()
    await expect.element(item('Details')).toHaveFocus()
    const checked = page.getByRole('menuitemcheckbox', { name: 'Show host' })
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    await expect.element(checked).toHaveFocus()
    await expect.element(checked).toBeChecked()
    await userEvent.keyboard('{End}')
    await expect.element(item('Remove')).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(item('Details')).toHaveFocus()
    await userEvent.keyboard('{ArrowUp}{Home}c')
    await expect.element(item('Check URL')).toHaveFocus()
  })

  it('returns the focus and acts when an item is selected', async () => {
    const select = vi.fn()
    showButton(select)
    await opener.click()
    await item('Check URL').click()
    expect(select.mock.calls).toEqual([['Check URL']])
    await expect.element(opener).toHaveFocus()
    await expect.element(menu).not.toBeInTheDocument()
  })

  it('leaves the focus where the action of an item moved it', async () => {
    stage.show(
      <>
        <input aria-label="Label" />
        <MenuButton
          label="More actions"
          items={() => makeItems(() => page.getByLabelText('Label').element().focus())}
        />
      </>,
    )
    await opener.click()
    await expect.element(item('Details')).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(menu).not.toBeInTheDocument()
    await expect.element(page.getByLabelText('Label')).toHaveFocus()
  })

  it('closes and returns the focus when Escape is pressed', async () => {
    showButton()
    await opener.click()
    await expect.element(item('Details')).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(menu).not.toBeInTheDocument()
    await expect.element(opener).toHaveFocus()
  })

  it('closes and moves on from its button when Tab is pressed', async () => {
    stage.show(
      <>
        <MenuButton label="More actions" items={makeItems} />
        <button type="button">After</button>
      </>,
    )
    await opener.click()
    await expect.element(item('Details')).toHaveFocus()
    await userEvent.keyboard('{Tab}')
    await expect.element(menu).not.toBeInTheDocument()
    await expect.element(page.getByRole('button', { name: 'After' })).toHaveFocus()
  })

  it('closes when a press beside it ends beside it', async () => {
    showButton()
    await opener.click()
    await expect.element(menu).toBeVisible()
    await userEvent.click(document.body, { position: { x: 500, y: 400 } })
    await expect.element(menu).not.toBeInTheDocument()
    await expect.element(opener).toHaveFocus()
  })

  it('keeps its keys and clicks from the row around it', async () => {
    const [onKeyDown, onClick] = [vi.fn(), vi.fn()]
    stage.show(
      <table>
        <tbody>
          <tr onKeyDown={onKeyDown} onClick={onClick}>
            <td>
              <MenuButton label="More actions" items={makeItems} />
            </td>
          </tr>
        </tbody>
      </table>,
    )
    await opener.click()
    await expect.element(item('Details')).toHaveFocus()
    onClick.mockClear()
    await userEvent.keyboard('c{Home}')
    await item('Details').click()
    expect([onKeyDown.mock.calls.length, onClick.mock.calls.length]).toEqual([0, 0])
  })

  it('stays usable when its button is in a modal dialog', async () => {
    const onClose = vi.fn()
    stage.show(
      <Dialog title="Details" onClose={onClose}>
        <MenuButton label="More actions" items={makeItems} />
      </Dialog>,
    )
    await opener.click()
    await expect.element(item('Details')).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(menu).not.toBeInTheDocument()
    await expect.element(opener).toHaveFocus()
    expect(onClose).not.toHaveBeenCalled()
  })
})

describe('the menu at a point', () => {
  it('opens there and stays inside the window', async () => {
    const anchor = { x: 990, y: 690 }
    stage.show(<Menu label="File" items={makeItems()} anchor={anchor} onClose={() => {}} />)
    const shown = page.getByRole('menu', { name: 'File' })
    await expect.element(shown).toBeVisible()
    const { right, bottom } = shown.element().getBoundingClientRect()
    expect(right).toBeLessThanOrEqual(1000)
    expect(bottom).toBeLessThanOrEqual(691)
  })
})

describe('the anchor of a context menu', () => {
  it.each([
    ['the pointer', 'mouse', { x: 3, y: 4 }],
    ['the element', '', document.body],
  ])('is %s when the pointer type of the event is %j', (_, pointerType, expected) => {
    const event = new PointerEvent('contextmenu', { pointerType, clientX: 3, clientY: 4 })
    expect(contextMenuAnchor(event, document.body)).toEqual(expected)
  })
})

describe('the menu on a phone', () => {
  beforeEach(() => page.viewport(390, 844))

  it('is a sheet that closes when Escape is pressed, and returns the focus', async () => {
    showButton()
    await opener.click()
    const sheet = page.getByRole('dialog', { name: 'More actions' })
    await expect.element(sheet).toBeVisible()
    await expect.element(item('Details')).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(sheet).not.toBeInTheDocument()
    await expect.element(opener).toHaveFocus()
  })

  it('returns the focus before an item acts', async () => {
    const focused = vi.fn(() => document.activeElement)
    showButton(() => focused())
    await opener.click()
    await item('Details').click()
    expect(focused).toHaveReturnedWith(opener.element())
  })
})
