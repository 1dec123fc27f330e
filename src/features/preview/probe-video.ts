import { readDuration, seek, withElement } from './media-element.ts'
import type { DrawFrame, DrawnFrame, Probe } from './media-probe.ts'
import { createSquare, drawMiddle, isBlackSquare, toDataUrl } from './square-picture.ts'
import { untilAborted, untilEvent } from './until-aborted.ts'

/** Timeout for painting a frame, in milliseconds. A hidden page paints no frames. */
const PAINT_TIMEOUT = 250

/** Reads duration and size, and draws a frame near the start, or at the middle if that is black. */
export const probeVideo: Probe = (blob, result, signal, drawFrame) =>
  withElement('video', blob, signal, async (video) => {
    const { videoWidth: width, videoHeight: height } = video
    // A container may hold audio only, or frames that this browser cannot decode.
    const hasFrames = width > 0 && height > 0
    if (hasFrames) result.media = { width, height }
    const duration = await readDuration(video, signal)
    result.media = { ...result.media, duration }
    if (!hasFrames) return
    for (const time of timesToTry(duration)) {
      await showFrame(video, time, signal)
      const drawn = (await drawInWorker(video, drawFrame, signal)) ?? drawOnPage(video)
      result.thumbnail = drawn.thumbnail
      if (!drawn.isBlack) break
    }
  })

/** Undefined if the browser lacks VideoFrame or worker canvases, or rotates frames differently. */
async function drawInWorker(
  video: HTMLVideoElement,
  drawFrame: DrawFrame,
  signal: AbortSignal,
): Promise<DrawnFrame | undefined> {
  if (!('VideoFrame' in globalThis)) return undefined
  const frame = new VideoFrame(video)
  try {
    const isWide = frame.displayWidth > frame.displayHeight
    if (isWide !== video.videoWidth > video.videoHeight) return undefined
    return await untilAborted(drawFrame(frame), signal)
  } finally {
    frame.close()
  }
}

function drawOnPage(video: HTMLVideoElement): DrawnFrame {
  const square = createSquare()
  drawMiddle(square, video, video.videoWidth, video.videoHeight)
  return { thumbnail: toDataUrl(square), isBlack: isBlackSquare(square) }
}

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
