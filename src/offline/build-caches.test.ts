import { expect, it } from 'vitest'
import { createBuildCaches } from './build-caches.ts'

const SCOPE = 'https://drop.example/refdrop/'
const nameOf = (revision: string, scope = SCOPE) => `refdrop ${scope} ${revision}`

const OTHERS = [nameOf('1', 'https://drop.example/'), nameOf('1', `${SCOPE}below/`), 'foreign']

/** Caches by their names, without contents. */
function cachesOf(...names: string[]) {
  const kept = new Set([...names, ...OTHERS])
  const caches = { keys: async () => [...kept], delete: async (name: string) => kept.delete(name) }
  return { kept, builds: createBuildCaches(caches as CacheStorage, SCOPE, '2') }
}

it('a build deletes the caches of other builds of its scope', async () => {
  const { kept, builds } = cachesOf(nameOf('1'), nameOf('2'))
  await builds.deleteOlder({ installing: null, waiting: null })
  expect([...kept]).toEqual([nameOf('2'), ...OTHERS])
})

it.each(['installing', 'waiting'])(
  'a build keeps all caches while another is %s',
  async (state) => {
    const { kept, builds } = cachesOf(nameOf('1'), nameOf('2'), nameOf('3'))
    await builds.deleteOlder({ installing: null, waiting: null, [state]: {} })
    expect([...kept]).toEqual([nameOf('1'), nameOf('2'), nameOf('3'), ...OTHERS])
  },
)

it('a build keeps the cache of a worker that starts to install meanwhile', async () => {
  const { kept, builds } = cachesOf(nameOf('2'))
  const workers = { installing: null as unknown, waiting: null }
  const deleting = builds.deleteOlder(workers)
  kept.add(nameOf('3'))
  workers.installing = {}
  await deleting
  expect(kept).toContain(nameOf('3'))
})

it('deleteAll deletes the caches of all builds of its scope', async () => {
  const { kept, builds } = cachesOf(nameOf('1'), nameOf('2'))
  await builds.deleteAll()
  expect([...kept]).toEqual(OTHERS)
})
