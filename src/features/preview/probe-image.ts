import type { Probe } from './media-probe.ts'
import { createSquare, drawMiddle, EDGE, toDataUrl } from './square-picture.ts'
import { untilAborted, untilEvent } from './until-aborted.ts'

/** Reads the size after EXIF rotation, and draws the middle as a thumbnail. */
export const probeImage: Probe = async (blob, result, signal) => {
  const url = URL.createObjectURL(blob)
  const image = new Image()
  try {
    // An element reads the size without decoding the picture.
    image.src = url
    await untilEvent(image, ['load'], signal)
    const { naturalWidth: width, naturalHeight: height } = image
    // Some browsers report no size for an SVG without one.
    if (width === 0 || height === 0) return
    result.media = { width, height }
    const square = createSquare()
    const middle = await decodeMiddle(blob, width, height, signal)
    // An element also decodes SVG, which a bitmap does not, and runs no script in it.
    if (middle) square.drawImage(middle, 0, 0)
    else drawMiddle(square, image, width, height)
    middle?.close()
    result.thumbnail = toDataUrl(square)
  } finally {
    // Chromium never frees an image whose src attribute was removed.
    image.src = ''
    URL.revokeObjectURL(url)
  }
}

/** Decodes off the main thread at thumbnail size, because 50 megapixels take 200 MB. */
async function decodeMiddle(
  blob: Blob,
  width: number,
  height: number,
  signal: AbortSignal,
): Promise<ImageBitmap | undefined> {
  const side = Math.min(width, height)
  const [x, y] = [Math.floor((width - side) / 2), Math.floor((height - side) / 2)]
  const decoding = createImageBitmap(blob, x, y, side, side, {
    imageOrientation: 'from-image',
    resizeWidth: EDGE,
    resizeHeight: EDGE,
    resizeQuality: 'medium',
  }).catch(() => undefined)
  return untilAborted(decoding, signal).catch((reason: unknown) => {
    void decoding.then((late) => late?.close())
    throw reason
  })
}
