import { formatBytes, plural } from '../../core/text/format.ts'

export const words = {
  promise: 'Drop media. Get URLs for your Varg requests.',
  orPaste: 'or paste',
  limits: (bytes: number) => `Images, audio and video up to ${formatBytes(bytes)}, byte for byte`,

  readingFolder: 'Reading folder.',
  found: (count: number) => `Reading folder: ${plural(count, 'file')} found`,
  inspecting: (count: number) => `Reading ${plural(count, 'file')}…`,
}
