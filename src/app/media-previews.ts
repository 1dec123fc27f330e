import { type Content, contentKey } from '../core/api/content.ts'
import { kindOf } from '../core/media/media-kind.ts'
import type { Upload } from '../core/uploads/upload.ts'
import type { Counts, UploadsStore } from '../core/uploads/uploads-store.ts'
import type { MediaProbe } from '../features/preview/media-probe.ts'
import { loadPart } from '../http/parts.ts'
import type { History } from './history-cache.ts'

/**
 * What the browser sees in uploaded files: at once for a row that is in sight, and for the
 * history when everything is uploaded and there is nothing better to do. Each file is looked at
 * once, pictures beside what plays, one of each at a time.
 */
export function createMediaPreviews(history: History, store: UploadsStore) {
  const looks = new WeakMap<File, Promise<MediaProbe>>()
  const turns: Record<'still' | 'moving', Promise<unknown>> = {
    still: Promise.resolve(),
    moving: Promise.resolve(),
  }
  const waiting: { upload: Upload; file: File; content: Content; url: string }[] = []
  let isLooking = false

  function lookAt({ size, mediaType, path }: Upload, file: File): Promise<MediaProbe> {
    const known = looks.get(file)
    if (known) return known
    const kind = kindOf(mediaType, path)
    const lane = kind === 'image' ? 'still' : 'moving'
    const look = turns[lane].then(async () => {
      const { probeMedia } = await loadPart(() => import('../features/preview/probe-media.ts'))
      return probeMedia(file.slice(0, size, mediaType), kind)
    })
    turns[lane] = look.catch(() => {})
    looks.set(file, look)
    return look
  }

  async function describeNext(): Promise<void> {
    // Decoding takes the time of the very thread that sends.
    if (isWorking(store.counts.get())) return whenIdle(describeNext, TIMEOUTS)
    const next = waiting.shift()
    if (!next) {
      isLooking = false
      return
    }
    const { upload, file, content, url } = next
    const isKnown = history.ports.at(url)?.media !== undefined
    const look = isKnown ? undefined : await lookAt(upload, file).catch(() => undefined)
    if (look) {
      const { media, thumbnail } = look
      const thumbnails = new Map(thumbnail === undefined ? [] : [[content.hash, thumbnail]])
      await history.describe(contentKey(content), media, thumbnails)
    }
    whenIdle(describeNext)
  }

  return {
    /** A small picture of an upload, or null. Never rejects. */
    async look(upload: Upload): Promise<string | null> {
      const { file, stage } = upload
      const hash = 'hash' in stage ? stage.hash : undefined
      if (!file) return hash ? history.ports.thumbnail(hash).catch(() => null) : null
      const { thumbnail = null } = await lookAt(upload, file).catch(() => ({ thumbnail: null }))
      return thumbnail
    },

    /** Looks at a file for the history, unless that knows how its content looks. */
    describeLater(upload: Upload, content: Content, url: string): void {
      if (!upload.file) return
      waiting.push({ upload, file: upload.file, content, url })
      if (isLooking) return
      isLooking = true
      whenIdle(describeNext)
    },
  }
}

function isWorking({ hashing, uploading, confirming }: Counts): boolean {
  return hashing + uploading + confirming > 0
}

/** Milliseconds between two looks whether everything is uploaded. */
const TIMEOUTS = 500

/** Not every browser has idle times. */
export function whenIdle(work: () => unknown, delay = 0): void {
  const begin = () => void work()
  setTimeout('requestIdleCallback' in window ? () => requestIdleCallback(begin) : begin, delay)
}
