import { useSyncExternalStore } from 'react'
import type { Composer, Draft } from '../../core/request/composer.ts'

/** The current draft. */
export function useDraft(composer: Composer): Draft {
  return useSyncExternalStore(composer.subscribe, composer.draft)
}
