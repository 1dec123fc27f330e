import { EDGE, isBlack } from '../../core/media/thumbnail-square.ts'

/** A transparent square canvas that can be drawn on and read. */
export function createSquare(): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas')
  canvas.width = EDGE
  canvas.height = EDGE
  const square = canvas.getContext('2d', { willReadFrequently: true })
  if (!square) throw new Error('This browser gives no canvas to draw on')
  square.imageSmoothingQuality = 'high'
  return square
}

/** Fills the square with the middle of the picture. Width and height are the picture's pixels. */
export function drawMiddle(
  square: CanvasRenderingContext2D,
  picture: CanvasImageSource,
  width: number,
  height: number,
): void {
  const scale = EDGE / Math.min(width, height)
  const [wide, high] = [width * scale, height * scale]
  // Draws the whole picture, because an SVG without a size has no pixels to crop.
  square.drawImage(picture, (EDGE - wide) / 2, (EDGE - high) / 2, wide, high)
}

export function isBlackSquare(square: CanvasRenderingContext2D): boolean {
  return isBlack(square.getImageData(0, 0, EDGE, EDGE).data)
}

export function toDataUrl(square: CanvasRenderingContext2D): string {
  return square.canvas.toDataURL('image/webp', 0.8)
}
