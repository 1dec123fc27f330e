/** What is wrong with what was typed into one field, in a sentence. */
export class FieldError extends Error {
  /** Its label. */
  readonly field: string

  constructor(field: string, sentence: string) {
    super(sentence)
    this.name = 'FieldError'
    this.field = field
  }
}

/**
 * The number that was typed into a field. Which numbers are allowed is the sandbox's to say.
 *
 * @throws {FieldError} where it is none
 */
export function readNumber(field: string, text: string): number {
  const trimmed = text.trim()
  if (trimmed === '') throw new FieldError(field, `“${field}” is empty; enter a number.`)
  if (!/^-?\d{1,15}(\.\d+)?$/.test(trimmed)) {
    throw new FieldError(field, `“${field}” must be a number such as 10, not “${trimmed}”.`)
  }
  return Number(trimmed)
}
