import { createValue } from '../core/state/value.ts'
import { parseJson } from '../core/text/parse-json.ts'
import {
  type CustomSendOptions,
  isOrdinary,
  NO_OPTIONS,
  readCustomSendOptions,
} from '../core/traffic/custom-send-options.ts'
import { CUSTOM_SEND_NAME } from './custom-send-options-name.ts'
import type { TextStorage } from './text-storage.ts'

export type CustomSendOptionsStore = ReturnType<typeof openCustomSendOptions>

/** Options of custom sends in this tab. They outlive a reload but not the tab. */
export function openCustomSendOptions(tab: TextStorage) {
  const options = createValue(
    readCustomSendOptions(parseJson(tab.get(CUSTOM_SEND_NAME) ?? '')) ?? NO_OPTIONS,
  )
  return {
    ...options,
    isActive: () => !isOrdinary(options.get()),
    set(next: CustomSendOptions): void {
      if (isOrdinary(next)) tab.remove(CUSTOM_SEND_NAME)
      else tab.set(CUSTOM_SEND_NAME, JSON.stringify(next))
      options.set(next)
    },
  }
}
