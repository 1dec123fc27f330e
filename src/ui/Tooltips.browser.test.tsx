import { Activity } from 'lucide-react'
import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Dialog } from './Dialog.tsx'
import { IconButton } from './IconButton.tsx'
import { Tooltips } from './Tooltips.tsx'
import { stageEachTest } from './testing/show.tsx'

const stage = stageEachTest()

beforeEach(async () => {
  await userEvent.hover(document.documentElement)
})

const tooltip = page.getByRole('tooltip', { includeHidden: true })
const inspector = page.getByRole('button', { name: 'Inspector' })

async function show(): Promise<void> {
  stage.show(
    <>
      <button type="button">Before</button>
      <IconButton label="Inspector" icon={Activity} keys="I" />
      <button type="button" data-tip="Deletes nothing">
        Clear
      </button>
      <Tooltips />
    </>,
  )
  await expect.element(inspector).toBeVisible()
  // The part has loaded when the first tooltip is shown.
  await expect
    .poll(async () => {
      page.getByRole('button', { name: 'Before' }).element().focus()
      await userEvent.keyboard('{Tab}')
      return tooltip.query() !== null
    })
    .toBe(true)
  page.getByRole('button', { name: 'Before' }).element().focus()
}

describe('the tooltip', () => {
  it('is shown with its key at once when its button has the focus, until Escape', async () => {
    await show()
    await userEvent.keyboard('{Tab}')
    await expect.element(tooltip).toHaveTextContent('InspectorI')
    expect(inspector.element().hasAttribute('aria-describedby')).toBe(false)
    await userEvent.keyboard('{Escape}')
    await expect.element(tooltip).not.toBeInTheDocument()
  })

  it('describes its button while it says more than its name', async () => {
    await show()
    await userEvent.keyboard('{Tab}{Tab}')
    const clear = page.getByRole('button', { name: 'Clear' })
    await expect.element(clear).toHaveAccessibleDescription('Deletes nothing')
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
    expect(clear.element().hasAttribute('aria-describedby')).toBe(false)
  })

  it('is shown while the pointer is on the button or on the tooltip', async () => {
    await show()
    await inspector.hover()
    await expect.element(tooltip).toBeVisible()
    await tooltip.hover()
    await expect.element(tooltip).toBeVisible()
    await page.getByRole('button', { name: 'Before' }).hover()
    await expect.element(tooltip).not.toBeInTheDocument()
  })

  it('is hidden when its button is pressed or removed', async () => {
    await show()
    await userEvent.keyboard('{Tab}')
    await expect.element(tooltip).toBeVisible()
    await inspector.click()
    await expect.element(tooltip).not.toBeInTheDocument()
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}{Tab}')
    await expect.element(tooltip).toBeVisible()
    stage.show(<Tooltips />)
    await expect.element(tooltip).not.toBeInTheDocument()
  })

  it('is not shown when a finger taps the button', async () => {
    await show()
    const tap = { bubbles: true, pointerType: 'touch' }
    inspector.element().dispatchEvent(new PointerEvent('pointerover', tap))
    inspector.element().focus({ focusVisible: false } as FocusOptions)
    await inspector.click()
    expect(tooltip.query()).toBeNull()
  })

  it('is usable inside a modal dialog', async () => {
    await show()
    stage.show(
      <>
        <Dialog title="Settings" onClose={() => {}}>
          Text
        </Dialog>
        <Tooltips />
      </>,
    )
    const close = page.getByRole('button', { name: 'Close' })
    await expect.element(close).toHaveFocus()
    await close.hover()
    await expect.element(tooltip).toHaveTextContent('Close')
    expect(tooltip.element().closest('dialog')).not.toBeNull()
  })
})
