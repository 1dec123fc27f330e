import * as v from 'valibot'
import { typedNumber } from '../../core/text/typed-number.ts'
import { words } from './words.ts'

/** What is wrong with the value of one field, in a sentence. */
export class FieldError extends Error {
  readonly field: string

  constructor(field: string, sentence: string) {
    super(sentence)
    this.name = 'FieldError'
    this.field = field
  }
}

const NumberSchema = typedNumber(/^-?\d{1,15}(\.\d+)?$/, v.number(words.anyNumber))

/**
 * Reads a number from a field. The sandbox checks its range.
 *
 * @throws {FieldError} when the text is not a number
 */
export function readNumber(field: string, text: string): number {
  const typed = text.trim()
  if (typed === '') throw new FieldError(field, words.empty(field))
  const read = v.safeParse(NumberSchema, typed)
  if (read.success) return read.output
  throw new FieldError(field, words.invalid(field, read.issues[0].message, typed))
}
