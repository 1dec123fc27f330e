import type { Inspection } from '../../core/intake/intake.ts'
import { withElement } from './media-element.ts'

/** Timeout for one file, in milliseconds. */
const TIMEOUT = 3000

/** Lets the browser decide between audio and video for containers whose bytes do not show it. */
export function decideKinds(
  files: readonly File[],
  inspections: readonly Inspection[],
): Promise<Inspection[]> {
  return Promise.all(
    inspections.map(async (inspection, index) => {
      const file = files[index]
      if (!file || !inspection.readable || !inspection.isUndecided) return inspection
      const isAudio = await isAudioOnly(file)
      if (isAudio === undefined) return inspection
      const subtype = inspection.mediaType?.split('/')[1]?.replace('quicktime', 'mp4')
      return { ...inspection, mediaType: `${isAudio ? 'audio' : 'video'}/${subtype}` }
    }),
  )
}

/** Whether the file has no video track. Undefined when the browser cannot read it. */
function isAudioOnly(file: File): Promise<boolean | undefined> {
  const signal = AbortSignal.timeout(TIMEOUT)
  return withElement('video', file, signal, async ({ videoWidth }) => videoWidth === 0).catch(
    () => undefined,
  )
}
