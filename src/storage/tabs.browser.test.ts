import { afterEach, describe, expect, it, vi } from 'vitest'
import { tryExclusively, whenFree } from './content-locks.ts'
import { joinTabs, type Tabs } from './tabs.ts'

interface TabWindow extends Window {
  tabs: Tabs
  tryExclusively: typeof tryExclusively
}

/** A frame with the same modules, which has locks and channels like another tab. */
async function openTab(): Promise<{ window: TabWindow; crash: () => void }> {
  const frame = document.createElement('iframe')
  document.body.append(frame)
  const window = frame.contentWindow as TabWindow
  await new Promise((resolve) => {
    Object.assign(window, { resolve })
    const script = window.document.createElement('script')
    script.type = 'module'
    script.textContent = `
      import { joinTabs } from '${new URL('./tabs.ts', import.meta.url).href}'
      import { tryExclusively } from '${new URL('./content-locks.ts', import.meta.url).href}'
      Object.assign(window, { tabs: await joinTabs(), tryExclusively })
      resolve()`
    window.document.body.append(script)
  })
  return { window, crash: () => frame.remove() }
}

/** Work that the test ends. */
function createWork(): { work: () => Promise<string>; begun: Promise<void>; end: () => void } {
  let end = () => {}
  let begin = () => {}
  const ended = new Promise<string>((resolve) => {
    end = () => resolve('done')
  })
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const work = () => {
    begin()
    return ended
  }
  return { work, begun, end: () => end() }
}

function nextMessage(tabs: Tabs): Promise<unknown> {
  return new Promise((resolve) => {
    const stop = tabs.subscribe((message) => {
      stop()
      resolve(message)
    })
  })
}

const never = new AbortController().signal

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  for (const frame of document.querySelectorAll('iframe')) frame.remove()
})

describe('tabs', () => {
  // This test is the first, because joined tabs live as long as the page.
  it('detect neighbours, and post nothing without them', async () => {
    const post = vi.spyOn(BroadcastChannel.prototype, 'postMessage')
    const here = await joinTabs()
    await vi.waitFor(() => expect(here.hasNeighbours()).toBe(false))
    post.mockClear()
    here.post('no listener')
    expect(post).not.toHaveBeenCalled()
    const { tabs } = (await openTab()).window
    await vi.waitFor(() => expect(here.hasNeighbours()).toBe(true))
    expect(tabs.hasNeighbours()).toBe(true)
    const received = nextMessage(tabs)
    here.post('hello, you')
    expect(await received).toBe('hello, you')
  })

  it('see each other while they are open', async () => {
    const here = await joinTabs()
    const other = await openTab()
    const id = other.window.tabs.id
    expect(id).not.toBe(here.id)
    for (const tabs of [here, other.window.tabs]) {
      const alive = await tabs.alive()
      expect([here.id, id].map((name) => alive.has(name))).toEqual([true, true])
    }
    other.crash()
    await navigator.locks.request(`refdrop:tab:${id}`, () => {})
    expect((await here.alive()).has(id)).toBe(false)
    expect((await here.alive()).has(here.id)).toBe(true)
  })

  it('receive messages until they unsubscribe', async () => {
    const here = await joinTabs()
    const { tabs } = (await openTab()).window
    const received = nextMessage(tabs)
    here.post({ kind: 'hello', keys: ['a'] })
    expect(await received).toEqual({ kind: 'hello', keys: ['a'] })
    const listener = vi.fn()
    here.subscribe(listener)()
    const answer = nextMessage(here)
    tabs.post('answer')
    expect(await answer).toBe('answer')
    expect(listener).not.toHaveBeenCalled()
  })

  it('assume neighbours without channels', async () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    const here = await joinTabs()
    await here.alive()
    expect(here.hasNeighbours()).toBe(true)
  })

  it('run exclusive work in turn, also after a crash', async () => {
    const here = await joinTabs()
    const other = await openTab()
    const { work, begun } = createWork()
    void other.window.tabs.alone(work)
    await begun
    const mine = vi.fn(async () => 'mine')
    const outcome = here.alone(mine)
    await here.alive()
    expect(mine).not.toHaveBeenCalled()
    other.crash()
    expect(await outcome).toBe('mine')
  })

  it('reject when exclusive work throws, and continue', async () => {
    const here = await joinTabs()
    await expect(here.alone(() => Promise.reject(new Error('boom')))).rejects.toThrow('boom')
    expect(await here.alone(async () => 1)).toBe(1)
  })
})

describe('a content lock', () => {
  it('is held by one tab at a time', async () => {
    const other = (await openTab()).window
    const { work, begun, end } = createWork()
    const theirs = other.tryExclusively('x', work)
    await begun
    const mine = vi.fn(async () => 'mine')
    expect(await tryExclusively('x', mine)).toBe('busy')
    expect(mine).not.toHaveBeenCalled()
    expect(await tryExclusively('y', mine)).toBe('mine')
    const free = whenFree('x', never)
    end()
    expect(await theirs).toBe('done')
    await free
    expect(await tryExclusively('x', mine)).toBe('mine')
  })

  it('is released when its tab crashes or its work fails', async () => {
    const other = await openTab()
    const { work, begun } = createWork()
    void other.window.tryExclusively('x', work)
    await begun
    const free = whenFree('x', never)
    other.crash()
    await free
    const failing = tryExclusively('x', () => Promise.reject(new Error('boom')))
    await expect(failing).rejects.toThrow('boom')
    expect(await tryExclusively('x', async () => 1)).toBe(1)
  })

  it('stops waiting when the signal fires', async () => {
    const { work, begun, end } = createWork()
    const mine = tryExclusively('x', work)
    await begun
    const controller = new AbortController()
    const waiting = whenFree('x', controller.signal)
    controller.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    await expect(whenFree('x', controller.signal)).rejects.toMatchObject({ name: 'AbortError' })
    end()
    await mine
    expect(await tryExclusively('x', async () => 1)).toBe(1)
  })
})

describe('a browser without locks', () => {
  /** Locks of a page without cookies. */
  const denied = {
    request: () => Promise.reject(new DOMException('denied', 'SecurityError')),
    query: () => Promise.reject(new DOMException('denied', 'SecurityError')),
  }

  it.each([['missing', undefined] as const, ['refused', denied] as const])(
    'runs work in a lone tab when locks are %s',
    async (_, locks) => {
      vi.spyOn(navigator, 'locks', 'get').mockReturnValue(locks as unknown as LockManager)
      const tabs = await joinTabs()
      const alive = await tabs.alive()
      expect([alive.has('another'), alive.has(tabs.id)]).toEqual([true, false])
      // The tab keeps its name after a reload.
      expect((await joinTabs()).id).toBe(tabs.id)
      sessionStorage.clear()
      expect(await tabs.alone(async () => 1)).toBe(1)
      tabs.post('no listener')
      tabs.subscribe(() => {})()
      expect(await tryExclusively('x', async () => 2)).toBe(2)
      await whenFree('x', never)
      await expect(whenFree('x', AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
    },
  )

  it('counts open tabs without channels', async () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    const [here, other] = [await joinTabs(), await joinTabs()]
    here.post('no listener')
    expect((await here.alive()).has(other.id)).toBe(true)
  })
})
