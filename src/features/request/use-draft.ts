import { useSyncExternalStore } from 'react'
import type { Composer, Draft } from '../../core/request/composer.ts'

/** The draft as it stands; renders again at every change of it. */
export function useDraft(composer: Composer): Draft {
  return useSyncExternalStore(composer.subscribe, composer.draft)
}
