import { parseJson } from '../core/text/parse-json.ts'
import {
  describeOptions,
  NO_OPTIONS,
  readTestOptions,
  type TestOptions,
} from '../core/traffic/test-options.ts'
import { TEST_OPTIONS_NAME } from './test-options-name.ts'
import type { TextStorage } from './text-storage.ts'

export type TestOptionsStore = ReturnType<typeof openTestOptions>

/** How this tab sends files. A reload keeps it, the end of the tab does not. */
export function openTestOptions(tab: TextStorage) {
  const listeners = new Set<() => void>()
  let options = readTestOptions(parseJson(tab.get(TEST_OPTIONS_NAME) ?? '')) ?? NO_OPTIONS
  return {
    /** The same object until they change. */
    get: () => options,
    isInForce: () => describeOptions(options).length > 0,
    set(next: TestOptions): void {
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
