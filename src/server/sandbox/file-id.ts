import { createHash } from 'node:crypto'

/** The id of a content in an account, in the form of the documents' examples. It never changes. */
export function fileIdOf(accountId: string, digest: string): string {
  const hash = createHash('sha256').update(`file ${accountId} ${digest}`).digest('hex')
  return `file_${hash.slice(0, 16)}`
}
