import { createHash } from 'node:crypto'

/** The id of a content in an account, in the form of the documents' examples. It never changes. */
export function fileIdOf(accountId: string, digest: string): string {
  return `file_${digestOf(`file ${accountId} ${digest}`).slice(0, 16)}`
}

/** SHA-256 of a text in 64 lower-case hex digits. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
