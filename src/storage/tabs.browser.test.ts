import { afterEach, describe, expect, it, vi } from 'vitest'
import { tryExclusively, whenFree } from './content-locks.ts'
import { joinTabs, type Tabs } from './tabs.ts'

interface TabWindow extends Window {
  tabs: Tabs
  tryExclusively: typeof tryExclusively
}

/** Another tab, as far as locks and channels go: a frame that loads the same modules. */
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

/** Work that ends when it is told to. */
function holdable(): { work: () => Promise<string>; begun: Promise<void>; end: () => void } {
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
  // The first, for each tab that was joined in this page lives as long as the page.
  it('know whether they have neighbours, and talk to nobody where they have none', async () => {
    const post = vi.spyOn(BroadcastChannel.prototype, 'postMessage')
    const here = await joinTabs()
    await vi.waitFor(() => expect(here.hasNeighbours()).toBe(false))
    post.mockClear()
    here.post('nobody hears this')
    expect(post).not.toHaveBeenCalled()
    const { tabs } = (await openTab()).window
    await vi.waitFor(() => expect(here.hasNeighbours()).toBe(true))
    expect(tabs.hasNeighbours()).toBe(true)
    const heard = nextMessage(tabs)
    here.post('hello, you')
    expect(await heard).toBe('hello, you')
  })

  it('see one another for as long as they live', async () => {
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

  it('hear what the others post, until they stop to listen', async () => {
    const here = await joinTabs()
    const { tabs } = (await openTab()).window
    const heard = nextMessage(tabs)
    here.post({ kind: 'hello', keys: ['a'] })
    expect(await heard).toEqual({ kind: 'hello', keys: ['a'] })
    const listener = vi.fn()
    here.subscribe(listener)()
    const answer = nextMessage(here)
    tabs.post('answer')
    expect(await answer).toBe('answer')
    expect(listener).not.toHaveBeenCalled()
  })

  it('take it that they have neighbours where they cannot hear them', async () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    const here = await joinTabs()
    await here.alive()
    expect(here.hasNeighbours()).toBe(true)
  })

  it('do some work one after the other, also after one of them crashed in it', async () => {
    const here = await joinTabs()
    const other = await openTab()
    const { work, begun } = holdable()
    void other.window.tabs.alone(work)
    await begun
    const mine = vi.fn(async () => 'mine')
    const outcome = here.alone(mine)
    await here.alive()
    expect(mine).not.toHaveBeenCalled()
    other.crash()
    expect(await outcome).toBe('mine')
  })

  it('pass on what such work throws, and go on', async () => {
    const here = await joinTabs()
    await expect(here.alone(() => Promise.reject(new Error('boom')))).rejects.toThrow('boom')
    expect(await here.alone(async () => 1)).toBe(1)
  })
})

describe('the lock of a content', () => {
  it('belongs to one tab at a time', async () => {
    const other = (await openTab()).window
    const { work, begun, end } = holdable()
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

  it('is free when its tab crashed, and when its work failed', async () => {
    const other = await openTab()
    const { work, begun } = holdable()
    void other.window.tryExclusively('x', work)
    await begun
    const free = whenFree('x', never)
    other.crash()
    await free
    const failing = tryExclusively('x', () => Promise.reject(new Error('boom')))
    await expect(failing).rejects.toThrow('boom')
    expect(await tryExclusively('x', async () => 1)).toBe(1)
  })

  it('is waited for until the signal fires, and then no longer stands in the line', async () => {
    const { work, begun, end } = holdable()
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

describe('where there are no locks', () => {
  /** Refused, as on a page without cookies; or missing, as on an insecure origin. */
  const denied = {
    request: () => Promise.reject(new DOMException('denied', 'SecurityError')),
    query: () => Promise.reject(new DOMException('denied', 'SecurityError')),
  }

  it.each([['missing', undefined] as const, ['refused', denied] as const])(
    'because they are %s, a tab is alone and just works',
    async (_, locks) => {
      vi.spyOn(navigator, 'locks', 'get').mockReturnValue(locks as unknown as LockManager)
      const tabs = await joinTabs()
      const alive = await tabs.alive()
      expect([alive.has('another'), alive.has(tabs.id)]).toEqual([true, false])
      // After a reload it knows itself again, and takes nobody else's files.
      expect((await joinTabs()).id).toBe(tabs.id)
      sessionStorage.clear()
      expect(await tabs.alone(async () => 1)).toBe(1)
      tabs.post('nobody hears this')
      tabs.subscribe(() => {})()
      expect(await tryExclusively('x', async () => 2)).toBe(2)
      await whenFree('x', never)
      await expect(whenFree('x', AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
    },
  )

  it('nor channels, they still count one another', async () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    const [here, other] = [await joinTabs(), await joinTabs()]
    here.post('nobody hears this')
    expect((await here.alive()).has(other.id)).toBe(true)
  })
})
