import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createNetwork } from './network.ts'
import { createIdleQueue } from './testing/idle-queue.ts'

let events: EventTarget
/** Paths that our server answers. */
let answered: string[]

const BODIES: Record<string, object> = {
  './machine': {
    ...{ upstream: 'api.varg.ai', api: 'https://api.varg.ai', machineKey: null },
    ...{ machineAccount: null, sandbox: 'folder' },
  },
  './machine/reach': { reachable: true },
}

// Loaded on demand by the page.
beforeAll(() => import('../http/ask.ts'))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  events = new EventTarget()
  answered = Object.keys(BODIES)
  vi.stubGlobal('document', Object.assign(events, { visibilityState: 'visible' }))
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('addEventListener', events.addEventListener.bind(events))
  vi.stubGlobal('fetch', async (path: string) => {
    if (!answered.includes(path)) throw new TypeError('Failed to fetch')
    return Response.json(BODIES[path])
  })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function openPage() {
  const queue = createIdleQueue()
  const network = createNetwork(queue)
  const kinds = () =>
    queue.holds.get().map(({ gateway, kind, problem }) => [gateway, kind, problem?.kind])
  queue.open('varg', 'a')
  queue.open('sandbox', 'b')
  return { ...network, kinds }
}

it.each([
  [true, 'unreachable', 'no-connection'],
  [false, 'offline', undefined],
])(
  'the sandbox is held while our server does not respond, online: %s',
  async (onLine, kind, problem) => {
    answered = []
    vi.stubGlobal('navigator', { onLine })
    const page = openPage()
    page.suspect('sandbox')
    await vi.waitFor(() => expect(page.kinds()).toEqual([['sandbox', kind, problem]]))
    answered = Object.keys(BODIES)
    await vi.advanceTimersByTimeAsync(1_000)
    await vi.waitFor(() => expect(page.kinds()).toEqual([]))
  },
)

it('the sandbox is not held when the browser goes offline and our server still responds', async () => {
  const page = openPage()
  vi.stubGlobal('navigator', { onLine: false })
  events.dispatchEvent(new Event('offline'))
  expect(page.kinds()).toEqual([['varg', 'offline', undefined]])
  page.suspect('sandbox')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(page.kinds()).toEqual([['varg', 'offline', undefined]])
})

it('each held gateway is looked at when the browser is online again', async () => {
  answered = []
  const page = openPage()
  page.suspect('varg')
  page.suspect('sandbox')
  await vi.waitFor(() => expect(page.kinds()).toHaveLength(2))
  answered = Object.keys(BODIES)
  events.dispatchEvent(new Event('online'))
  await vi.waitFor(() => expect(page.kinds()).toEqual([]))
})
