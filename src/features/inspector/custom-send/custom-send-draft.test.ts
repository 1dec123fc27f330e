import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CustomSendOptions,
  NO_OPTIONS,
  readCustomSendOptions,
} from '../../../core/traffic/custom-send-options.ts'
import {
  type CustomSendDraft,
  draftOptions,
  isSameOptions,
  readDraft,
} from './custom-send-draft.ts'

const OPTIONS = fc.record<CustomSendOptions>({
  hash: fc.constantFrom('right', 'bare', 'none', 'wrong', 'malformed'),
  contentType: fc.constantFrom('usual', 'octet-stream', 'media-type', 'wrong', 'none'),
  fileName: fc.constantFrom('usual', 'none', 'odd'),
  breakAfter: fc.option(fc.integer({ min: 0, max: 99 })),
  bytesPerSecond: fc.option(fc.integer({ min: 1, max: 1e9 })),
  repeat: fc.integer({ min: 1, max: 50 }),
  parallel: fc.integer({ min: 1, max: 6 }),
})

const ACTIVE: CustomSendOptions = {
  hash: 'none',
  contentType: 'octet-stream',
  fileName: 'none',
  breakAfter: 20,
  bytesPerSecond: 2048,
  repeat: 5,
  parallel: 2,
}

/** Reads the options after this is typed into the fields of the options before. */
function type(part: Partial<CustomSendDraft>) {
  return readDraft({ ...draftOptions(ACTIVE), ...part }, ACTIVE)
}

test('readDraft restores all options from their draft', () => {
  fc.assert(
    fc.property(OPTIONS, OPTIONS, (options, before) => {
      expect(readDraft(draftOptions(options), before)).toEqual({ options, complaints: {} })
    }),
  )
})

test('readDraft returns valid options for any text', () => {
  const text = fc.oneof(
    fc.string(),
    fc.integer({ min: -2, max: 2e9 }).map(String),
    fc.float().map(String),
  )
  const typed = fc.record({ breakAfter: text, rate: text, repeat: text, parallel: text })
  fc.assert(
    fc.property(typed, fc.constantFrom('KB/s', 'MB/s'), (texts, unit) => {
      const { options } = type({ ...texts, unit: unit as CustomSendDraft['unit'] })
      expect(readCustomSendOptions(options)).toEqual(options)
    }),
  )
})

describe('readDraft', () => {
  test.each<[Partial<CustomSendDraft>, Partial<CustomSendOptions>]>([
    [{ breakAfter: ' 0 ' }, { breakAfter: 0 }],
    [{ breakAfter: '99' }, { breakAfter: 99 }],
    [{ breaks: false, breakAfter: 'nonsense' }, { breakAfter: null }],
    [{ rate: '0.5', unit: 'KB/s' }, { bytesPerSecond: 512 }],
    [{ rate: '1.5', unit: 'MB/s' }, { bytesPerSecond: 1_572_864 }],
    [{ rate: '953', unit: 'MB/s' }, { bytesPerSecond: 999_292_928 }],
    [{ limits: false, rate: '' }, { bytesPerSecond: null }],
    [
      { repeat: '50', parallel: '6' },
      { repeat: 50, parallel: 6 },
    ],
    [
      { hash: 'malformed', contentType: 'media-type', fileName: 'odd' },
      { hash: 'malformed', contentType: 'media-type', fileName: 'odd' },
    ],
  ])('reads %j as %j', (part, wanted) => {
    expect(type(part)).toEqual({ options: { ...ACTIVE, ...wanted }, complaints: {} })
  })

  test.each<[Partial<CustomSendDraft>, string, RegExp]>([
    [{ breakAfter: '100' }, 'breakAfter', /^Enter a whole number from 0 to 99, not “100”\./],
    [{ breakAfter: '' }, 'breakAfter', /^Enter a whole number from 0 to 99\./],
    [{ rate: '0', unit: 'MB/s' }, 'bytesPerSecond', /above 0 and up to 953, such as 1\.5, not “0”/],
    [{ rate: '1000000', unit: 'KB/s' }, 'bytesPerSecond', /up to 976,562/],
    [{ rate: '1,5' }, 'bytesPerSecond', /not “1,5”/],
    [{ repeat: '0' }, 'repeat', /from 1 to 50, not “0”/],
    [{ repeat: '51' }, 'repeat', /from 1 to 50/],
    [{ repeat: '1e1' }, 'repeat', /not “1e1”/],
    [{ parallel: '7' }, 'parallel', /from 1 to 6/],
    [{ parallel: '1.5' }, 'parallel', /a whole number/],
    [{ parallel: 'x'.repeat(99) }, 'parallel', /“x{40}…”/],
  ])('complains of %j and keeps the option', (part, field, sentence) => {
    const { options, complaints } = type({ ...part, hash: 'wrong' })
    expect(options).toEqual({ ...ACTIVE, hash: 'wrong' })
    expect(complaints).toEqual({ [field]: expect.stringMatching(sentence) })
  })
})

test('isSameOptions compares every option', () => {
  expect(isSameOptions({ ...NO_OPTIONS }, NO_OPTIONS)).toBe(true)
  expect(isSameOptions({ ...NO_OPTIONS, breakAfter: 0 }, NO_OPTIONS)).toBe(false)
})
