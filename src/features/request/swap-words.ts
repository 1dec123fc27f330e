export const words = {
  title: (tag: string) => `Swap ${tag}`,
  search: 'Search your files, or paste a URL',
  files: 'Files',
  /** Before the name of a file, for screen readers. */
  swapFor: 'Swap for',
  nothing: 'No files match. Paste an http(s) URL, or choose a file.',
  chooseFile: 'Choose file…',
  swapped: (former: string, tag: string, name: string) =>
    former === tag ? `${tag} is now ${name}.` : `${former} is now ${tag}, ${name}.`,
  /** Two references that changed places. */
  exchanged: (tag: string, name: string, other: string, otherName: string) =>
    `${tag} is now ${name}, and ${other} is ${otherName}.`,
  sameFile: (tag: string) => `${tag} is this file already.`,
  awaited: (tag: string, name: string) => `${name} replaces ${tag} when it is uploaded.`,
}
