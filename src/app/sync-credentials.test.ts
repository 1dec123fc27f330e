import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { GATEWAYS, type GatewayId } from '../core/api/gateways.ts'
import { createKeyring } from '../storage/keyring.ts'
import { createKnownVersions } from '../storage/known-versions.ts'
import { createPreferences } from '../storage/preferences.ts'
import { createTextStorage } from '../storage/text-storage.ts'
import { createApiVersions } from './api-versions.ts'
import { type AccessByGateway, accessOf } from './gateway-opener.ts'
import { syncCredentials } from './sync-credentials.ts'
import { createIdleQueue } from './testing/idle-queue.ts'

const OWNER = 'https://api.varg.ai'
const SERVER_INFO = { upstream: 'api.varg.ai', api: OWNER, machineKey: null, machineAccount: null }

type Answer = Response | Promise<Response>

const answer = (status: number, body: unknown) => () => Response.json(body, { status })
const SPEAKS_2 = answer(200, { userId: 'u' })
const SPEAKS_1 = answer(404, { error: 'NotFoundError', message: 'No.' })
const IS_DOWN = answer(502, { error: 'ProxyError', message: 'No.', reason: 'silent', facts: {} })
const NEVER = () => new Promise<Response>(() => {})

let calls: string[]
let me: (key: string) => Answer
let stored: Map<string, string>
let sandbox: string | null
let events: EventTarget
/** Whether our server responds. */
let runs: boolean

// Loaded on demand by the page.
beforeAll(() => import('../http/ask.ts'))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  calls = []
  stored = new Map()
  events = new EventTarget()
  me = SPEAKS_2
  sandbox = 'folder'
  vi.stubGlobal('document', Object.assign(events, { visibilityState: 'visible' }))
  runs = true
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('addEventListener', events.addEventListener.bind(events))
  vi.stubGlobal('fetch', async (path: string, { headers }: { headers: Record<string, string> }) => {
    if (!runs) throw new TypeError('Failed to fetch')
    if (path === './machine') return Response.json({ ...SERVER_INFO, sandbox })
    calls.push(path)
    if (path.endsWith('/v2/me')) return me(headers.Authorization ?? '')
    const body = path.includes('/v2/') ? { available: 5 } : { balance_cents: 5 }
    return Response.json(body)
  })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Opens the page. Its storage outlives it. */
function openPage() {
  const device = createTextStorage(() => storageOf(stored))
  const keyring = createKeyring(
    createTextStorage(() => storageOf(new Map())),
    device,
  )
  const preferences = createPreferences(device)
  const inUse: AccessByGateway = new Map()
  const [apiVersions, foundVersions] = [createApiVersions(), createApiVersions()]
  const onNoSandbox = vi.fn()
  const queue = createIdleQueue()
  const suspect = vi.fn()
  const { askVersionAgain } = syncCredentials({
    suspect,
    ...{ queryClient: new QueryClient(), keyring, queue, inUse, apiVersions, foundVersions },
    choices: preferences.apiVersions,
    knownVersions: createKnownVersions(device),
    onNoSandbox,
  })
  return {
    ...{ keyring, preferences, queue, askVersionAgain, onNoSandbox, suspect },
    saveKey: (key = 'varg_0123456789') => keyring.save(OWNER, key, true),
    /** The version of the next call. Undefined while the gateway is closed. */
    version: (gateway: GatewayId = 'varg') => inUse.get(gateway)?.version,
    shown: () => apiVersions.varg.get(),
    found: () => foundVersions.varg.get(),
    key: () => accessOf(inUse, 'varg').key,
    isOpen: () => !queue.isHeldBy('varg', 'key'),
  }
}

function storageOf(texts: Map<string, string>): Storage {
  return {
    getItem: (name: string) => texts.get(name) ?? null,
    setItem: (name: string, text: string) => void texts.set(name, text),
    removeItem: (name: string) => void texts.delete(name),
  } as Storage
}

/** Runs all pending work without advancing the clock. Keys are hashed in another thread. */
async function settle(): Promise<void> {
  const { subtle } = crypto
  for (let turn = 0; turn < 20; turn += 1) {
    await vi.advanceTimersByTimeAsync(0)
    // Digests end in order, so earlier ones have ended.
    await subtle.digest('SHA-256', new Uint8Array())
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const asked = () => calls.filter((path) => path.endsWith('/v2/me')).length

it('the page calls a gateway in version 2 when it shows that version', async () => {
  const page = openPage()
  await settle()
  expect(page.shown()).toBe(1)
  page.saveKey()
  expect(page.shown()).toBeUndefined()
  await settle()
  expect([page.version(), page.shown(), page.found()]).toEqual([2, 2, 2])
  expect(calls).toEqual(['./api/v2/me', './api/v2/billing/balance'])
})

it('the page calls a gateway in version 1 when it has no other', async () => {
  me = SPEAKS_1
  const page = openPage()
  page.saveKey()
  await settle()
  expect([page.version(), page.shown(), page.found()]).toEqual([1, 1, 1])
  expect(calls).toEqual(['./api/v2/me', './api/v1/balance'])
})

it('the page asks a gateway once for a key when it is opened again and again', async () => {
  const page = openPage()
  page.saveKey()
  await settle()
  for (let times = 0; times < 3; times += 1) {
    events.dispatchEvent(new Event('visibilitychange'))
    await settle()
  }
  expect(asked()).toBe(1)
  page.saveKey('varg_9876543210')
  await settle()
  expect(asked()).toBe(2)
})

it('the page does not wait for the version when it knows it from an earlier page', async () => {
  const before = openPage()
  before.saveKey()
  await settle()
  me = NEVER
  const page = openPage()
  await settle()
  expect([page.version(), page.isOpen()]).toEqual([2, true])
})

it('the page keeps what it knew when the gateway is down', async () => {
  const before = openPage()
  before.saveKey()
  await settle()
  me = IS_DOWN
  const page = openPage()
  await settle()
  expect([page.version(), page.found()]).toEqual([2, 2])
})

it('the page calls a gateway in version 1 when it never showed its version', async () => {
  me = NEVER
  const page = openPage()
  page.saveKey()
  await settle()
  expect([page.isOpen(), page.shown()]).toEqual([false, undefined])
  await vi.advanceTimersByTimeAsync(3_000)
  await settle()
  expect([page.isOpen(), page.version(), page.found()]).toEqual([true, 1, undefined])
})

it('the page changes to version 2 when the answer comes late', async () => {
  let tell = (_response: Response) => {}
  me = () =>
    new Promise((resolve) => {
      tell = resolve
    })
  const page = openPage()
  page.saveKey()
  await settle()
  await vi.advanceTimersByTimeAsync(5_000)
  await settle()
  expect(page.version()).toBe(1)
  tell(SPEAKS_2())
  await settle()
  expect([page.version(), page.shown()]).toEqual([2, 2])
})

it('the page forgets an answer about a former key', async () => {
  let tell = (_response: Response) => {}
  me = (key) => {
    if (key.endsWith('_second')) return SPEAKS_1()
    return new Promise((resolve) => {
      tell = resolve
    })
  }
  const page = openPage()
  page.saveKey('varg_0123456789_first')
  await settle()
  page.saveKey('varg_0123456789_second')
  await settle()
  tell(SPEAKS_2())
  await settle()
  expect([page.key(), page.version()]).toEqual(['varg_0123456789_second', 1])
  // It is still an answer for the former key.
  me = NEVER
  page.saveKey('varg_0123456789_first')
  await settle()
  expect(page.version()).toBe(2)
})

it('the page asks again when the gateway is back', async () => {
  me = IS_DOWN
  const page = openPage()
  page.saveKey()
  await settle()
  expect(page.version()).toBe(1)
  page.queue.hold({ gateway: 'varg', kind: 'unreachable' })
  me = SPEAKS_2
  page.queue.unhold('varg', 'unreachable')
  await settle()
  expect([page.version(), asked()]).toEqual([2, 2])
  page.queue.hold({ gateway: 'varg', kind: 'unreachable' })
  page.queue.unhold('varg', 'unreachable')
  await settle()
  expect(asked()).toBe(2)
})

it('the page asks again at most every 30 seconds when files arrive', async () => {
  me = IS_DOWN
  const page = openPage()
  page.saveKey()
  await settle()
  for (let files = 0; files < 50; files += 1) {
    page.askVersionAgain('varg')
    await settle()
    await vi.advanceTimersByTimeAsync(1_000)
  }
  expect(asked()).toBe(2)
})

it('a choice applies at once when the gateway is open', async () => {
  const page = openPage()
  page.saveKey()
  await settle()
  page.preferences.apiVersions.varg.set(1)
  expect([page.version(), page.shown()]).toEqual([1, 1])
  expect(page.isOpen()).toBe(true)
  await settle()
  page.preferences.apiVersions.varg.set('automatic')
  expect([page.version(), page.shown()]).toEqual([2, 2])
  await settle()
  expect(asked()).toBe(1)
})

it('the page does not ask for the version when a person chose one', async () => {
  stored.set('refdrop.api-version', '1')
  const page = openPage()
  page.saveKey()
  await settle()
  expect([page.version(), asked()]).toEqual([1, 0])
})

it('the sandbox stays at version 1 until a person chooses another one', async () => {
  const page = openPage()
  await settle()
  expect([page.version('sandbox'), asked()]).toEqual([1, 0])
  page.preferences.apiVersions.sandbox.set(2)
  expect(page.version('sandbox')).toBe(2)
  expect(GATEWAYS.sandbox.base).toBe('/sandbox')
})

it('the page learns that there is no sandbox when our server names none', async () => {
  const usual = openPage()
  await settle()
  expect(usual.onNoSandbox).not.toHaveBeenCalled()
  sandbox = null
  const page = openPage()
  await settle()
  expect(page.onNoSandbox).toHaveBeenCalled()
  // Files for it are not held for a key that no one can enter.
  expect(page.queue.isHeldBy('sandbox', 'key')).toBe(false)
})

it('the page opens no gateway until our server responds, and suspects each', async () => {
  runs = false
  const page = openPage()
  await settle()
  expect(page.suspect.mock.calls.flat().toSorted()).toEqual(['sandbox', 'varg'])
  expect(page.version('sandbox')).toBeUndefined()
  runs = true
  await vi.advanceTimersByTimeAsync(5_000)
  await settle()
  expect(page.version('sandbox')).toBe(1)
  expect(page.queue.holds.get()).toEqual([{ gateway: 'varg', kind: 'key' }])
})

it('the page asks our server at once when the browser is online again', async () => {
  runs = false
  const page = openPage()
  await settle()
  runs = true
  events.dispatchEvent(new Event('online'))
  await settle()
  expect(page.version('sandbox')).toBe(1)
})
