import { afterEach, beforeEach, expect, it, vi } from 'vitest'
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
  const signs = createTabSigns()
  signs.showProgress(39)
  expect(document.title).toBe('39% · Refdrop')
  expect(icon.getAttribute('href')).toBe('/progress/30.svg')
  signs.showProgress(100)
  expect(icon.getAttribute('href')).toBe('/progress/90.svg')
  signs.showProgress(undefined)
  expect(document.title).toBe('Refdrop')
  expect(icon.getAttribute('href')).toBe('/favicon.svg')
})

it.each<[NotificationPermission, number]>([
  ['granted', 1],
  ['denied', 0],
  ['default', 0],
])('the tab notifies only with permission: %s', (permission, times) => {
  const create = vi.fn()
  class FakeNotification {
    static permission = permission
    constructor(...args: unknown[]) {
      create(...args)
    }
  }
  vi.stubGlobal('Notification', FakeNotification)
  createTabSigns().notify('12 of 12 uploaded')
  expect(create).toHaveBeenCalledTimes(times)
})

it('the tab stays silent when the browser rejects notifications of pages', () => {
  class Throwing {
    static permission = 'granted'
    constructor() {
      throw new TypeError('Illegal constructor')
    }
  }
  vi.stubGlobal('Notification', Throwing)
  expect(() => createTabSigns().notify('12 of 12 uploaded')).not.toThrow()
})
