import { File } from 'lucide-react'
import { beforeEach, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ListItem } from '../../core/request/list-item.ts'
import { stageEachTest } from '../../ui/testing/show.tsx'
import { CommandMenu } from './CommandMenu.tsx'
import type { Command } from './command.ts'

const HASH = `sha256:${'0'.repeat(64)}` as const

function fileOf(title: string): ListItem {
  return {
    ...{ key: title, path: title, title, url: `https://s3.example/${title}`, hash: HASH, size: 1 },
    ...{ mediaType: 'image/png', kind: 'image', gateway: 'varg' },
  }
}

const FILES = [fileOf('dusk.jpg'), fileOf('moon.png')]
const run = vi.fn()
const COMMANDS = ['Open settings', 'Choose files'].map(
  (label): Command => ({ id: label, label, icon: File, run: () => run(label) }),
)
const onAdd = vi.fn(() => true)
const onClose = vi.fn()

const stage = stageEachTest()

beforeEach(() => {
  vi.resetAllMocks()
  onAdd.mockReturnValue(true)
})

function show(props: { onAdd?: typeof onAdd } = { onAdd }): void {
  stage.show(
    <CommandMenu
      commands={COMMANDS}
      files={FILES}
      renderThumbnail={() => null}
      onAdd={props.onAdd}
      onClose={onClose}
    />,
  )
}

const field = page.getByRole('combobox', { name: 'Search actions and files' })
const current = () => page.getByRole('option', { selected: true })
const status = page.getByRole('status')

it('the arrows move through actions and files, and around the end', async () => {
  show()
  await expect.element(field).toHaveFocus()
  await expect.element(current()).toHaveTextContent('Open settings')
  await userEvent.keyboard('{ArrowUp}')
  await expect.element(current()).toHaveTextContent('moon.png')
  await userEvent.keyboard('{ArrowDown}{ArrowDown}')
  await expect.element(current()).toHaveTextContent('Choose files')
  await expect.element(field).toHaveAttribute('aria-activedescendant')
})

it('Enter closes the menu and runs the command', async () => {
  show()
  await userEvent.keyboard('choose{Enter}')
  expect(run.mock.calls).toEqual([['Choose files']])
  expect(onClose).toHaveBeenCalledOnce()
})

it('Enter copies the URL of a file and says so', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  show()
  await userEvent.keyboard('moon{Enter}')
  await expect.element(status).toHaveTextContent('URL of moon.png copied')
  expect(write.mock.calls).toEqual([['https://s3.example/moon.png']])
  expect(onClose).not.toHaveBeenCalled()
  write.mockRestore()
})

it('a dialog shows the URL when the clipboard rejects it', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no'))
  show()
  await userEvent.keyboard('moon{Enter}')
  await expect
    .element(page.getByLabelText('Text to copy'))
    .toHaveValue('https://s3.example/moon.png')
  write.mockRestore()
})

it('A adds a file only while nothing is typed, Shift+Enter always', async () => {
  show()
  await userEvent.keyboard('a')
  await expect.element(field).toHaveValue('a')
  await userEvent.clear(field)
  await userEvent.keyboard('{ArrowDown}{ArrowDown}a')
  await expect.element(status).toHaveTextContent('dusk.jpg added to the request')
  await expect.element(field).toHaveValue('')
  await userEvent.keyboard('moon{Shift>}{Enter}{/Shift}')
  await expect.element(status).toHaveTextContent('moon.png added to the request')
  expect(onAdd).toHaveBeenCalledTimes(2)
  expect(run).not.toHaveBeenCalled()
})

it('the menu adds nothing when the page has no request', async () => {
  show({})
  await userEvent.keyboard('{ArrowUp}a')
  await expect.element(field).toHaveValue('a')
  await expect.element(page.getByText('Add to request')).not.toBeInTheDocument()
})

it('a press with the mouse runs the line under it', async () => {
  show()
  await page.getByRole('option', { name: 'Open settings' }).click()
  expect(run.mock.calls).toEqual([['Open settings']])
})

it('the menu says when nothing matches', async () => {
  show()
  await userEvent.keyboard('nothing at all')
  await expect.element(page.getByText('Nothing matches.')).toBeVisible()
  await userEvent.keyboard('{Enter}')
  expect(run).not.toHaveBeenCalled()
})
