import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTabSigns } from './tab-signs.ts'

const icon = document.createElement('link')

beforeEach(() => {
  icon.rel = 'icon'
  icon.setAttribute('href', '/favicon.svg')
  document.head.prepend(icon)
  document.title = 'Refdrop'
})

afterEach(() => {
  icon.remove()
  vi.unstubAllGlobals()
})

it('the tab shows the percent in its title and icon until nothing is under way', () => {
  const signs = createTabSigns(true)
  signs.showProgress(39)
  expect(document.title).toBe('39% · Refdrop')
  expect(icon.getAttribute('href')).toBe('progress/30.svg')
  signs.showProgress(100)
  expect(icon.getAttribute('href')).toBe('progress/90.svg')
  signs.showProgress(undefined)
  expect(document.title).toBe('Refdrop')
  expect(icon.getAttribute('href')).toBe('/favicon.svg')
})

it.each<[NotificationPermission, number]>([
  ['granted', 1],
  ['denied', 0],
  ['default', 0],
])('the tab notifies only with permission: %s', async (permission, times) => {
  const create = vi.fn()
  class FakeNotification {
    static permission = permission
    constructor(...args: unknown[]) {
      create(...args)
    }
  }
  vi.stubGlobal('Notification', FakeNotification)
  await createTabSigns(true).notify('12 of 12 uploaded', true)
  expect(create).toHaveBeenCalledTimes(times)
  for (const [, options] of create.mock.calls) {
    expect(options).toMatchObject({ tag: 'Refdrop', renotify: true })
  }
})

it('the tab stays silent when the browser rejects notifications of pages', async () => {
  class Throwing {
    static permission = 'granted'
    constructor() {
      throw new TypeError('Illegal constructor')
    }
  }
  vi.stubGlobal('Notification', Throwing)
  await expect(createTabSigns(true).notify('12 of 12 uploaded', true)).resolves.toBeUndefined()
})

describe('the badge of the installed page', () => {
  const calls: unknown[] = []

  function stubBadge(setBadge: (...count: number[]) => Promise<void>): void {
    calls.length = 0
    Object.assign(navigator, {
      setAppBadge: (...count: number[]) => {
        calls.push(...(count.length > 0 ? count : ['mark']))
        return setBadge(...count)
      },
      clearAppBadge: async () => void calls.push('none'),
    })
  }

  function setVisible(isVisible: boolean): void {
    const state = isVisible ? 'visible' : 'hidden'
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }

  afterEach(() => {
    for (const name of ['setAppBadge', 'clearAppBadge']) Reflect.deleteProperty(navigator, name)
    Reflect.deleteProperty(document, 'visibilityState')
  })

  it('counts unfinished files and goes at the end', () => {
    stubBadge(async () => {})
    const signs = createTabSigns(true)
    signs.showBadge(3)
    signs.showBadge(1)
    signs.showBadge(0)
    expect(calls).toEqual(['none', 3, 1, 'none'])
  })

  it('keeps the count of another open page', () => {
    stubBadge(async () => {})
    createTabSigns(false).showBadge(3)
    expect(calls).toEqual([3])
  })

  it('keeps a mark at the end until a person has seen the hidden page', () => {
    stubBadge(async () => {})
    const signs = createTabSigns(true)
    setVisible(false)
    signs.showBadge(2)
    signs.showBadge(0)
    expect(calls).toEqual(['none', 2, 'mark'])
    setVisible(true)
    expect(calls).toEqual(['none', 2, 'mark', 'none'])
  })

  it('stays when the hidden page is shown again and more files are under way', () => {
    stubBadge(async () => {})
    const signs = createTabSigns(true)
    setVisible(false)
    signs.showBadge(0)
    signs.showBadge(2)
    setVisible(true)
    expect(calls).toEqual(['none', 'mark', 2])
  })

  it('fails silently where the browser refuses or has none', async () => {
    stubBadge(async () => {
      throw new DOMException('no', 'NotAllowedError')
    })
    createTabSigns(true).showBadge(3)
    Object.assign(navigator, { setAppBadge: undefined, clearAppBadge: undefined })
    createTabSigns(true).showBadge(3)
    createTabSigns(true).showBadge(0)
    await new Promise((resolve) => setTimeout(resolve))
  })
})
