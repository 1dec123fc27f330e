import { type Content, contentKey } from '../core/api/content.ts'
import { kindOf } from '../core/media/media-kind.ts'
import type { Upload } from '../core/uploads/upload.ts'
import type { Counts, UploadsStore } from '../core/uploads/uploads-store.ts'
import type { MediaProbe } from '../features/preview/media-probe.ts'
import { loadPart } from '../http/parts.ts'
import type { History } from './history-cache.ts'

/**
 * Probes uploaded files for thumbnails, dimensions and durations. A visible row is probed at once, a
 * file for the history when the page is idle. Each file is probed once. One image and one audio or
 * video file are probed at a time.
 */
export function createMediaPreviews(history: History, store: UploadsStore) {
  const probes = new WeakMap<File, Promise<MediaProbe>>()
  const turns: Record<'still' | 'moving', Promise<unknown>> = {
    still: Promise.resolve(),
    moving: Promise.resolve(),
  }
  const waiting: { upload: Upload; file: File; content: Content; url: string }[] = []
  let isProbing = false

  function probeFile({ size, mediaType, path }: Upload, file: File): Promise<MediaProbe> {
    const known = probes.get(file)
    if (known) return known
    const kind = kindOf(mediaType, path)
    const lane = kind === 'image' ? 'still' : 'moving'
    const probe = turns[lane].then(async () => {
      const { probeMedia } = await loadPart(() => import('../features/preview/probe-media.ts'))
      return probeMedia(file.slice(0, size, mediaType), kind)
    })
    turns[lane] = probe.catch(() => {})
    probes.set(file, probe)
    return probe
  }

  async function describeNext(): Promise<void> {
    // Decoding blocks the thread that sends.
    if (isWorking(store.counts.get())) return whenIdle(describeNext, IDLE_CHECK)
    const next = waiting.shift()
    if (!next) {
      isProbing = false
      return
    }
    const { upload, file, content, url } = next
    const isKnown = history.ports.at(url)?.media !== undefined
    const found = isKnown ? undefined : await probeFile(upload, file).catch(() => undefined)
    if (found) {
      const { media, thumbnail } = found
      const thumbnails = new Map(thumbnail === undefined ? [] : [[content.hash, thumbnail]])
      await history.describe(contentKey(content), media, thumbnails)
    }
    whenIdle(describeNext)
  }

  return {
    /** The thumbnail of an upload as a `data:` URL, or null. Never rejects. */
    async look(upload: Upload): Promise<string | null> {
      const { file, stage } = upload
      const hash = 'hash' in stage ? stage.hash : undefined
      if (!file) return hash ? history.ports.thumbnail(hash).catch(() => null) : null
      const { thumbnail = null } = await probeFile(upload, file).catch(() => ({ thumbnail: null }))
      return thumbnail
    },

    /** Probes a file for the history, unless the history has its facts. */
    describeLater(upload: Upload, content: Content, url: string): void {
      if (!upload.file) return
      waiting.push({ upload, file: upload.file, content, url })
      if (isProbing) return
      isProbing = true
      whenIdle(describeNext)
    },
  }
}

function isWorking({ hashing, uploading, confirming }: Counts): boolean {
  return hashing + uploading + confirming > 0
}

/** Milliseconds between two checks for the end of all uploads. */
const IDLE_CHECK = 500

/** Runs in an idle period. Browsers without idle callbacks use a timer. `delay` is in milliseconds. */
export function whenIdle(work: () => unknown, delay = 0): void {
  const begin = () => void work()
  setTimeout('requestIdleCallback' in window ? () => requestIdleCallback(begin) : begin, delay)
}
