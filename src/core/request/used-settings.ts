import { type GenerationRequest, hasDuration, hasRatio } from './generation.ts'
import { findFamily } from './models/find-family.ts'

/** The settings that the body has. The model has no use for others. Empty ones are undefined. */
export function settingsOf({ kind, model, duration, aspectRatio }: GenerationRequest) {
  const family = findFamily(model)
  const isTimed = hasDuration(kind) && family?.seconds?.length !== 0
  const isShaped = hasRatio(kind) && family?.ratios !== ''
  return {
    duration: isTimed && isDuration(duration) ? duration : undefined,
    aspectRatio: (isShaped && aspectRatio) || undefined,
  }
}

function isDuration(duration: GenerationRequest['duration']): boolean {
  return duration === 'auto' || Number.isFinite(duration)
}
