import * as v from 'valibot'
import { between } from '../../../core/api/field-schemas.ts'
import { writeDecimal } from '../../../core/text/decimal-mark.ts'
import { typedNumber } from '../../../core/text/typed-number.ts'
import {
  type CustomSendOptions,
  CustomSendOptionsSchema,
  MAX_BYTES_PER_SECOND,
} from '../../../core/traffic/custom-send-options.ts'
import { words } from '../words.ts'

/** Bytes of each unit that a rate is typed in. */
export const RATE_UNITS = { 'KB/s': 1024, 'MB/s': 1024 ** 2 } as const

export type RateUnit = keyof typeof RATE_UNITS

/** The text of each field. A number keeps its text while its box is not checked. */
export interface CustomSendDraft {
  hash: CustomSendOptions['hash']
  contentType: CustomSendOptions['contentType']
  fileName: CustomSendOptions['fileName']
  breaks: boolean
  breakAfter: string
  limits: boolean
  rate: string
  unit: RateUnit
  repeat: string
  parallel: string
}

/** What is wrong with the number of an option, in a sentence. */
export type Complaints = Partial<
  Record<'breakAfter' | 'bytesPerSecond' | 'repeat' | 'parallel', string>
>

export function draftOptions(options: CustomSendOptions): CustomSendDraft {
  const { hash, contentType, fileName, breakAfter, bytesPerSecond, repeat, parallel } = options
  const unit = bytesPerSecond !== null && bytesPerSecond < RATE_UNITS['MB/s'] ? 'KB/s' : 'MB/s'
  const rate = bytesPerSecond === null ? 1 : bytesPerSecond / RATE_UNITS[unit]
  return {
    hash,
    contentType,
    fileName,
    breaks: breakAfter !== null,
    breakAfter: String(breakAfter ?? 50),
    limits: bytesPerSecond !== null,
    // Enough digits to read the same number of bytes again.
    rate: writeDecimal(Number(rate.toPrecision(10))),
    unit,
    repeat: String(repeat),
    parallel: String(parallel),
  }
}

const WHOLE = /^\d{1,9}$/
const { entries } = CustomSendOptionsSchema
const BreakAfterSchema = typedNumber(WHOLE, entries.breakAfter.wrapped)
const RepeatSchema = typedNumber(WHOLE, entries.repeat)
const ParallelSchema = typedNumber(WHOLE, entries.parallel)

/** Reads the options. An option whose text is not accepted keeps its value in `before`. */
export function readDraft(
  draft: CustomSendDraft,
  before: CustomSendOptions,
): { options: CustomSendOptions; complaints: Complaints } {
  const complaints: Complaints = {}

  function read<Name extends keyof Complaints>(
    name: Name,
    schema: v.GenericSchema<string, CustomSendOptions[Name]>,
    text: string,
  ): CustomSendOptions[Name] {
    const result = v.safeParse(schema, text)
    if (result.success) return result.output
    complaints[name] = complain(result.issues[0].message, text.trim())
    return before[name]
  }

  const options = {
    hash: draft.hash,
    contentType: draft.contentType,
    fileName: draft.fileName,
    breakAfter: draft.breaks ? read('breakAfter', BreakAfterSchema, draft.breakAfter) : null,
    bytesPerSecond: draft.limits ? read('bytesPerSecond', rateIn(draft.unit), draft.rate) : null,
    repeat: read('repeat', RepeatSchema, draft.repeat),
    parallel: read('parallel', ParallelSchema, draft.parallel),
  }
  return { options, complaints }
}

export function isSameOptions(one: CustomSendOptions, other: CustomSendOptions): boolean {
  const names = Object.keys(one) as (keyof CustomSendOptions)[]
  return names.every((name) => one[name] === other[name])
}

/** Bytes a second, typed in this unit. */
function rateIn(unit: RateUnit) {
  const wanted = words.custom.rateWanted(Math.floor(MAX_BYTES_PER_SECOND / RATE_UNITS[unit]))
  return typedNumber(
    /^\d{1,9}(\.\d{1,15})?$/,
    v.pipe(
      v.number(wanted),
      v.transform((amount) => Math.round(amount * RATE_UNITS[unit])),
      between(1, MAX_BYTES_PER_SECOND, wanted),
    ),
  )
}

function complain(wanted: string, typed: string): string {
  return words.custom.wanted(wanted, typed.length > 40 ? `${typed.slice(0, 40)}…` : typed)
}
