import * as v from 'valibot'
import { readDecimal } from './decimal-mark.ts'

/**
 * A schema for a number that is typed into a text field, with the decimal mark of the page's
 * language. Space around the number is ignored.
 *
 * @param pattern matches the texts that are numbers, with a point as decimal mark
 * @param number checks the number. It gets NaN for other texts.
 */
export const typedNumber = <Schema extends v.GenericSchema<number, unknown>>(
  pattern: RegExp,
  number: Schema,
) =>
  v.pipe(
    v.string(),
    v.transform(readDecimal),
    v.transform((text) => (pattern.test(text) ? Number(text) : Number.NaN)),
    number,
  )
