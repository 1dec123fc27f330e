import { useSyncExternalStore } from 'react'
import type { Composer } from '../../core/request/composer.ts'
import type { Draft } from '../../core/request/draft.ts'

/** The current draft. */
export function useDraft(composer: Composer): Draft {
  return useSyncExternalStore(composer.subscribe, composer.draft)
}
