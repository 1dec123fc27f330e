import { readDuration, seek, withElement } from './media-element.ts'
import type { Probe } from './media-probe.ts'
import { createSquare, drawMiddle, isBlack, toDataUrl } from './square-picture.ts'
import { untilAborted, untilEvent } from './until-aborted.ts'

/** Timeout for painting a frame, in milliseconds. A hidden page paints no frames. */
const PAINT_TIMEOUT = 250

/** Reads duration and size, and draws a frame near the start, or at the middle if that is black. */
export const probeVideo: Probe = (blob, result, signal) =>
  withElement('video', blob, signal, async (video) => {
    const { videoWidth: width, videoHeight: height } = video
    // A container may hold audio only, or frames that this browser cannot decode.
    const hasFrames = width > 0 && height > 0
    if (hasFrames) result.media = { width, height }
    const duration = await readDuration(video, signal)
    result.media = { ...result.media, duration }
    if (!hasFrames) return
    const square = createSquare()
    for (const time of timesToTry(duration)) {
      await showFrame(video, time, signal)
      drawMiddle(square, video, width, height)
      if (!isBlack(square)) break
    }
    result.thumbnail = toDataUrl(square)
  })

/** The times of candidate frames, in seconds. Films often begin with black. */
function timesToTry(duration = 0): number[] {
  return [Math.min(1, duration / 10), duration / 2]
}

async function showFrame(
  video: HTMLVideoElement,
  time: number,
  signal: AbortSignal,
): Promise<void> {
  const painted = new Promise<void>((resolve) => {
    video.requestVideoFrameCallback(() => resolve())
  })
  await seek(video, time, signal)
  if (video.readyState < video.HAVE_CURRENT_DATA) await untilEvent(video, ['canplay'], signal)
  const late = new Promise<void>((resolve) => setTimeout(resolve, PAINT_TIMEOUT))
  await untilAborted(Promise.race([painted, late]), signal)
}
