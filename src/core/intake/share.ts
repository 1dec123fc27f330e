import { MAX_IMPORTS } from './url-imports.ts'

/** Path below the page to which the operating system posts shared content. */
export const SHARE_ACTION = 'share'

/** Parameter in the page's URL that holds the {@link ShareOutcome}. */
export const SHARED = 'shared'

/**
 * Outcome of a share. Empty string: it waits for a person. `full`: it does not fit. `text`: it has
 * only text. `empty`: it has no content. `lost`: it did not arrive.
 */
export type ShareOutcome = '' | 'full' | 'text' | 'empty' | 'lost'

/** Shared or opened content. A person must confirm it, because any page can share. */
export interface Share {
  /** Whether a person opened files with the page, instead of sharing them with it. */
  isOpened: boolean
  files: readonly File[]
  /** Web URLs in shared text. */
  urls: readonly string[]
  /** Whether other text was shared, too. */
  hasOtherText: boolean
}

/** Limits for all waiting shares together. The bytes allow two files of the maximum size. */
export const SHARE_LIMITS = { files: 1000, bytes: 2 * 209_715_200, urls: MAX_IMPORTS }

/** Maximum characters of a name. File systems allow no more. */
const MAX_NAME = 255

/** Reads files that a person opened with the page. */
export function readOpened(files: readonly File[]): Share {
  return { isOpened: true, files: files.map(withPlainName), urls: [], hasOtherText: false }
}

/** Removes folders from the name of a file. A name that is too long keeps its end. */
export function withPlainName(file: File): File {
  const name = (file.name.split(/[\\/]/).at(-1) || 'file').slice(-MAX_NAME)
  if (name === file.name) return file
  return new File([file], name, { type: file.type, lastModified: file.lastModified })
}

/** Whether a share fits beside those that wait. */
export function fitsInbox(waiting: readonly Share[], next: Share): boolean {
  const all = [...waiting, next]
  const files = all.flatMap((share) => share.files)
  const urls = all.reduce((sum, share) => sum + share.urls.length, 0)
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  return (
    files.length <= SHARE_LIMITS.files && bytes <= SHARE_LIMITS.bytes && urls <= SHARE_LIMITS.urls
  )
}
