import type { MediaFacts } from '../../core/history/history.ts'
import type { MediaKind } from '../../core/media/media-kind.ts'

/** A file in the large preview. */
export interface PreviewedFile {
  title: string
  kind: MediaKind
  mediaType: string
  /** Bytes. */
  size: number
  url: string
  /** Its bytes, where this page still has them: they are shown rather than fetched. */
  file?: File | undefined
  /** Where nothing is known yet, the preview finds out what it can, but for the waveform. */
  media?: MediaFacts | undefined
}
