/** The reference that a dropped file replaces. */
interface SwapTarget {
  /** Its URL when the file was dropped. It is replaced only while it has this URL. */
  url: string
  /** The file that replaces it. Others of the drop follow it. */
  file: File
  /** The file was imported from that URL, so it only replaces the reference. */
  isImport: boolean
}

/** The same object for all files of one drop. */
interface RequestDrop {
  target: SwapTarget | undefined
  /** Id of the draft that was shown. */
  draft: string | undefined
}

/** Files that were dropped on the request. Entries of rejected files are garbage collected. */
export interface RequestDrops {
  /**
   * Makes each of these files a reference when it is uploaded. Call it before they are added.
   *
   * @param draft id of the draft that gets them
   * @param url of the reference that the first file replaces
   * @param isImport whether the file was imported from `url`
   */
  want(files: readonly File[], draft?: string, url?: string, isImport?: boolean): void
  dropOf(file: File): RequestDrop | undefined
}

export function createRequestDrops(): RequestDrops {
  const drops = new WeakMap<File, RequestDrop>()
  return {
    want(files, draft, url, isImport = false) {
      const [file] = files
      const drop = {
        draft,
        target: url !== undefined && file ? { url, file, isImport } : undefined,
      }
      for (const one of files) drops.set(one, drop)
    },
    dropOf: (file) => drops.get(file),
  }
}
