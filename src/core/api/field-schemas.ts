import * as v from 'valibot'
import { words } from './field-words.ts'

/** @param rule the expected value in plain words. Valibot's own messages are never shown. */
export const field = <T>(rule: string, is: (value: unknown) => boolean) => v.custom<T>(is, rule)

/** @param most maximum characters */
export const text = (most: number) =>
  field<string>(words.type.string, (value) => typeof value === 'string' && value.length <= most)

export const between = (minimum: number, maximum: number, rule?: string) =>
  v.pipe(
    v.number(rule),
    v.check((value) => value >= minimum && value <= maximum, rule),
  )

export const wholeBetween = (minimum: number, maximum: number, rule?: string) =>
  v.pipe(
    between(minimum, maximum, rule),
    v.check((value) => Number.isInteger(value), rule),
  )
