import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { MenuButton } from './MenuButton.tsx'
import { Toolbar } from './Toolbar.tsx'
import { stageEachTest } from './testing/show.tsx'

const stage = stageEachTest()

const ITEMS = [{ id: 'a', label: 'Cancel all', onSelect: () => {} }]
const button = (name: string) => page.getByRole('button', { name, exact: true })

function show(...names: string[]): void {
  stage.show(
    <>
      <button type="button">Before</button>
      <Toolbar label="All files">
        {names.map((name) => (
          <button type="button" key={name}>
            {name}
          </button>
        ))}
        <MenuButton label="More" items={() => ITEMS} />
      </Toolbar>
      <button type="button">After</button>
    </>,
  )
}

describe('the toolbar', () => {
  it('is one tab stop that remembers its control', async () => {
    show('Pause', 'Copy')
    await button('Before').click()
    await userEvent.keyboard('{Tab}')
    await expect.element(button('Pause')).toHaveFocus()
    await userEvent.keyboard('{ArrowRight}{Tab}')
    await expect.element(button('After')).toHaveFocus()
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
    await expect.element(button('Copy')).toHaveFocus()
  })

  it('moves the focus around when arrows, Home or End are pressed', async () => {
    show('Pause', 'Copy')
    await button('Pause').click()
    await userEvent.keyboard('{ArrowLeft}')
    await expect.element(button('More')).toHaveFocus()
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(button('Pause')).toHaveFocus()
    await userEvent.keyboard('{End}{Home}')
    await expect.element(button('Pause')).toHaveFocus()
  })

  it('moves the focus to the neighbour when the focused control disappears', async () => {
    show('Pause', 'Retry', 'Copy')
    await button('Retry').click()
    show('Pause', 'Copy')
    await expect.element(button('Copy')).toHaveFocus()
    show('Pause')
    await expect.element(button('More')).toHaveFocus()
  })

  it('takes no focus when a control disappears that has lost it', async () => {
    show('Pause', 'Copy')
    await button('Pause').click()
    await button('After').click()
    show('Copy')
    await expect.element(button('Pause')).not.toBeInTheDocument()
    await expect.element(button('After')).toHaveFocus()
  })

  it('leaves the arrows to a menu that one of its buttons opens', async () => {
    show('Pause')
    await button('More').click()
    const item = page.getByRole('menuitem', { name: 'Cancel all' })
    await expect.element(item).toHaveFocus()
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(item).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(button('More')).toHaveFocus()
  })
})
