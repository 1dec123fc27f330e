import { expect, it, vi } from 'vitest'
import { followLaunches, type LaunchQueue } from './launched-files.ts'

type Consumer = Parameters<LaunchQueue['setConsumer']>[0]

const handleOf = (name: string) => ({
  getFile: async () => new File(['a'], name, { lastModified: 1 }),
})

const gone: ReturnType<typeof handleOf> = {
  getFile: async () => {
    throw new DOMException('', 'NotFoundError')
  },
}

/** A page of a tab. The returned function launches it with files. */
function openPage(tab: Map<string, string>, isReload: boolean, isStored = true) {
  let consumer: Consumer = () => {}
  const onMissing = vi.fn()
  const keep = vi.fn((_: readonly File[]) => new Promise<void>((done) => isStored && done()))
  followLaunches({
    queue: { setConsumer: (next) => (consumer = next) },
    tab: { get: (name) => tab.get(name), set: (name, text) => !!tab.set(name, text) },
    ...{ isReload, keep, onMissing },
  })
  const names = () => keep.mock.calls.map(([files]) => files.map(({ name }: File) => name))
  return {
    launch: async (...files: ReturnType<typeof handleOf>[]) => consumer({ files }),
    names,
    onMissing,
    keep,
  }
}

it('a launch keeps its files', async () => {
  const page = openPage(new Map(), false)
  await page.launch(handleOf('a.png'), handleOf('b.png'))
  await page.launch(handleOf('a.png'))
  expect(page.names()).toEqual([['a.png', 'b.png'], ['a.png']])
})

it('a launch without files keeps nothing', async () => {
  const page = openPage(new Map(), false)
  await page.launch()
  expect(page.keep).not.toHaveBeenCalled()
})

it('a launch that the browser repeats after a reload is ignored once', async () => {
  const tab = new Map<string, string>()
  await openPage(tab, false).launch(handleOf('a.png'))
  const page = openPage(tab, true)
  await page.launch(handleOf('a.png'))
  expect(page.names()).toEqual([])
  await page.launch(handleOf('a.png'))
  expect(page.names()).toEqual([['a.png']])
})

it('a launch that the browser repeats is kept again when nothing stored its files', async () => {
  const tab = new Map<string, string>()
  void openPage(tab, false, false).launch(handleOf('a.png'))
  await vi.waitFor(() => expect(tab.size).toBe(0))
  const page = openPage(tab, true)
  await page.launch(handleOf('a.png'))
  expect(page.names()).toEqual([['a.png']])
})

it('a launch with other files after a reload keeps them', async () => {
  const tab = new Map<string, string>()
  await openPage(tab, false).launch(handleOf('a.png'))
  const page = openPage(tab, true)
  await page.launch(handleOf('b.png'))
  expect(page.names()).toEqual([['b.png']])
})

it('a launch says how many files are gone and keeps the others', async () => {
  const page = openPage(new Map(), false)
  await page.launch(gone, handleOf('a.png'))
  expect(page.onMissing).toHaveBeenCalledWith(1)
  expect(page.names()).toEqual([['a.png']])
  await page.launch(gone)
  expect(page.names()).toHaveLength(1)
})

it('a browser without launches is left alone', () => {
  expect(() =>
    followLaunches({
      queue: undefined,
      tab: { get: () => undefined, set: () => true },
      isReload: false,
      keep: async () => {},
      onMissing: () => {},
    }),
  ).not.toThrow()
})
