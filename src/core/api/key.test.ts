import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { anyHostileText, anyKey } from '../testing/made-exchanges.ts'
import { credentialFor } from './credential.ts'
import { fingerprintOf, hideKeys, looksLikeKey, maskKey, redact, withoutSecret } from './key.ts'

describe('maskKey', () => {
  it('shows the last four characters of a long key and none of a short key', () => {
    expect(maskKey('varg_0123456789abcdef')).toBe('varg_…cdef')
    expect(maskKey('varg_secret')).toBe('varg_…')
  })

  it('hides at least eight characters when it shows the last four', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^varg_[A-Za-z0-9_-]+$/), (key) => {
        expect(looksLikeKey(key)).toBe(true)
        const shown = maskKey(key).slice('varg_…'.length)
        expect(key.endsWith(shown)).toBe(true)
        expect([0, 4]).toContain(shown.length)
        if (shown !== '')
          expect(key.length - 'varg_'.length - shown.length).toBeGreaterThanOrEqual(8)
      }),
    )
  })
})

describe('credentialFor', () => {
  const serverInfo = {
    upstream: 'api.varg.ai',
    api: 'https://api.varg.ai',
    machineKey: 'varg_…1234',
    machineAccount: 'whose',
    sandbox: 's',
  }

  it('prefers a saved key to that of the machine or the sandbox', () => {
    expect(credentialFor('varg', 'varg_mine_0123456789', serverInfo).kind).toBe('saved')
    expect(credentialFor('varg', undefined, serverInfo)).toEqual({
      kind: 'machine',
      mask: 'varg_…1234',
      upstream: 'https://api.varg.ai',
    })
    expect(credentialFor('sandbox', undefined, serverInfo).kind).toBe('sandbox')
    expect(credentialFor('varg', undefined, { ...serverInfo, machineKey: null }).kind).toBe('none')
  })

  it('returns none until the server has named its upstream', () => {
    for (const gateway of ['varg', 'sandbox'] as const) {
      expect(credentialFor(gateway, 'varg_mine_0123456789', undefined)).toEqual({ kind: 'none' })
    }
  })
})

describe('fingerprintOf', () => {
  const KEY = 'varg_0123456789abcdef'

  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it('returns the first half of a SHA-256', async () => {
    // The first example of FIPS 180-4.
    expect(await fingerprintOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223')
    expect(await fingerprintOf('abc')).toBe(await fingerprintOf('abc'))
  })

  it('returns another fingerprint for each key, upstream and kind', async () => {
    const texts = ['api.varg.ai', 'staging.varg.ai'].flatMap((place) =>
      ['saved', 'machine'].flatMap((kind) =>
        [KEY, `${KEY}0`].map((key) => `${place} ${kind} ${key}`),
      ),
    )
    const fingerprints = await Promise.all(texts.map(fingerprintOf))
    expect(new Set(fingerprints).size).toBe(8)
  })

  it('returns 32 hex digits that do not contain the key', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^varg_[A-Za-z0-9_-]{8,}$/), async (key) => {
        const fingerprint = await fingerprintOf(`api.varg.ai saved ${key}`)
        expect(fingerprint).toMatch(/^[0-9a-f]{32}$/)
        expect(fingerprint).not.toContain(key.slice('varg_'.length))
      }),
    )
  })

  it('returns another fingerprint at each call when the browser has no SHA-256', async () => {
    const getRandomValues = crypto.getRandomValues.bind(crypto)
    vi.stubGlobal('crypto', { getRandomValues })
    const [first, second] = [await fingerprintOf(KEY), await fingerprintOf(KEY)]
    expect(first).toMatch(/^[0-9a-f]{32}$/)
    expect(first).not.toBe(second)
  })
})

describe('hideKeys', () => {
  it.each([
    [
      'curl -H "Authorization: Bearer varg_abcdef0123456789"',
      'curl -H "Authorization: Bearer $VARG_API_KEY"',
    ],
    ['varg_abcdef0123456789 varg_0123456789abcdef', '$VARG_API_KEY $VARG_API_KEY'],
    ['@image1 walks past varg_sandbox', '@image1 walks past varg_sandbox'],
  ])('changes %j to %j', (text, shown) => {
    expect(hideKeys(text)).toBe(shown)
  })
})

describe('withoutSecret', () => {
  const KEY = 'varg_0123456789abcdef'

  it.each([
    [KEY, 'varg_…cdef'],
    [`varg%5F0123456789abcdef, varg\\u005f0123456789abcdef`, 'varg%5F…cdef, varg\\u005f…cdef'],
    ['0123456789abcdef 0123456789abcdef', '…cdef …cdef'],
    ['0123456789abcde', '0123456789abcde'],
    ['', ''],
  ])('changes %j to %j', (text, shown) => {
    expect(withoutSecret(text, KEY)).toBe(shown)
  })

  it('keeps short words and accepts keys with replacement patterns', () => {
    expect(withoutSecret('a short word', 'varg_short')).toBe('a short word')
    expect(withoutSecret('x$&$&$&$&$&$&x', '$&$&$&$&$&$&')).toBe('x…$&$&x')
    expect(withoutSecret('anything', '')).toBe('anything')
  })
})

describe('redact', () => {
  const KEY = 'varg_0123456789abcdef'

  it.each([
    ['', ''],
    [KEY, 'varg_…cdef'],
    [`Bearer ${KEY}, ${KEY}.`, 'Bearer varg_…cdef, varg_…cdef.'],
    ['varg_short', 'varg_short'],
    [`x${KEY}x`, 'xvarg_…defx'],
    ['{"key":"varg_0123456789abcdef"}', '{"key":"varg_…cdef"}'],
    ['$VARG_API_KEY', '$VARG_API_KEY'],
    ['varg_…cdef', 'varg_…cdef'],
    ['https://s3.varg.ai/u/1', 'https://s3.varg.ai/u/1'],
  ])('changes %j to %j', (text, redacted) => {
    expect(redact(text)).toBe(redacted)
  })

  it('masks every key and is idempotent', () => {
    const property = fc.property(anyHostileText, anyKey, anyHostileText, (before, key, after) => {
      const redacted = redact(before + key + after)
      expect(redacted).not.toContain(key)
      expect(redacted).not.toMatch(/varg_[A-Za-z0-9_-]/)
      expect(redact(redacted)).toBe(redacted)
    })
    fc.assert(property)
  })
})
