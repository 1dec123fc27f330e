/** Edge of the square in pixels: twice what is shown, for dense screens. */
const EDGE = 96

/**
 * A small square WebP of an image as a `data:` URL, cut from its middle; null where the
 * browser cannot decode it (HEIC in most). Leaves no object URL behind.
 */
export async function makeThumbnail(image: Blob): Promise<string | null> {
  const decoded = await decode(image)
  if (!decoded) return null
  const canvas = document.createElement('canvas')
  canvas.width = EDGE
  canvas.height = EDGE
  const { width, height } = decoded
  const scale = EDGE / Math.min(width, height)
  canvas
    .getContext('2d')
    ?.drawImage(
      decoded,
      (EDGE - width * scale) / 2,
      (EDGE - height * scale) / 2,
      width * scale,
      height * scale,
    )
  if (decoded instanceof ImageBitmap) decoded.close()
  return canvas.toDataURL('image/webp', 0.8)
}

/** An image element decodes what a bitmap does not: SVG, in which it runs no script. */
async function decode(image: Blob): Promise<ImageBitmap | HTMLImageElement | undefined> {
  if (image.type !== 'image/svg+xml') return createImageBitmap(image).catch(() => undefined)
  const url = URL.createObjectURL(image)
  try {
    const element = new Image()
    element.src = url
    await element.decode()
    return element.width > 0 ? element : undefined
  } catch {
    return undefined
  } finally {
    URL.revokeObjectURL(url)
  }
}
