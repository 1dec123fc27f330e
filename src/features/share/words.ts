import { formatBytes, formatNumber, plural } from '../../core/text/format.ts'

const listOf = (files: number, links: number) =>
  [
    ...(files > 0 ? [plural(files, 'file')] : []),
    ...(links > 0 ? [plural(links, 'link')] : []),
  ].join(', ')

/** Words about sharing, the clipboard, the camera and other features of the system. */
export const words = {
  shared: (files: number, links: number) => `Shared with Refdrop: ${listOf(files, links)}.`,
  opened: (files: number) => `Opened with Refdrop: ${plural(files, 'file')}.`,
  sharedNote: 'Another app or page sent this. Nothing is uploaded yet.',
  openedNote: 'Nothing is uploaded yet.',
  linksNote: 'Links are fetched and added to the request.',
  awaitsKey: 'Files then wait for your key.',
  textLeftOut: 'The shared text has no link and is left out.',
  names: 'Names',
  link: 'Web address',
  tooLarge: (limit: string) => `Over ${limit}`,
  more: (count: number) => `and ${formatNumber(count)} more`,
  upload: 'Upload',
  uploadTo: (gateway: string) => `Upload to ${gateway}`,
  discard: 'Discard',

  outcomes: {
    lost: 'Refdrop was not ready, so nothing arrived. Share again.',
    empty: 'Nothing was shared.',
    text: 'Only text was shared. Refdrop takes files and links to media.',
  },
  full: (files: number, bytes: number, links: number) =>
    `Too much at once: nothing of it was kept. At most ${formatNumber(files)} files of ${formatBytes(bytes)} and ${formatNumber(links)} links can wait.`,
  failed: 'The browser could not read its storage. Press the button again.',
  taken: 'Another tab of Refdrop took this.',
  notOpened: (count: number) => `${plural(count, 'file')} could not be opened.`,

  paste: 'Paste',
  takePhoto: 'Take a photo',
  recordVideo: 'Record a video',
  nothingCopied: 'The clipboard has no media. Copy a picture or a URL first.',
  pasteRefused: (keys: string) => `This browser refused the clipboard. Press ${keys} instead.`,
  pasteRefusedByTouch: 'The clipboard is blocked. Allow it for this page, or choose files.',
  pasteUnsupported: 'This browser gives pages no clipboard. Choose files instead.',
  pasteInsecure: 'Pasting needs https. Choose files instead.',

  copyAll: 'Copy all URLs',
  nothingToCopy: 'No uploaded files to copy.',
}
