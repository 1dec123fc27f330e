import { type ReactNode, useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Button } from './Button.tsx'
import { Checkbox } from './Checkbox.tsx'
import { CopyButton } from './CopyButton.tsx'
import { MiddleText } from './MiddleText.tsx'
import { SearchField } from './SearchField.tsx'
import { Segmented } from './Segmented.tsx'
import { Tabs } from './Tabs.tsx'
import { Toast } from './Toast.tsx'
import { stageEachTest } from './testing/show.tsx'
import { useMedia } from './use-media.ts'

const stage = stageEachTest()

afterEach(() => {
  vi.restoreAllMocks()
})

const VIEWS = [
  { value: 'list', label: 'List' },
  { value: 'grid', label: 'Grid' },
] as const
const TABS = [
  { id: 'log', label: 'Log', count: 12 },
  { id: 'checks', label: 'Checks', count: 0 },
] as const

function Bound<T>({
  start,
  children,
}: {
  start: T
  children: (value: T, set: (value: T) => void) => ReactNode
}) {
  const [value, setValue] = useState(start)
  return children(value, setValue)
}

it('an idle button keeps the focus and does nothing when it is pressed', async () => {
  const onClick = vi.fn()
  stage.show(
    <Button idle onClick={onClick}>
      Copy request
    </Button>,
  )
  const button = page.getByRole('button', { name: 'Copy request' })
  await expect.element(button).toHaveAttribute('aria-disabled', 'true')
  button.element().focus()
  await userEvent.keyboard('{Enter}')
  expect(onClick).not.toHaveBeenCalled()
  await expect.element(button).toHaveFocus()
})

it('a segmented control selects the next option when an arrow is pressed', async () => {
  stage.show(
    <Bound<'list' | 'grid'> start="list">
      {(value, set) => <Segmented label="View" options={VIEWS} value={value} onChange={set} />}
    </Bound>,
  )
  await page.getByRole('radio', { name: 'List' }).click()
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(page.getByRole('radio', { name: 'Grid' })).toBeChecked()
})

it('a checkbox is mixed, and reports a press with Shift as a range', async () => {
  const [onChange, onShiftClick] = [vi.fn(), vi.fn()]
  stage.show(
    <Checkbox
      label="a.png"
      checked={false}
      isMixed
      onChange={onChange}
      onShiftClick={onShiftClick}
    />,
  )
  const box = page.getByRole('checkbox', { name: 'a.png' })
  await expect.element(box).toBePartiallyChecked()
  await box.click({ modifiers: ['Shift'] })
  expect([onChange.mock.calls.length, onShiftClick.mock.calls.length]).toEqual([0, 1])
  await box.click()
  expect(onChange).toHaveBeenCalledOnce()
})

it('the tabs select when arrows are pressed, and hide a count of zero', async () => {
  stage.show(
    <Bound<'log' | 'checks'> start="log">
      {(value, set) => (
        <Tabs label="Inspector" tabs={TABS} selected={value} onSelect={set}>
          {value}
        </Tabs>
      )}
    </Bound>,
  )
  await page.getByRole('tab', { name: 'Log 12' }).click()
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(page.getByRole('tab', { name: 'Checks', exact: true })).toHaveFocus()
  await expect.element(page.getByRole('tabpanel')).toHaveTextContent('checks')
})

describe('the search field', () => {
  it('is cleared by Escape, which then passes', async () => {
    const passed = vi.fn()
    stage.show(
      <Bound start="">
        {(value, set) => (
          <SearchField label="Search files" value={value} onChange={set} className="" keys="/" />
        )}
      </Bound>,
    )
    document.addEventListener('keydown', (event) => passed(event.defaultPrevented), { once: true })
    const field = page.getByRole('searchbox', { name: 'Search files' })
    await field.fill('moon')
    await userEvent.keyboard('{Escape}')
    await expect.element(field).toHaveValue('')
    expect(passed).toHaveBeenCalledExactlyOnceWith(true)
    document.addEventListener('keydown', (event) => passed(event.defaultPrevented), { once: true })
    await userEvent.keyboard('{Escape}')
    expect(passed).toHaveBeenLastCalledWith(false)
  })

  it('is cleared by ×, and keeps the focus', async () => {
    stage.show(
      <Bound start="moon">
        {(value, set) => (
          <SearchField label="Search files" value={value} onChange={set} className="" />
        )}
      </Bound>,
    )
    await page.getByRole('button', { name: 'Clear text' }).click()
    const field = page.getByRole('searchbox', { name: 'Search files' })
    await expect.element(field).toHaveValue('')
    await expect.element(field).toHaveFocus()
  })
})

describe('the copy button', () => {
  it('says how much was copied, as long as it was wide before', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    stage.show(<CopyButton label="Copy all URLs" copiedLabel={() => '12 URLs'} text={() => 'a'} />)
    const button = page.getByRole('button')
    await expect.element(button).toBeVisible()
    const { width } = button.element().getBoundingClientRect()
    await button.click()
    await expect.element(button).toHaveTextContent('12 URLs')
    expect(button.element().getBoundingClientRect().width).toBe(width)
    expect(write).toHaveBeenCalledWith('a')
    await expect.element(button).toHaveTextContent('Copy all URLs')
  })

  it('shows the text when the clipboard rejects it', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'))
    stage.show(<CopyButton label="Copy URL" text={() => 'https://s3.varg.ai/u/a.jpg'} />)
    await page.getByRole('button').click()
    const field = page.getByLabelText('Text to copy')
    await expect.element(field).toHaveValue('https://s3.varg.ai/u/a.jpg')
    await expect.element(field).toHaveFocus()
  })
})

describe('the toast', () => {
  it('goes when its time is up', async () => {
    const onDone = vi.fn()
    stage.show(
      <>
        <Toast onDone={onDone} duration={10}>
          Removed
        </Toast>
        <p style={{ marginTop: 300 }}>Elsewhere</p>
      </>,
    )
    // The pointer may still be where an earlier test left it.
    await userEvent.hover(page.getByText('Elsewhere'))
    // This toast stays, so its time begins again when the pointer leaves it.
    await expect.poll(() => onDone.mock.calls.length).toBeGreaterThan(0)
  })

  it('stays while it has the focus, which × moves on', async () => {
    const onDone = vi.fn()
    const toast = (duration: number) => (
      <>
        <Toast onDone={onDone} duration={duration}>
          <button type="button">Undo</button>
        </Toast>
        <button type="button">After</button>
      </>
    )
    stage.show(toast(60_000))
    await page.getByRole('button', { name: 'Undo' }).click()
    stage.show(toast(1))
    await expect.element(page.getByRole('button', { name: 'Undo' })).toHaveFocus()
    expect(onDone).not.toHaveBeenCalled()
    await page.getByRole('button', { name: 'Dismiss' }).click()
    expect(onDone).toHaveBeenCalled()
    await expect.element(page.getByRole('button', { name: 'After' })).toHaveFocus()
  })
})

it('a name keeps its direction and its whole text', async () => {
  const name = 'صورة-طويلة.jpeg'
  stage.show(<MiddleText text={name} />)
  await expect.element(page.getByText('.jpeg')).toBeVisible()
  const isolate = document.querySelector('bdi')
  expect(isolate?.textContent).toBe(name)
  expect(isolate && getComputedStyle(isolate).direction).toBe('rtl')
})

it('a media query is followed when the window changes', async () => {
  function Shown() {
    return useMedia('(width < 40rem)') ? 'phone' : 'desktop'
  }
  stage.show(<Shown />)
  await expect.element(page.getByText('desktop')).toBeVisible()
  await page.viewport(390, 844)
  await expect.element(page.getByText('phone')).toBeVisible()
})
