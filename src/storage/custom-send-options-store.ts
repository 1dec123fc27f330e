import { parseJson } from '../core/text/parse-json.ts'
import {
  type CustomSendOptions,
  describeOptions,
  NO_OPTIONS,
  readCustomSendOptions,
} from '../core/traffic/custom-send-options.ts'
import { TEST_OPTIONS_NAME } from './custom-send-options-name.ts'
import type { TextStorage } from './text-storage.ts'

export type CustomSendOptionsStore = ReturnType<typeof openCustomSendOptions>

/** How this tab sends files. A reload keeps it, the end of the tab does not. */
export function openCustomSendOptions(tab: TextStorage) {
  const listeners = new Set<() => void>()
  let options = readCustomSendOptions(parseJson(tab.get(TEST_OPTIONS_NAME) ?? '')) ?? NO_OPTIONS
  return {
    /** The same object until they change. */
    get: () => options,
    isInForce: () => describeOptions(options).length > 0,
    set(next: CustomSendOptions): void {
      options = next
      if (describeOptions(next).length > 0) tab.set(TEST_OPTIONS_NAME, JSON.stringify(next))
      else tab.remove(TEST_OPTIONS_NAME)
      for (const listener of listeners) listener()
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
