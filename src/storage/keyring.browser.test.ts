import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createKeyring } from './keyring.ts'
import { createPreferences } from './preferences.ts'
import { createTextStorage, openDeviceStorage, openTabStorage } from './text-storage.ts'

const KEY = 'varg_0123456789abcdef'
const VARG = 'https://api.varg.ai'
const STAGING = 'https://staging.test/base'

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

function reload() {
  return createKeyring(openTabStorage(), openDeviceStorage())
}

describe('the keyring', () => {
  it('keeps a key for the tab by default', () => {
    reload().save(VARG, KEY, false)
    expect(reload().get(VARG)).toBe(KEY)
    expect(localStorage.length).toBe(0)
    sessionStorage.clear()
    expect(reload().get(VARG)).toBeUndefined()
  })

  it('keeps a key on this device when it is remembered', () => {
    reload().save(VARG, KEY, true)
    sessionStorage.clear()
    expect(reload().get(VARG)).toBe(KEY)
  })

  it('separates the keys of the gateways', () => {
    reload().save('sandbox', KEY, true)
    expect(reload().get(VARG)).toBeUndefined()
  })

  it('returns a key only for the upstream that it was saved for', () => {
    reload().save(STAGING, KEY, true)
    const others = [
      VARG,
      'https://staging.test',
      'https://staging.test/base/more',
      'https://staging.test:8443/base',
      'http://staging.test/base',
      'sandbox',
    ]
    expect(others.map(reload().get)).toEqual(others.map(() => undefined))
    expect(reload().get(STAGING)).toBe(KEY)
    expect(reload().owners()).toEqual([STAGING])
  })

  it('uses a key of an earlier version for api.varg.ai', () => {
    for (const place of [localStorage, sessionStorage]) {
      place.setItem('refdrop.key.varg', KEY)
      const keyring = reload()
      expect([keyring.get(VARG), keyring.get(STAGING)]).toEqual([KEY, undefined])
      expect(keyring.owners()).toEqual([VARG])
      keyring.forget(VARG)
      expect(place.length).toBe(0)
    }
  })

  it('forgets only the key of the given upstream', () => {
    const keyring = reload()
    keyring.save(VARG, KEY, true)
    keyring.save(STAGING, KEY, false)
    expect([VARG, STAGING].map(keyring.isRemembered)).toEqual([true, false])
    keyring.forget(VARG)
    expect([keyring.get(VARG), keyring.get(STAGING)]).toEqual([undefined, KEY])
  })

  it('leaves no trace of a forgotten or replaced key', () => {
    const keyring = reload()
    keyring.save(VARG, KEY, true)
    keyring.save(VARG, 'varg_other', false)
    expect(JSON.stringify(localStorage)).not.toContain(KEY)
    keyring.forget(VARG)
    expect(JSON.stringify([localStorage, sessionStorage])).not.toContain('varg_')
  })

  it('ignores a malformed key', () => {
    localStorage.setItem('refdrop.key.varg', 'Bearer evil\r\nX: y')
    expect(reload().get(VARG)).toBeUndefined()
  })

  it('notifies listeners of changes in this and other tabs', () => {
    const keyring = reload()
    const listener = vi.fn()
    const stop = keyring.revision.subscribe(listener)
    keyring.save(VARG, KEY, false)
    window.dispatchEvent(new StorageEvent('storage'))
    expect(listener).toHaveBeenCalledTimes(2)
    expect(keyring.revision.get()).toBe(2)
    stop()
    keyring.forget(VARG)
    window.dispatchEvent(new StorageEvent('storage'))
    expect(listener).toHaveBeenCalledTimes(2)
  })
})

describe('a browser that stores nothing', () => {
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError')
  }

  it('keeps a key as long as the page', () => {
    const full = { getItem: () => null, setItem: refuse, removeItem: refuse } as unknown as Storage
    for (const open of [refuse, () => full]) {
      const keyring = createKeyring(createTextStorage(open), createTextStorage(open))
      keyring.save(VARG, KEY, true)
      expect(keyring.get(VARG)).toBe(KEY)
      keyring.forget(VARG)
      expect(keyring.get(VARG)).toBeUndefined()
    }
  })
})

describe('the preferences', () => {
  it('outlive the page, and use the default for unknown values', () => {
    const preferences = createPreferences(openDeviceStorage())
    expect([preferences.theme.get(), preferences.gateway.get()]).toEqual(['system', 'varg'])
    preferences.theme.set('dark')
    preferences.gateway.set('sandbox')
    const later = createPreferences(openDeviceStorage())
    expect([later.theme.get(), later.gateway.get()]).toEqual(['dark', 'sandbox'])
    localStorage.setItem('refdrop.theme', 'plaid')
    expect(createPreferences(openDeviceStorage()).theme.get()).toBe('system')
  })
})
