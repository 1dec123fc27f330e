import * as v from 'valibot'

/**
 * A schema for a number that is typed into a text field. Space around the number is ignored.
 *
 * @param pattern matches the texts that are numbers
 * @param number checks the number. It gets NaN for other texts.
 */
export const typedNumber = <Schema extends v.GenericSchema<number, unknown>>(
  pattern: RegExp,
  number: Schema,
) =>
  v.pipe(
    v.string(),
    v.transform((text) => (pattern.test(text.trim()) ? Number(text) : Number.NaN)),
    number,
  )
