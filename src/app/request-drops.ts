/** Files that were dropped on the request. Those that are rejected are freed with their files. */
export interface RequestDrops {
  /** Makes each of these files a reference when it is uploaded. Call it before they are added. */
  want(files: Iterable<File>): void
  /** The drop of a file. The same object for all files of one drop. */
  dropOf(file: File): object | undefined
}

export function createRequestDrops(): RequestDrops {
  const drops = new WeakMap<File, object>()
  return {
    want(files) {
      const drop = {}
      for (const file of files) drops.set(file, drop)
    },
    dropOf: (file) => drops.get(file),
  }
}
