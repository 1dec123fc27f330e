import type { Probe } from './media-probe.ts'
import { createSquare, drawMiddle, toDataUrl } from './square-picture.ts'
import { untilAborted, untilEvent } from './until-aborted.ts'

/**
 * Reads the size after EXIF rotation, and draws the middle as a thumbnail. An element also decodes
 * formats that workers do not, such as SVG, and runs no scripts.
 */
export const probeImage: Probe = async (blob, result, signal) => {
  const url = URL.createObjectURL(blob)
  const image = new Image()
  try {
    image.src = url
    await untilEvent(image, ['load'], signal)
    const { naturalWidth: width, naturalHeight: height } = image
    // Some browsers report no size for an SVG without one.
    if (width === 0 || height === 0) return
    result.media = { width, height }
    // Decodes off the main thread.
    await untilAborted(image.decode(), signal)
    const square = createSquare()
    drawMiddle(square, image, width, height)
    result.thumbnail = toDataUrl(square)
  } finally {
    // Chromium never frees an image whose src attribute was removed.
    image.src = ''
    URL.revokeObjectURL(url)
  }
}
