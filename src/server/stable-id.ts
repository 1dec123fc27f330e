import { createHash } from 'node:crypto'
import { uuidOf } from './digest-uuid.ts'

/** Derives a UUID (version 8) from a hash of the text. Equal texts have equal ids. */
export function stableId(text: string): string {
  return uuidOf(createHash('sha256').update(text).digest())
}
