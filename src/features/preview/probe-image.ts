import type { Probe } from './media-probe.ts'
import { createSquare, drawMiddle, EDGE, toDataUrl } from './square-picture.ts'
import { untilAborted, untilEvent } from './until-aborted.ts'

/** Sees its size as it is shown, turned the way its EXIF data says, and its middle. */
export const probeImage: Probe = async (blob, look, signal) => {
  const url = URL.createObjectURL(blob)
  const image = new Image()
  try {
    // An element reads the size without decoding the picture.
    image.src = url
    await untilEvent(image, ['load'], signal)
    const { naturalWidth: width, naturalHeight: height } = image
    // Some browsers give no size to an SVG that names none.
    if (width === 0 || height === 0) return
    look.media = { width, height }
    const square = createSquare()
    const middle = await decodeMiddle(blob, width, height, signal)
    // An element decodes what a bitmap does not: SVG, in which it runs no script.
    if (middle) square.drawImage(middle, 0, 0)
    else drawMiddle(square, image, width, height)
    middle?.close()
    look.thumbnail = toDataUrl(square)
  } finally {
    // Chromium keeps every image for ever, from which the attribute was taken.
    image.src = ''
    URL.revokeObjectURL(url)
  }
}

/** Decodes off the page's thread, and keeps no more than a thumbnail needs: 50 megapixels are 200 MB. */
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
