import { MAX_IMPORTS } from './url-imports.ts'

/** The path below that of the page to which the system posts what a person shares. */
export const SHARE_ACTION = 'share'

/** The parameter of the page's address that tells the {@link ShareOutcome}. */
export const SHARED = 'shared'

/**
 * What became of a share. It waits for a person (an empty text), there was too much of it, it was
 * text only, it had nothing, or it did not arrive.
 */
export type ShareOutcome = '' | 'full' | 'text' | 'empty' | 'lost'

/** What the system gave the page. It waits until a person decides, because other pages can share. */
export interface Share {
  /** Whether a person opened files with the page, instead of sharing them with it. */
  isOpened: boolean
  files: readonly File[]
  /** Web URLs in shared text. */
  urls: readonly string[]
  /** Whether other text was shared, too. */
  hasOtherText: boolean
}

/** Maxima of what waits together: files, their bytes (two of the largest kind), and URLs. */
export const SHARE_LIMITS = { files: 1000, bytes: 2 * 209_715_200, urls: MAX_IMPORTS }

/** Characters of a name that are kept, from its end. File systems allow no more. */
const MAX_NAME = 255

/** Reads files that a person opened with the page. */
export function readOpened(files: readonly File[]): Share {
  return { isOpened: true, files: files.map(withPlainName), urls: [], hasOtherText: false }
}

/** A file without folders in its name. The name keeps its end. */
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
