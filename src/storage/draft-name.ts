import type { TextStorage } from './text-storage.ts'

export const DRAFT_NAME = 'refdrop.request'

/** Whether there is a request with references or a prompt, as far as a look can tell. */
export function hasDraft(device: TextStorage): boolean {
  const text = device.get(DRAFT_NAME)
  return text !== undefined && !/"prompt":"".*"references":\[\]/.test(text)
}
