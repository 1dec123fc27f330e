import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { registerWorker } from './register.ts'
import { NEWER, WHICH_BUILD } from './takeover.ts'

const SITE = 'https://drop.example/refdrop/'
const BUILD = `${SITE}assets/index-1.js`

/** A service worker or a container of workers. */
function target<T extends object>(facts: T) {
  return Object.assign(new EventTarget(), facts)
}

function workerOf(script: string, state = 'installing') {
  return target({ scriptURL: SITE + script, state, postMessage: vi.fn<(text: unknown) => void>() })
}

type Worker = ReturnType<typeof workerOf>

function registrationOf(facts: { active?: Worker; installing?: Worker }) {
  const update = vi.fn(async () => {})
  return target<Omit<typeof registration, keyof EventTarget>>({
    ...{ active: null, installing: null, waiting: null, update },
    ...facts,
  })
}

let registration: EventTarget & {
  active: Worker | null
  installing: Worker | null
  waiting: Worker | null
  update: () => Promise<void>
}
let workers: EventTarget & { register: (url: string, options: object) => Promise<unknown> }
let page: EventTarget & { visibilityState: string }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.stubEnv('OFFLINE_WORKER', 'sw.js')
  registration = registrationOf({ active: workerOf('sw.js', 'activated') })
  workers = target({ register: vi.fn(async () => registration) })
  page = target({
    visibilityState: 'visible',
    baseURI: SITE,
    querySelector: () => ({ src: BUILD }),
  })
  vi.stubGlobal('navigator', { serviceWorker: workers })
  vi.stubGlobal('document', page)
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
})

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function say(data: string, source: Worker): void {
  workers.dispatchEvent(Object.assign(new Event('message'), { data, source }))
}

it('registers the worker of the build for the folder of the page', async () => {
  await registerWorker(vi.fn(), (script) => `trusted ${script}`)
  const options = { scope: './', updateViaCache: 'none' }
  expect(workers.register).toHaveBeenCalledWith('trusted sw.js', options)
})

it('registers nothing when the build has no worker, or the browser no workers', async () => {
  vi.stubEnv('OFFLINE_WORKER', undefined)
  await registerWorker(vi.fn(), String)
  expect(workers.register).not.toHaveBeenCalled()
  vi.stubEnv('OFFLINE_WORKER', 'sw.js')
  vi.stubGlobal('navigator', {})
  await registerWorker(vi.fn(), String)
})

it('leaves the page as it is when the worker cannot be registered', async () => {
  workers.register = async () => {
    throw new DOMException('No storage', 'SecurityError')
  }
  await expect(registerWorker(vi.fn(), String)).resolves.toBeUndefined()
})

it('posts its build to a worker that waits, now or later', async () => {
  const [first, second] = [workerOf('sw.js', 'installed'), workerOf('sw.js')]
  registration.waiting = first
  await registerWorker(vi.fn(), String)
  expect(first.postMessage).toHaveBeenCalledWith(BUILD)
  registration.installing = second
  registration.dispatchEvent(new Event('updatefound'))
  expect(second.postMessage).not.toHaveBeenCalled()
  second.state = 'installed'
  second.dispatchEvent(new Event('statechange'))
  expect(second.postMessage).toHaveBeenCalledWith(BUILD)
  registration.waiting = second
  say(WHICH_BUILD, second)
  expect(second.postMessage).toHaveBeenCalledTimes(2)
})

it('posts nothing to the worker of another language', async () => {
  const german = workerOf('sw.de.js', 'installed')
  registration.waiting = german
  await registerWorker(vi.fn(), String)
  say(WHICH_BUILD, german)
  expect(german.postMessage).not.toHaveBeenCalled()
})

it('reports each newer build once', async () => {
  const onNewer = vi.fn()
  await registerWorker(onNewer, String)
  const [first, second] = [workerOf('sw.js'), workerOf('sw.js')]
  say(NEWER, first)
  say(NEWER, first)
  expect(onNewer).toHaveBeenCalledTimes(1)
  say(NEWER, second)
  expect(onNewer).toHaveBeenCalledTimes(2)
})

it('looks for a newer build at most once a minute when a person or the network comes back', async () => {
  const update = vi.fn(async () => {
    throw new TypeError('Failed to fetch')
  })
  registration.update = update
  await registerWorker(vi.fn(), String)
  page.dispatchEvent(new Event('visibilitychange'))
  expect(update).not.toHaveBeenCalled()
  vi.advanceTimersByTime(60_000)
  page.visibilityState = 'hidden'
  page.dispatchEvent(new Event('visibilitychange'))
  expect(update).not.toHaveBeenCalled()
  page.visibilityState = 'visible'
  page.dispatchEvent(new Event('visibilitychange'))
  page.dispatchEvent(new Event('online'))
  expect(update).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(60_000)
  page.dispatchEvent(new Event('online'))
  expect(update).toHaveBeenCalledTimes(2)
})

function comeBack(): void {
  vi.advanceTimersByTime(60_000)
  page.dispatchEvent(new Event('online'))
}

it('registers again when the first installation failed, and follows the new worker', async () => {
  const [failed, next] = [workerOf('sw.js'), workerOf('sw.js')]
  registration = registrationOf({ installing: failed })
  await registerWorker(vi.fn(), String)
  const former = registration
  registration = registrationOf({ installing: next })
  comeBack()
  await vi.waitFor(() => expect(workers.register).toHaveBeenCalledTimes(2))
  expect(former.update).not.toHaveBeenCalled()
  await Promise.resolve()
  next.state = 'installed'
  next.dispatchEvent(new Event('statechange'))
  expect(next.postMessage).toHaveBeenCalledExactlyOnceWith(BUILD)
})

it('registers again when the script could not be fetched', async () => {
  workers.register = vi.fn(async () => {
    throw new TypeError('Failed to fetch')
  })
  await registerWorker(vi.fn(), String)
  comeBack()
  expect(workers.register).toHaveBeenCalledTimes(2)
})

it('posts its build once when it registers a worker that still installs', async () => {
  const worker = workerOf('sw.js')
  registration = registrationOf({ installing: worker })
  await registerWorker(vi.fn(), String)
  comeBack()
  expect(workers.register).toHaveBeenCalledTimes(2)
  await Promise.resolve()
  worker.state = 'installed'
  worker.dispatchEvent(new Event('statechange'))
  expect(worker.postMessage).toHaveBeenCalledTimes(1)
})
