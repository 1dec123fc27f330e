import { API_VERSIONS, type ApiVersion, DEFAULT_VERSION } from './api-version.ts'
import type { SendCall } from './send-call.ts'
import { SEND_1 } from './v1/send-v1.ts'
import { SEND_2 } from './v2/send-v2.ts'

export const SENDS: Record<ApiVersion, SendCall> = { 1: SEND_1, 2: SEND_2 }

/** The version of an upload, by its URL. */
export function versionOfSend(url: string): ApiVersion {
  const isOf = (version: ApiVersion) => url.endsWith(SENDS[version].route.path)
  return API_VERSIONS.find(isOf) ?? DEFAULT_VERSION
}
