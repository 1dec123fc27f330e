import { type GenerationRequest, hasDuration, hasRatio } from './generation.ts'
import { findFamily } from './models/find-family.ts'

/** The settings in the body. Undefined when empty, or unused by the kind or the model. */
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
