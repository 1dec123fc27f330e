import type { MediaFacts } from '../../core/history/history.ts'
import type { MediaKind } from '../../core/media/media-kind.ts'

export interface PreviewedFile {
  title: string
  kind: MediaKind
  mediaType: string
  /** In bytes. */
  size: number
  url: string
  /** The local file, if this page still has it. It is shown instead of the URL. */
  file?: File | undefined
  /** Known facts. The preview reads missing ones from the file, except the waveform. */
  media?: MediaFacts | undefined
}
