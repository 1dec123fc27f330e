import { formatNumber } from '../text/format.ts'

/** The values that a field may have, and the values that it has. */
export const words = {
  type: {
    number: 'a number',
    string: 'text',
    boolean: 'true or false',
    Array: 'a list',
    Object: 'an object',
  },
  url: 'a full http or https URL',
  hash: 'sha256: and 64 lower-case hex digits',
  size: 'a whole number of bytes',
  wholeBetween: (minimum: number, maximum: number) =>
    `a whole number from ${formatNumber(minimum)} to ${formatNumber(maximum)}`,
  nothing: 'nothing',
  emptyBody: 'an empty body',
  untypedBody: 'a body of no media type',
  jsonObject: 'a JSON object',
  jsonError: 'an error as JSON',
  fieldToBe: (field: string, value: string) => `${field} to be ${value}`,
  or: (values: readonly string[]) => values.join(' or '),
  unknownField: (field: string) => `There is no field ${field}.`,
  missingField: (field: string) => `${field} is missing.`,
  wrongField: (field: string, expected: string, got: string) =>
    `${field} must be ${expected}, not ${got}.`,
  status: (status: number) => `The answer was ${status}.`,
}
