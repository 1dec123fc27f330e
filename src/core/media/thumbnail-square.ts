/** Edge of a thumbnail in pixels: dense screens show it in rows of 40 and tiles of 148. */
export const EDGE = 160

/** Shortest edge of an embedded preview that is large enough for a row on a dense screen. */
const MIN_EDGE = 88

/** Value below which a channel counts as black. Video black is 16, and coding adds noise. */
const BLACK = 32

export interface Size {
  width: number
  height: number
}

export interface Square {
  x: number
  y: number
  side: number
}

/** The largest square in the middle of a picture. */
export function middleOf({ width, height }: Size): Square {
  const side = Math.min(width, height)
  return { x: (width - side) / 2, y: (height - side) / 2, side }
}

/** Where the middle of a picture is in its embedded preview. */
export interface PlacedPreview extends Square {
  /** The part at the edge that must be black, because it is outside the picture. */
  bar: Size | undefined
}

/**
 * Places a picture in a preview, which may have bars: cameras put 3:2 pictures into 4:3 previews.
 * Returns undefined when the preview is too small.
 */
export function placePreview(preview: Size, picture: Size): PlacedPreview | undefined {
  const scale = Math.min(preview.width / picture.width, preview.height / picture.height)
  const inner = { width: picture.width * scale, height: picture.height * scale }
  const { x, y, side } = middleOf(inner)
  if (side < MIN_EDGE) return undefined
  const left = (preview.width - inner.width) / 2
  const top = (preview.height - inner.height) / 2
  // Half of a bar, because coding blurs the edge to the picture.
  const bar =
    left >= 2
      ? { width: Math.floor(left / 2), height: preview.height }
      : top >= 2
        ? { width: preview.width, height: Math.floor(top / 2) }
        : undefined
  return { x: x + left, y: y + top, side, bar }
}

/** The canvas transform that turns a square picture upright, by EXIF orientation 1 to 8. */
export function uprightTransform(
  orientation: number,
  edge: number,
): [a: number, b: number, c: number, d: number, e: number, f: number] {
  const isMirroredX = [2, 3, 7, 8].includes(orientation)
  const isMirroredY = [3, 4, 6, 7].includes(orientation)
  // The columns of the matrix: from 5 on, rows become columns.
  const x = isMirroredX ? -1 : 1
  const y = isMirroredY ? -1 : 1
  return orientation < 5
    ? [x, 0, 0, y, x < 0 ? edge : 0, y < 0 ? edge : 0]
    : [0, x, y, 0, y < 0 ? edge : 0, x < 0 ? edge : 0]
}

/** @param pixels RGBA */
export function isBlack(pixels: Uint8ClampedArray): boolean {
  return pixels.every((value, index) => index % 4 === 3 || value < BLACK)
}
