import { readDuration, seek, withElement } from './media-element.ts'
import type { Probe } from './media-probe.ts'
import { createSquare, drawMiddle, isBlack, toDataUrl } from './square-picture.ts'
import { untilAborted, untilEvent } from './until-aborted.ts'

/** A page that is out of sight paints no frames, so none is waited for any longer, in milliseconds. */
const LONGEST_PAINT = 250

/** Sees how long it is, its size as it is shown, and a frame near its start, or its middle where that is black. */
export const probeVideo: Probe = (blob, look, signal) =>
  withElement('video', blob, signal, async (video) => {
    const { videoWidth: width, videoHeight: height } = video
    // A container may hold a sound only, or frames that this browser cannot decode.
    const hasFrames = width > 0 && height > 0
    if (hasFrames) look.media = { width, height }
    const duration = await readDuration(video, signal)
    look.media = { ...look.media, duration }
    if (!hasFrames) return
    const square = createSquare()
    for (const time of timesToTry(duration)) {
      await showFrame(video, time, signal)
      drawMiddle(square, video, width, height)
      if (!isBlack(square)) break
    }
    look.thumbnail = toDataUrl(square)
  })

/** Films often begin with black. */
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
  const late = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_PAINT))
  await untilAborted(Promise.race([painted, late]), signal)
}
