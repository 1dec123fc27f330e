import { createValue } from '../core/state/value.ts'
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

/** Options of custom sends in this tab. They outlive a reload but not the tab. */
export function openCustomSendOptions(tab: TextStorage) {
  const options = createValue(
    readCustomSendOptions(parseJson(tab.get(TEST_OPTIONS_NAME) ?? '')) ?? NO_OPTIONS,
  )
  return {
    ...options,
    isInForce: () => describeOptions(options.get()).length > 0,
    set(next: CustomSendOptions): void {
      if (describeOptions(next).length > 0) tab.set(TEST_OPTIONS_NAME, JSON.stringify(next))
      else tab.remove(TEST_OPTIONS_NAME)
      options.set(next)
    },
  }
}
