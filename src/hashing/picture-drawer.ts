import { openWorker } from './own-scripts.ts'
import workerUrl from './picture.worker.ts?worker&url'
import type { DrawnPicture, FromPictureWorker, ToPictureWorker } from './protocol.ts'
import { createWorkerCalls } from './worker-calls.ts'

export interface PictureDrawer {
  /**
   * Draws the middle of a picture as a thumbnail, in a worker. Returns undefined when the file has
   * no preview, or when workers of this browser cannot decode the whole file. The page may still
   * decode it, for example SVG.
   *
   * @param picture the `type` of a Blob is its media type. The caller closes a frame.
   * @param source a preview that a camera stored in the file takes milliseconds
   * @throws {ProblemError} `worker-lost` when the worker has crashed
   * @throws the abort reason of `signal`
   */
  draw(
    picture: Blob | VideoFrame,
    source: ToPictureWorker['source'],
    signal: AbortSignal,
  ): Promise<DrawnPicture | undefined>
}

/** Draws pictures in a worker. The caller limits how many are drawn at a time. */
export function createPictureDrawer(
  whenLoadable: (url: string) => Promise<void>,
  startWorker = () => openWorker(workerUrl),
): PictureDrawer {
  const calls = createWorkerCalls<ToPictureWorker, FromPictureWorker>(
    workerUrl,
    startWorker,
    whenLoadable,
  )
  return {
    async draw(picture, source, signal) {
      return (await calls.call((job) => ({ job, picture, source }), signal)).drawn
    },
  }
}
