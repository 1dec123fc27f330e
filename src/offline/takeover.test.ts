import { expect, it, vi } from 'vitest'
import { createTakeover, NEWER, WHICH_BUILD } from './takeover.ts'

const NEW = 'https://drop.example/assets/index-2.js'
const OLD = 'https://drop.example/assets/index-1.js'

function page(id: string) {
  return { id, postMessage: vi.fn<(message: string) => void>() }
}

function openPages(...pages: ReturnType<typeof page>[]) {
  const takeOver = vi.fn()
  const isOwnScript = (url: string) => url === NEW
  const takeover = createTakeover({ isOwnScript, findPages: async () => pages, takeOver })
  return { ...takeover, takeOver }
}

it('takes over when the only page is of its build', async () => {
  const only = page('a')
  const { onMessage, takeOver } = openPages(only)
  await onMessage(only, NEW)
  expect(takeOver).toHaveBeenCalledOnce()
  expect(only.postMessage).not.toHaveBeenCalled()
})

it('waits when a page is of another build, which gets a message', async () => {
  const [old, current] = [page('a'), page('b')]
  const { onMessage, takeOver } = openPages(old, current)
  await onMessage(old, OLD)
  await onMessage(current, NEW)
  await onMessage(old, OLD)
  expect(takeOver).not.toHaveBeenCalled()
  expect(old.postMessage.mock.calls).toEqual([[NEWER], [WHICH_BUILD], [NEWER]])
  expect(current.postMessage).not.toHaveBeenCalled()
})

it('takes over when the last page of its build posts it', async () => {
  const [first, second] = [page('a'), page('b')]
  const { onMessage, takeOver } = openPages(first, second)
  await onMessage(first, NEW)
  expect(takeOver).not.toHaveBeenCalled()
  expect(second.postMessage).toHaveBeenCalledWith(WHICH_BUILD)
  await onMessage(second, NEW)
  expect(takeOver).toHaveBeenCalledOnce()
})

it('ignores messages that name no script', async () => {
  const only = page('a')
  const { onMessage, takeOver } = openPages(only)
  await onMessage(only, undefined)
  await onMessage(only, { script: NEW })
  expect(takeOver).not.toHaveBeenCalled()
  expect(only.postMessage).not.toHaveBeenCalled()
})
