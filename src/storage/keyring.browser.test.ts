import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createKeyring } from './keyring.ts'
import { createPreferences } from './preferences.ts'
import { createTextStorage, openDeviceStorage, openTabStorage } from './text-storage.ts'

const KEY = 'varg_0123456789abcdef'

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

function reload() {
  return createKeyring(openTabStorage(), openDeviceStorage())
}

describe('the keyring', () => {
  it('keeps a key for the tab unless asked to remember it', () => {
    reload().save('varg', KEY, false)
    expect(reload().get('varg')).toBe(KEY)
    expect(localStorage.length).toBe(0)
    sessionStorage.clear()
    expect(reload().get('varg')).toBeUndefined()
  })

  it('remembers on this device when asked', () => {
    reload().save('varg', KEY, true)
    sessionStorage.clear()
    expect(reload().get('varg')).toBe(KEY)
  })

  it('keeps the keys of the gateways apart', () => {
    reload().save('sandbox', KEY, true)
    expect(reload().get('varg')).toBeUndefined()
  })

  it('leaves no trace of a forgotten key, nor of one that was replaced', () => {
    const keyring = reload()
    keyring.save('varg', KEY, true)
    keyring.save('varg', 'varg_other', false)
    expect(JSON.stringify(localStorage)).not.toContain(KEY)
    keyring.forget('varg')
    expect(JSON.stringify([localStorage, sessionStorage])).not.toContain('varg_')
  })

  it('takes what no longer looks like a key for none', () => {
    localStorage.setItem('refdrop.key.varg', 'Bearer evil\r\nX: y')
    expect(reload().get('varg')).toBeUndefined()
  })

  it('tells its listeners, also of another tab', () => {
    const keyring = reload()
    const listener = vi.fn()
    const stop = keyring.subscribe(listener)
    keyring.save('varg', KEY, false)
    window.dispatchEvent(new StorageEvent('storage'))
    expect(listener).toHaveBeenCalledTimes(2)
    expect(keyring.revision()).toBe(2)
    stop()
    keyring.forget('varg')
    window.dispatchEvent(new StorageEvent('storage'))
    expect(listener).toHaveBeenCalledTimes(2)
  })
})

describe('where the browser stores nothing', () => {
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError')
  }

  it('a key lives as long as the page', () => {
    const full = { getItem: () => null, setItem: refuse, removeItem: refuse } as unknown as Storage
    for (const open of [refuse, () => full]) {
      const keyring = createKeyring(createTextStorage(open), createTextStorage(open))
      keyring.save('varg', KEY, true)
      expect(keyring.get('varg')).toBe(KEY)
      keyring.forget('varg')
      expect(keyring.get('varg')).toBeUndefined()
    }
  })
})

describe('the preferences', () => {
  it('last, and take unknown values for the default', () => {
    const preferences = createPreferences(openDeviceStorage())
    expect([preferences.theme(), preferences.gateway()]).toEqual(['system', 'varg'])
    preferences.setTheme('dark')
    preferences.setGateway('sandbox')
    const later = createPreferences(openDeviceStorage())
    expect([later.theme(), later.gateway()]).toEqual(['dark', 'sandbox'])
    localStorage.setItem('refdrop.theme', 'plaid')
    expect(createPreferences(openDeviceStorage()).theme()).toBe('system')
  })
})
