import type { Detector, FileTypeOptions } from 'file-type'
import { isSvg } from './svg.ts'

/** Bytes in which the root element of an SVG has to begin. */
const SVG_HEAD = 16 * 1024

/** Peeks only: a detector that moves on ends the detection. */
const svgDetector: Detector = {
  id: 'svg',
  async detect(tokenizer) {
    const head = new Uint8Array(SVG_HEAD)
    const read = await tokenizer.peekBuffer(head, { mayBeLess: true })
    return isSvg(head.subarray(0, read)) ? { ext: 'svg', mime: 'image/svg+xml' } : undefined
  },
}

/**
 * How the page and the sandbox tell a media type from a file's first bytes, so that
 * both say the same. SVG is text, of which file-type knows only that it is XML; encoders
 * are known to leave a few stray bytes before the first MPEG audio frame.
 */
export const DETECTION: FileTypeOptions = {
  customDetectors: [svgDetector],
  mpegOffsetTolerance: 10,
}
