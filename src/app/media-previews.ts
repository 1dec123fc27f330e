import { type Content, contentKey } from '../core/api/content.ts'
import { kindOf, typeLabel } from '../core/media/media-kind.ts'
import { createPreviewScheduler, type PreviewTask } from '../core/media/preview-scheduler.ts'
import type { Upload } from '../core/uploads/upload.ts'
import type { UploadsStore } from '../core/uploads/uploads-store.ts'
import type { MediaProbe } from '../features/preview/media-probe.ts'
import { probeMedia } from '../features/preview/probe-media.ts'
import type { Look } from '../features/uploads/list/files-ports.ts'
import type { PictureDrawer } from '../hashing/picture-drawer.ts'
import type { History } from './history-cache.ts'
import { wait } from './wait.ts'

/**
 * Previews inside files take milliseconds. Whole pictures are decoded in a worker, sounds and videos
 * by elements of the page.
 */
type Lane = 'embedded' | 'still' | 'moving'

interface FileTask extends PreviewTask<Lane> {
  /** Resolves when there is nothing left to try. */
  probed: Promise<MediaProbe>
  /** What was found, complete or not. */
  found?: MediaProbe
  isDone: boolean
  /** Stores what was found. */
  describe?: (found: MediaProbe) => void
}

/** Timeout of the first attempt, in milliseconds. It doubles for each attempt, up to eightfold. */
const TIMEOUT = 10_000

/** Milliseconds between two checks for the end of all uploads. */
const IDLE_CHECK = 500

/**
 * Probes uploaded files for thumbnails, dimensions and durations, each file once. Files in view come
 * first. The newest others follow when nothing is sent.
 */
export function createMediaPreviews(
  history: History,
  { counts }: Pick<UploadsStore, 'counts'>,
  drawer: PictureDrawer,
) {
  const tasks = new WeakMap<File, FileTask>()
  let former = NaN
  let idle: Promise<void> | undefined

  const { show, want, update } = createPreviewScheduler<Lane>((lane, isInView) => {
    if (!isInView && isWorking()) return 0
    if (lane === 'embedded') return 6
    // Hashing gets the other cores, but the first screen does not wait for it.
    return lane === 'moving' || counts.get().hashing > 0 ? 1 : 2
  })

  counts.subscribe(() => {
    const now = Number(isWorking()) + Number(counts.get().hashing > 0)
    if (now !== former) update()
    former = now
  })

  function isWorking(): boolean {
    const { hashing, uploading, confirming } = counts.get()
    return hashing + uploading + confirming > 0
  }

  function whenIdle(): Promise<void> {
    idle ??= (async () => {
      do await wait(IDLE_CHECK)
      while (isWorking())
      idle = undefined
    })()
    return idle
  }

  function taskOf({ size, mediaType, path }: Upload, file: File): FileTask {
    const known = tasks.get(file)
    if (known) return known
    const kind = kindOf(mediaType, path)
    let resolve = (_: MediaProbe) => {}
    const task: FileTask = {
      lane: kind !== 'image' ? 'moving' : mediaType === 'image/jpeg' ? 'embedded' : 'still',
      isDone: false,
      probed: new Promise((settle) => {
        resolve = settle
      }),
      async run(attempt) {
        const found: MediaProbe = { media: {}, thumbnail: undefined }
        const signal = AbortSignal.timeout(TIMEOUT * 2 ** Math.min(3, attempt))
        try {
          // A slice is a blob of its own, which costs half a millisecond.
          const isTyped = file.type === mediaType && file.size === size
          const blob = isTyped ? file : file.slice(0, size, mediaType)
          const drawn = task.lane !== 'moving' && (await draw(blob, task.lane, signal))
          if (drawn) Object.assign(found, drawn)
          else if (task.lane !== 'embedded')
            await probeMedia(blob, kind, found, signal, (frame) =>
              drawer.draw(frame, 'whole', signal),
            )
          else {
            task.lane = 'still'
            return 'next'
          }
          task.isDone = true
          resolve(found)
        } catch {
          // The time ran out, or the worker crashed. It is tried again.
        }
        task.found = found
        task.describe?.(found)
        return task.isDone ? 'done' : 'late'
      },
    }
    tasks.set(file, task)
    return task
  }

  async function draw(
    blob: Blob,
    lane: 'embedded' | 'still',
    signal: AbortSignal,
  ): Promise<MediaProbe | undefined> {
    const source = lane === 'embedded' ? 'preview' : 'whole'
    const drawn = await drawer.draw(blob, source, signal)
    if (!drawn) return undefined
    const { thumbnail, ...media } = drawn
    return { media, thumbnail }
  }

  return {
    /**
     * The thumbnail or type label of an upload. Never rejects. Waits for its turn, and for another
     * attempt after a timeout.
     *
     * @param signal aborts when no view shows the upload any more
     */
    async look(upload: Upload, signal: AbortSignal): Promise<Look> {
      const { file, stage, mediaType, path } = upload
      const hash = 'hash' in stage ? stage.hash : undefined
      const toLook = (url: string | null | undefined): Look =>
        url ? { kind: 'picture', url } : { kind: 'none', label: typeLabel(mediaType, path) }
      if (!file) return toLook(hash && (await history.ports.thumbnail(hash).catch(() => null)))
      const task = taskOf(upload, file)
      if (!task.isDone) {
        const hide = show(task)
        signal.addEventListener('abort', hide, { once: true })
        if (signal.aborted) hide()
        await task.probed
        hide()
      }
      return toLook(task.found?.thumbnail)
    },

    /** Probes a file for the history, unless the history has its facts. */
    describeLater(upload: Upload, content: Content, url: string): void {
      const { file } = upload
      if (!file) return
      const task = taskOf(upload, file)
      const isKnown = () => history.ports.at(url)?.media !== undefined
      task.describe = async ({ media, thumbnail }) => {
        await whenIdle()
        if (isKnown() && thumbnail === undefined) return
        const thumbnails = new Map(thumbnail === undefined ? [] : [[content.hash, thumbnail]])
        history.describe(contentKey(content), media, thumbnails)
      }
      if (task.found) task.describe(task.found)
      if (!task.isDone && !isKnown()) want(task)
    },
  }
}
