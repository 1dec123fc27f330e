import type { Inspection } from '../../core/intake/intake.ts'
import { withElement } from './media-element.ts'

/** How long the browser may look at one file, in milliseconds. */
const LONGEST_LOOK = 3000

/** Lets the browser say of containers, whose bytes do not tell, whether they show anything. */
export function decideKinds(
  files: readonly File[],
  inspections: readonly Inspection[],
): Promise<Inspection[]> {
  return Promise.all(
    inspections.map(async (inspection, index) => {
      const file = files[index]
      if (!file || !inspection.readable || !inspection.isUndecided) return inspection
      const isSound = await hearsOnly(file)
      if (isSound === undefined) return inspection
      const subtype = inspection.mediaType?.split('/')[1]?.replace('quicktime', 'mp4')
      return { ...inspection, mediaType: `${isSound ? 'audio' : 'video'}/${subtype}` }
    }),
  )
}

/** Undefined where the browser cannot tell either. */
function hearsOnly(file: File): Promise<boolean | undefined> {
  const signal = AbortSignal.timeout(LONGEST_LOOK)
  return withElement('video', file, signal, async ({ videoWidth }) => videoWidth === 0).catch(
    () => undefined,
  )
}
