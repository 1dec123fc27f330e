import type { Draft } from '../draft.ts'
import type { PastedSettings } from './pasted-reference.ts'

/** Returns the changes of pasted settings to a draft. Empty ones leave the choice to the model. */
export function applySettings(
  { model, ...settings }: PastedSettings,
  draft: Draft,
): Partial<Draft> {
  return { ...settings, models: { ...draft.models, [settings.kind]: model } }
}
