import { expect, it, vi } from 'vitest'
import { NEWER, WHICH_BUILD } from './messages.ts'
import { createTakeover } from './takeover.ts'

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
  const { greet, takeOver } = openPages(only)
  await greet(only, NEW)
  expect(takeOver).toHaveBeenCalledOnce()
  expect(only.postMessage).not.toHaveBeenCalled()
})

it('waits when a page is of another build, which gets a message', async () => {
  const [old, current] = [page('a'), page('b')]
  const { greet, takeOver } = openPages(old, current)
  await greet(old, OLD)
  await greet(current, NEW)
  await greet(old, OLD)
  expect(takeOver).not.toHaveBeenCalled()
  expect(old.postMessage.mock.calls).toEqual([[NEWER], [WHICH_BUILD], [NEWER]])
  expect(current.postMessage).not.toHaveBeenCalled()
})

it('takes over when the last page of its build tells so', async () => {
  const [first, second] = [page('a'), page('b')]
  const { greet, takeOver } = openPages(first, second)
  await greet(first, NEW)
  expect(takeOver).not.toHaveBeenCalled()
  expect(second.postMessage).toHaveBeenCalledWith(WHICH_BUILD)
  await greet(second, NEW)
  expect(takeOver).toHaveBeenCalledOnce()
})

it('ignores messages that name no script', async () => {
  const only = page('a')
  const { greet, takeOver } = openPages(only)
  await greet(only, undefined)
  await greet(only, { script: NEW })
  expect(takeOver).not.toHaveBeenCalled()
  expect(only.postMessage).not.toHaveBeenCalled()
})
