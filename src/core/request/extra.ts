import { parseJson } from '../text/parse-json.ts'
import { isValueObject, type ValueObject } from '../text/value-code.ts'

/**
 * Reads further members of a body.
 *
 * @param typed JSON, for example `{"provider_options": {"fal": {"resolution": "720p"}}}`
 * @returns undefined for an empty text
 */
export function readExtra(typed: string): ValueObject | 'invalid' | undefined {
  if (typed.trim() === '') return undefined
  const extra = parseJson(typed)
  return isValueObject(extra) ? extra : 'invalid'
}

/** The further members of a request. */
export function membersOf(extra: ValueObject | 'invalid' | undefined): ValueObject {
  return extra === 'invalid' ? {} : (extra ?? {})
}
