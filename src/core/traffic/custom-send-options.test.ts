import { describe, expect, it } from 'vitest'
import { NO_OPTIONS, readCustomSendOptions } from './custom-send-options.ts'

describe('readCustomSendOptions', () => {
  it.each([
    {},
    { hash: 'none' },
    { hash: 'bare', contentType: 'none', fileName: 'odd' },
    { breakAfter: 0 },
    { breakAfter: 99 },
    { bytesPerSecond: 1 },
    { repeat: 50, parallel: 6 },
  ])('accepts %j', (options) => {
    const data: unknown = JSON.parse(JSON.stringify({ ...NO_OPTIONS, ...options }))
    expect(readCustomSendOptions(data)).toEqual({ ...NO_OPTIONS, ...options })
  })

  it.each([
    { hash: 'other' },
    { contentType: 'text/html' },
    { fileName: 'cat.jpg' },
    { breakAfter: 100 },
    { breakAfter: -1 },
    { breakAfter: undefined },
    { bytesPerSecond: 0 },
    { bytesPerSecond: 1.5 },
    { repeat: 0 },
    { repeat: 51 },
    { repeat: '2' },
    { parallel: 0 },
    { parallel: 7 },
    { parallel: Number.NaN },
  ])('rejects %j', (options) => {
    expect(readCustomSendOptions({ ...NO_OPTIONS, ...options })).toBeUndefined()
  })

  it.each(['octet-stream', 'media-type'])(
    'reads the options of earlier builds, which had no names: %s',
    (contentType) => {
      const { fileName: _, ...earlier } = NO_OPTIONS
      const stored: unknown = { ...earlier, hash: 'none', contentType }
      expect(readCustomSendOptions(stored)).toEqual({ ...NO_OPTIONS, hash: 'none', contentType })
    },
  )

  it.each([undefined, null, '', [], {}])('rejects %j as options', (data) => {
    expect(readCustomSendOptions(data)).toBeUndefined()
  })
})
