import type { Draft } from '../draft.ts'
import type { PastedSettings } from './pasted-reference.ts'

/** Returns what pasted settings change in a draft. The model decides where they are silent. */
export function applySettings(
  { model, ...settings }: PastedSettings,
  draft: Draft,
): Partial<Draft> {
  return { ...settings, models: { ...draft.models, [settings.kind]: model } }
}
