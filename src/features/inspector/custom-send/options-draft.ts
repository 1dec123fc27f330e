import {
  type CustomSendOptions,
  MAX_PARALLEL,
  MAX_REPEATS,
} from '../../../core/traffic/custom-send-options.ts'

/** Bytes of each unit that a rate is typed in. */
export const RATE_UNITS = { 'KB/s': 1024, 'MB/s': 1024 ** 2 } as const

export type RateUnit = keyof typeof RATE_UNITS

/** Percent of the bytes after which a send can be broken off. */
const MOST_PERCENT = 99
/** Fastest that a rate limits, in bytes a second. */
const MOST_RATE = 1e9

/** Test options as they are being typed. A number whose box is not ticked keeps its text. */
export interface OptionsDraft {
  hash: CustomSendOptions['hash']
  contentType: CustomSendOptions['contentType']
  breaks: boolean
  breakAfter: string
  limits: boolean
  rate: string
  unit: RateUnit
  repeat: string
  parallel: string
}

/** What is wrong with a field, in a sentence. */
export type Complaints = Partial<
  Record<'breakAfter' | 'bytesPerSecond' | 'repeat' | 'parallel', string>
>

/** What the fields hold for these options. */
export function draftOptions(options: CustomSendOptions): OptionsDraft {
  const { hash, contentType, breakAfter, bytesPerSecond, repeat, parallel } = options
  const unit = bytesPerSecond !== null && bytesPerSecond < RATE_UNITS['MB/s'] ? 'KB/s' : 'MB/s'
  const rate = bytesPerSecond === null ? 1 : bytesPerSecond / RATE_UNITS[unit]
  return {
    hash,
    contentType,
    breaks: breakAfter !== null,
    breakAfter: String(breakAfter ?? 50),
    limits: bytesPerSecond !== null,
    // As precise as it takes to get the same bytes back.
    rate: String(Number(rate.toPrecision(10))),
    unit,
    repeat: String(repeat),
    parallel: String(parallel),
  }
}

/** The options that the fields ask for. One that holds no number in range leaves what was there before. */
export function readDraft(
  draft: OptionsDraft,
  before: CustomSendOptions,
): { options: CustomSendOptions; complaints: Complaints } {
  const read = {
    breakAfter: draft.breaks ? readWhole(draft.breakAfter, 0, MOST_PERCENT) : null,
    bytesPerSecond: draft.limits ? readRate(draft.rate, draft.unit) : null,
    repeat: readWhole(draft.repeat, 1, MAX_REPEATS),
    parallel: readWhole(draft.parallel, 1, MAX_PARALLEL),
  }
  const { breakAfter, bytesPerSecond, repeat, parallel } = read
  const wrong = Object.entries(read).filter(([, value]) => typeof value === 'string')
  return {
    options: {
      hash: draft.hash,
      contentType: draft.contentType,
      breakAfter: typeof breakAfter === 'string' ? before.breakAfter : breakAfter,
      bytesPerSecond: typeof bytesPerSecond === 'string' ? before.bytesPerSecond : bytesPerSecond,
      repeat: typeof repeat === 'string' ? before.repeat : repeat,
      parallel: typeof parallel === 'string' ? before.parallel : parallel,
    },
    complaints: Object.fromEntries(wrong) as Complaints,
  }
}

export function isSameOptions(one: CustomSendOptions, other: CustomSendOptions): boolean {
  const names = Object.keys(one) as (keyof CustomSendOptions)[]
  return names.every((name) => one[name] === other[name])
}

/** @returns the number, or what is wrong with the text */
function readWhole(text: string, least: number, most: number): number | string {
  const trimmed = text.trim()
  const value = /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : Number.NaN
  if (value >= least && value <= most) return value
  return complain(`a whole number from ${least} to ${most}`, trimmed)
}

/** @returns bytes a second, or what is wrong with the text */
function readRate(text: string, unit: RateUnit): number | string {
  const trimmed = text.trim()
  const amount = /^\d{1,9}(\.\d{1,15})?$/.test(trimmed) ? Number(trimmed) : Number.NaN
  const bytes = Math.round(amount * RATE_UNITS[unit])
  if (bytes >= 1 && bytes <= MOST_RATE) return bytes
  const most = Math.floor(MOST_RATE / RATE_UNITS[unit]).toLocaleString('en')
  return complain(`a number above 0 and up to ${most}, such as 1.5`, trimmed)
}

function complain(wanted: string, got: string): string {
  const not = got === '' ? '' : `, not “${got.length > 40 ? `${got.slice(0, 40)}…` : got}”`
  return `Enter ${wanted}${not}. Nothing changes until then.`
}
